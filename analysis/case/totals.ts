import type { Totals } from '../contract/index.ts'
import type { Connection } from './duckdb/connection.ts'
import { column, type Query } from './rows.ts'

/** The columns of `Totals`: how many rows, communications and texts a figure was counted from. */
export const totalsColumns = { rows: column.integer, communications: column.integer, texts: column.integer }

/** How many rows, communications and texts a figure was counted from; zeros where none. */
export async function totalsOf(connection: Connection, counted: Query<Totals>): Promise<Totals> {
  const found = await connection.one(counted)
  return found ?? { rows: 0, communications: 0, texts: 0 }
}
