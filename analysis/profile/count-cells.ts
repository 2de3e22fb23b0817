import type { Connection } from '../case/store.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { type Axis, type CountTable, leavesOf, printedCodes, total } from './count-table.ts'
import { type CountedCell, countsOf } from './queries-counts.ts'

/** A table with its exact counts, row-major over the printed codes; never leaves the engine. */
export interface CountedTable {
  readonly table: CountTable
  readonly values: readonly number[]
}

const none = [null] as const

function countValueOf(
  cells: ReadonlyMap<string, number>,
  table: CountTable,
  row: string,
  column: string | null,
): number {
  const leaves = (axis: Axis | null, code: string | null): readonly (string | null)[] => {
    if (axis === null || code === null || (code === total && axis.additive)) return none
    return leavesOf(axis, code)
  }
  let value = 0
  for (const rowLeaf of leaves(table.rows, row))
    for (const columnLeaf of leaves(table.columns, column))
      value += cells.get(JSON.stringify([rowLeaf, columnLeaf])) ?? 0
  return value
}

function unknownCode(axis: Axis | null, codes: Iterable<string | null>): string | null {
  if (axis === null || !axis.coversAll) return null
  for (const code of codes) if (code !== null && !axis.codes.includes(code)) return code
  return null
}

/** Places the cells of one `countsOf` answer; a null key in the map stands for a sum over that side. */
function countedTable(table: CountTable, counted: readonly CountedCell[]): CountedTable {
  const row = unknownCode(
    table.rows,
    counted.map((cell) => cell.row_code),
  )
  const column = unknownCode(
    table.columns,
    counted.map((cell) => cell.column_code),
  )
  if (row !== null || column !== null)
    throw new Error(`${table.tableId} counts "${row ?? column}", which its axis lacks`)
  const cells = new Map<string, number>()
  for (const cell of counted) {
    if (cell.row_total === 0 && cell.row_code === null) continue
    if (table.columns !== null && cell.column_total === 0 && cell.column_code === null) continue
    const key = [cell.row_total ? null : cell.row_code, cell.column_total ? null : cell.column_code]
    cells.set(JSON.stringify(key), cell.counted)
  }
  const columns = table.columns ? printedCodes(table.columns) : none
  return {
    table,
    values: printedCodes(table.rows).flatMap((rowCode) =>
      columns.map((columnCode) => countValueOf(cells, table, rowCode, columnCode)),
    ),
  }
}

/** Counts every table of a profile, one query each. */
export async function countCells(
  connection: Connection,
  tables: readonly CountTable[],
  progress: JobProgress,
): Promise<CountedTable[]> {
  progress.step('Counting', tables.length)
  const counted: CountedTable[] = []
  for (const table of tables) {
    counted.push(countedTable(table, await connection.all(countsOf(table.facts))))
    progress.advance(counted.length)
  }
  return counted
}
