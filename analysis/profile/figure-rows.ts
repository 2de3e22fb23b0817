import type { OpenCase } from '../case/open-case.ts'
import type { ProfileDocument, Role, Table } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { mayReadKind, refuseKinds, sightOf } from '../visibility/source-kinds.ts'
import { type CountTable, figurePlace, kindsBehind, leavesOf } from './count-table.ts'
import { countTables } from './count-tables.ts'
import { figureRows } from './queries-counts.ts'
import { type ProfileScope, readScope } from './scope.ts'

interface FoundFigure {
  readonly table: CountTable
  readonly rowCodes: readonly string[]
  /** Null where the table has no columns. */
  readonly columnCodes: readonly string[] | null
}

function findFigure(tables: readonly CountTable[], figureId: string): FoundFigure | null {
  const place = figurePlace(figureId)
  const table = tables.find((one) => one.tableId === place?.tableId)
  if (!place || !table) return null
  const rowCodes = leavesOf(table.rows, place.row)
  const columnCodes = place.column && table.columns ? leavesOf(table.columns, place.column) : null
  const isUnknown = rowCodes.length === 0 || (table.columns !== null && !columnCodes?.length)
  return isUnknown ? null : { table, rowCodes, columnCodes }
}

/**
 * The source rows that a figure counts: `source, sheet, row, kind, day`. A role that may not read the kinds of source that select
 * them gets none: membership of a treatment group is a treatment fact, whichever file the rows are in.
 * @throws ExpectedError `FIGURE_NOT_FOUND`; `ROLE_FORBIDDEN`
 */
export async function rowsOfFigure(
  current: OpenCase,
  figureId: string,
  role: Role,
  limit: number,
  signal?: AbortSignal,
): Promise<Table> {
  const found = findFigure(countTables(await readScope(current, signal)), figureId)
  if (!found)
    throw new ExpectedError('FIGURE_NOT_FOUND', {
      subject: figureId,
      remedy: 'Refresh the profile: its data may have changed.',
    })
  const { table, rowCodes, columnCodes } = found
  refuseKinds(role, kindsBehind(table, rowCodes), `rows behind ${table.title}`)
  return current.database.read(sightOf(role), signal, (connection) =>
    connection.table(figureRows({ facts: table.facts, rowCodes, columnCodes, limit })),
  )
}

type Runs = ProfileDocument['sections'][number]['claim']

/** The document without links from figures to rows that the role may not see. */
export function withOpenFigures(document: ProfileDocument, scope: ProfileScope, role: Role): ProfileDocument {
  const tables = countTables(scope)
  const mayOpen = (figureId: string) => {
    const found = findFigure(tables, figureId)
    return !found || kindsBehind(found.table, found.rowCodes).every((kind) => mayReadKind(role, kind))
  }
  const open = (runs: Runs): Runs =>
    runs.map((run) => (run.figureId === undefined || mayOpen(run.figureId) ? run : { text: run.text }))
  return {
    ...document,
    sections: document.sections.map((section) => ({
      ...section,
      claim: open(section.claim),
      paragraphs: section.paragraphs.map((paragraph) => ({ ...paragraph, runs: open(paragraph.runs) })),
    })),
  }
}
