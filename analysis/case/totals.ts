import type { Standing } from '../contract/index.ts'
import type { Connection } from './duckdb/connection.ts'
import type { Sql } from './sql.ts'

/** Asks how much stands behind a figure; the question gives `rows`, `communications` and `texts`. */
export async function standingOf(connection: Connection, counted: Sql): Promise<Standing> {
  const found = await connection.one<Standing>(counted)
  return found ?? { rows: 0, communications: 0, texts: 0 }
}
