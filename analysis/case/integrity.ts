import type { Connection } from './duckdb/connection.ts'
import { duckDbMessage } from './duckdb/errors.ts'
import {
  beginProbe,
  endProbe,
  insertAgain,
  keyColumns,
  keyedTables,
  readWhole,
  rowsOfKey,
  sampledKeys,
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

/** Whether every one of the keys is found by the column's own index, and once. */
async function findsKeys(connection: Connection, table: string, key: string, most: number): Promise<boolean> {
  for (const { key: value } of await connection.all(sampledKeys(table, key, most)))
    if (value !== null && (await connection.one(rowsOfKey(table, key, value)))?.rows !== 1) return false
  return true
}

/**
 * Whether an index of the table lacks one of up to `most` rows at even distances; reading a table does not touch its indexes. A row that
 * is refused is refused by the first of them, so that each is asked by itself too.
 */
export async function indexLacksRows(connection: Connection, table: string, most: number): Promise<boolean> {
  const rows = await connection.all(sampledRows(table, most))
  for (const { row_id } of rows) if (!(await refusesAgain(connection, table, row_id))) return true
  for (const { name } of await connection.all(keyColumns(table)))
    if (!(await findsKeys(connection, table, name, most))) return true
  return false
}
