import type { Totals } from '../contract/index.ts'
import type { Connection } from './duckdb/connection.ts'
import { column, type Query } from './rows.ts'

/** The columns of a question of how much stands behind a figure. */
export const standingColumns = { rows: column.integer, communications: column.integer, texts: column.integer }

/** Asks how much stands behind a figure. */
export async function totalsOf(connection: Connection, counted: Query<Totals>): Promise<Totals> {
  const found = await connection.one(counted)
  return found ?? { rows: 0, communications: 0, texts: 0 }
}
