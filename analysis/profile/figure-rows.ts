import type { Role, Table } from '../contract/index.ts'
import { ExpectedError } from '../engine/errors.ts'
import type { OpenCase } from '../engine/open-case.ts'
import { figurePlace, leavesOf } from './count-table.ts'
import { countTables } from './count-tables.ts'
import { figureRows } from './queries-counts.ts'
import { readScope } from './scope.ts'

const withheldFrom: Partial<Record<Role, readonly string[]>> = { police: ['treatment', 'programme'] }

/**
 * The source rows that a figure counts: `source, sheet, row, kind, day`.
 * @throws ExpectedError `FIGURE_NOT_FOUND`
 */
export async function rowsOfFigure(
  current: OpenCase,
  figureId: string,
  role: Role,
  limit: number,
  signal?: AbortSignal,
): Promise<Table> {
  const place = figurePlace(figureId)
  const tables = countTables(await readScope(current, signal))
  const table = tables.find((one) => one.tableId === place?.tableId)
  const rowCodes = place && table ? leavesOf(table.rows, place.row) : []
  const columnCodes = place?.column && table?.columns ? leavesOf(table.columns, place.column) : null
  const isUnknown = !table || rowCodes.length === 0 || (table.columns !== null && !columnCodes?.length)
  if (isUnknown)
    throw new ExpectedError('FIGURE_NOT_FOUND', {
      subject: figureId,
      remedy: 'Refresh the profile: its data may have changed.',
    })
  return current.database.read(signal, (connection) =>
    connection.table(
      figureRows({
        facts: table.facts,
        rowCodes,
        columnCodes,
        withheldKinds: withheldFrom[role] ?? [],
        limit,
      }),
    ),
  )
}
