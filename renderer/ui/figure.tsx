import type { ReactNode } from 'react'
import type { RowsQuestion } from '../state/drill-down.ts'
import { useDrillDown } from '../state/drill-down.ts'
import './figure.css'

interface FigureProps {
  readonly children: ReactNode
  /** What the figure counts, for the drawer's title and for a screen reader. */
  readonly of: string
  /** The question whose rows stand behind the figure; null when there are none to show. */
  readonly rows: RowsQuestion | null
  readonly strong?: boolean
  /** Inside a table the table owns the keyboard: Enter on the cell opens the rows. */
  readonly inTable?: boolean
}

export const Figure = ({ children, of, rows, strong, inTable }: FigureProps) => {
  const open = useDrillDown((drillDown) => drillDown.open)
  if (!rows) return <span className={strong ? 'figure-strong' : undefined}>{children}</span>
  return (
    <button
      type="button"
      className={`figure${strong ? ' figure-strong' : ''}`}
      tabIndex={inTable ? -1 : undefined}
      onClick={(event) => {
        event.stopPropagation()
        open({ title: of, question: rows })
      }}
    >
      <span className="figure-value">{children}</span>
      <span className="unseen">, rows behind {of}</span>
    </button>
  )
}
