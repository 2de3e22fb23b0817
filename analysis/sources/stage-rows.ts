import { identifier, sql } from '../case/sql.ts'
import type { Connection } from '../case/store.ts'
import { isRefusedText } from '../case/store.ts'
import * as staging from './queries-stage.ts'
import type { TextTable } from './read-table.ts'

/** DuckDB refused a record, or the whole file: its records must be split from each other before it reads them. */
export class RecordsNeedSplitting extends Error {}

async function stageText(connection: Connection, table: TextTable): Promise<void> {
  const { split, headers, delimiter } = table
  await connection.run(staging.dropRejects())
  try {
    await connection.run(
      split
        ? staging.stageText(split.path, delimiter, 0, headers.length)
        : staging.stageText(table.path, delimiter, table.skippedLines, headers.length),
    )
  } catch (error) {
    if (split || !isRefusedText(error)) throw error
    throw new RecordsNeedSplitting()
  }
  const rejects = await connection.one(staging.countRejects())
  await connection.run(staging.dropRejects())
  if ((rejects?.rows ?? 0) === 0) return
  if (split) throw new Error(`${rejects?.rows} records were refused after they had been split`)
  throw new RecordsNeedSplitting()
}

/**
 * The table's rows as text in `staged_row`, in the file's order and numbered from 1, and `row_outcome` with those that could not be told apart.
 * @returns how many rows the file holds
 * @throws RecordsNeedSplitting where `table` is not split and must be
 */
export async function stageRows(connection: Connection, table: TextTable): Promise<number> {
  await stageText(connection, table)
  const { split } = table
  await connection.run(split?.lostPath ? staging.lostRecords(split.lostPath) : staging.noLostRecords())
  const counted = await connection.one(staging.countStaged())
  const rows = (counted?.readable ?? 0) + (counted?.unreadable ?? 0)
  if (split && rows !== split.records)
    throw new Error(`${split.records} records were split from each other, but ${rows} were read`)
  if ((counted?.unreadable ?? 0) > 0) {
    await connection.run(staging.numberRows())
    await connection.run(staging.rowsAsNumbered())
  } else await connection.run(staging.rowsInOrder())
  await connection.run(staging.outcomesOfLostRecords())
  return rows
}

/** Takes away what `stageRows` left. */
export async function dropStagedRows(connection: Connection): Promise<void> {
  await connection.run(sql`drop view if exists staged_row`)
  for (const temporary of ['staged_text', 'numbered_row', 'staged_reject'])
    await connection.run(sql`drop table if exists ${identifier(temporary)}`)
}
