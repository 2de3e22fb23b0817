import type { IdTable } from '../case/next-ids.ts'
import type { Connection } from '../case/store.ts'
import { countRows } from './queries-stage.ts'

/**
 * Ids for rows of a table of the case that are made from a temporary one, at most one from each of its rows.
 * @returns the first of them
 */
export async function idsForRows(connection: Connection, table: IdTable, from: string): Promise<number> {
  const counted = await connection.one(countRows(from))
  return connection.nextIds(table, counted?.rows ?? 0)
}
