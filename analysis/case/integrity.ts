import type { Connection } from './duckdb/connection.ts'
import { duckDbMessage } from './duckdb/errors.ts'
import {
  beginProbe,
  endProbe,
  insertAgain,
  keyedTables,
  readWhole,
  sampledRows,
  tableNames,
} from './queries-integrity.ts'

const namesIn = async (rows: Promise<{ name: string }[]>): Promise<string[]> =>
  (await rows).map(({ name }) => name)

export const tablesOf = (connection: Connection): Promise<string[]> => namesIn(connection.all(tableNames()))

/** Reads every value of a table. @returns its rows */
export const readTable = async (connection: Connection, table: string): Promise<number> =>
  (await connection.one(readWhole(table)))?.rows ?? 0

/** The tables that an index of unique values belongs to. */
export const indexedTablesOf = (connection: Connection): Promise<string[]> =>
  namesIn(connection.all(keyedTables()))

/** Whether every index of the table refuses a duplicate of an existing row; what was written is rolled back. */
async function refusesAgain(connection: Connection, table: string, rowId: number): Promise<boolean> {
  await connection.run(beginProbe())
  try {
    await connection.run(insertAgain(table, rowId))
    return false
  } catch (error) {
    if (/duplicate key|violates (primary|unique)/i.test(duckDbMessage(error))) return true
    throw error
  } finally {
    await connection
      .withoutSignal()
      .run(endProbe())
      .catch(() => undefined)
  }
}

/** Whether an index of the table lacks one of up to `most` rows at even distances; reading a table does not touch its indexes. */
export async function indexLacksRows(connection: Connection, table: string, most: number): Promise<boolean> {
  const rows = await connection.all(sampledRows(table, most))
  for (const { row_id } of rows) if (!(await refusesAgain(connection, table, row_id))) return true
  return false
}
