import type { Connection } from '../case/store.ts'
import type { LineConcern, LineRelation } from '../contract/index.ts'
import { chosenCell, somebodyOf } from '../visibility/queries-chosen.ts'
import { linesConcerning } from './queries-concern.ts'

/**
 * Lines of the newest search with a communication that fits all that is chosen, most first. A line concerns a person or a number that holds,
 * runs, supplies or buys from it, or is one of its own numbers; a person by the numbers that the connection shows as theirs.
 * @throws ExpectedError `INPUT_INVALID` for a person and a number at once, or what is no cell
 */
export async function concerningLines(
  connection: Connection,
  asked: {
    readonly person?: string | undefined
    readonly number?: string | undefined
    readonly cell?: string | undefined
    readonly range?: { readonly from: string; readonly to: string } | undefined
  },
): Promise<LineConcern[]> {
  const rows = await connection.all(
    linesConcerning({
      somebody: somebodyOf(asked),
      cell: chosenCell(asked.cell),
      from: asked.range?.from ?? null,
      to: asked.range?.to ?? null,
    }),
  )
  return rows.map(({ line_id, name, communications, customers, relations }) => ({
    lineId: line_id,
    name,
    communications,
    customers,
    relations: relations === '' ? [] : (relations.split(',') as LineRelation[]),
  }))
}
