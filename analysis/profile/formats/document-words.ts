import type { ProfileDocument, ProfileTable, ReleasedCell } from '../../contract/index.ts'
import { documentPeriod } from '../build-document.ts'
import { dayWords } from '../months.ts'
import { policyTitle } from '../words.ts'

export const syntheticWords = 'Synthetic sample data: no figure is about a real person or place.'

/** A cell as text: `1,250`, `[c]`, `[d]`, or why it cannot be computed. */
export function cellWords(cell: ReleasedCell): string {
  if (typeof cell === 'number') return cell.toLocaleString('en-GB')
  if ('notComputable' in cell) return cell.notComputable
  return cell.suppressed === 'primary' ? '[c]' : '[d]'
}

export const runWords = (runs: readonly { readonly text: string }[]): string =>
  runs.map((run) => run.text).join('')

const isSuppressed = (table: ProfileTable, kind: 'primary' | 'secondary') =>
  table.rows.some((row) =>
    row.cells.some((cell) => typeof cell !== 'number' && 'suppressed' in cell && cell.suppressed === kind),
  )

/** A column of reasons is read from the left, its heading too. */
export const isColumnOfReasons = (table: ProfileTable, column: number): boolean =>
  table.rows.every(({ cells }) => typeof cells[column] === 'object' && 'notComputable' in cells[column])

/** What the marks mean, and where the figures come from. */
export function tableNotes(table: ProfileTable, document: ProfileDocument): string {
  const notes = [...table.notes]
  const { threshold, roundingBase } = document.policy
  if (isSuppressed(table, 'primary')) notes.push(`[c] count below ${threshold}, suppressed.`)
  if (isSuppressed(table, 'secondary')) notes.push('[d] suppressed to protect another.')
  if (roundingBase > 1 && table.rows.some((row) => row.total)) notes.push('Rounded figures need not add up.')
  return [...notes, `Source: ${table.source.replace(/\.$/, '')}.`].join(' ')
}

export const unitWords = (table: ProfileTable, document: ProfileDocument): string =>
  document.policy.roundingBase > 1 &&
  table.tableId !== 'outcomes.framework' &&
  !table.tableId.startsWith('gaps.')
    ? `${table.unit}, rounded to ${document.policy.roundingBase}`
    : table.unit

export const coverFacts = (document: ProfileDocument): [string, string][] => [
  ['Edition', String(document.edition)],
  ['Period', documentPeriod(document)],
  ['Data up to', dayWords(document.cutOff)],
  ['Disclosure policy', policyTitle(document.policy.name)],
  [
    'Suppressed',
    `${document.suppressed.primary} small counts, and ${document.suppressed.secondary} more so that those cannot be worked out`,
  ],
  [
    'Audit log',
    `ends at ${document.logHead.slice(0, 16)} (its log head, which proves what was logged before)`,
  ],
]

/** The header and footer of every page. */
export const pageWords = (document: ProfileDocument): { head: string; period: string; foot: string } => ({
  head: `${document.title}, edition ${document.edition}`,
  period: `${documentPeriod(document)}${document.synthetic ? '. Synthetic sample data' : ''}`,
  foot: `Policy ${policyTitle(document.policy.name)}: counts below ${document.policy.threshold} suppressed, others rounded to ${document.policy.roundingBase}. Searched for every identifier in the case. Audit log at ${document.logHead.slice(0, 8)}…${document.logHead.slice(-4)}.`,
})

/** Wide tables fill the width; narrow ones may be side by side. */
export const isWideTable = (table: ProfileTable): boolean =>
  table.columns.length > 2 || table.rows.some((row) => row.label.length > 34) || table.rows.length > 14

/** Short tables are kept on one page. */
export const isShortTable = (table: ProfileTable): boolean =>
  table.rows.length < 14 && table.tableId !== 'outcomes.framework'

export const kindOfCell = (cell: ReleasedCell): 'number' | 'reason' | 'mark' =>
  typeof cell === 'number' ? 'number' : 'notComputable' in cell ? 'reason' : 'mark'

/** Shares of the width: the labels take what they need where the columns are figures; reasons want room. */
export function widthsOf(table: ProfileTable): number[] {
  const hasReasons = table.columns.some((_, index) => isColumnOfReasons(table, index))
  const longest = Math.max(...table.rows.map((row) => row.label.length), 0)
  if (!hasReasons && table.rows.every((row) => row.cells.every((cell) => kindOfCell(cell) !== 'reason')))
    return [Math.max(2, Math.min(5, longest / 9)), ...table.columns.map(() => 1)]
  return [3, ...table.columns.map((_, index) => (isColumnOfReasons(table, index) ? 3 : 1.6))]
}
