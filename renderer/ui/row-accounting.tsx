import { formatCount } from '../text/numbers.ts'
import './row-accounting.css'

interface RowAccountingProps {
  readonly loaded: number
  readonly setAside: number
  readonly duplicate: number
  readonly width?: number
}

const parts = ['loaded', 'aside', 'duplicate'] as const

/** Widths in pixels that add up to `width`; a part that exists is at least 3 wide. */
export const accountingWidths = (counts: readonly number[], width: number): number[] => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const widths = counts.map((count) => (count === 0 ? 0 : Math.max(3, (count / total) * width)))
  const largest = widths.indexOf(Math.max(...widths))
  const rest = widths.reduce((sum, part, index) => (index === largest ? sum : sum + part), 0)
  return widths.map((part, index) => (index === largest ? width - rest : part))
}

export const RowAccounting = ({ loaded, setAside, duplicate, width = 150 }: RowAccountingProps) => {
  const widths = accountingWidths([loaded, setAside, duplicate], width)
  return (
    <span
      className="accounting"
      role="img"
      aria-label={`${formatCount(loaded)} loaded, ${formatCount(setAside)} set aside, ${formatCount(duplicate)} duplicate`}
    >
      {parts.map((part, index) =>
        widths[index] ? (
          <span key={part} className={`accounting-${part}`} style={{ width: widths[index] }} />
        ) : null,
      )}
    </span>
  )
}

export const AccountingKey = ({ part }: { readonly part: (typeof parts)[number] }) => (
  <span className={`accounting-key accounting-${part}`} aria-hidden="true" />
)
