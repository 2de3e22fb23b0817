import type { ProfileTable, ReleasedCell } from '../../contract/index.ts'
import { isColumnOfReasons } from './document-words.ts'

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
