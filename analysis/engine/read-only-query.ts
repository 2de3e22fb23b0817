import { StatementType } from '@duckdb/node-api'
import type { Table } from '../contract/index.ts'
import type { Connection } from './database.ts'
import { duckDbMessage } from './duckdb-errors.ts'
import { CancelledError, ExpectedError } from './errors.ts'

/**
 * Runs one SELECT that an analyst wrote, in a transaction that is always rolled back.
 * @throws ExpectedError `QUERY_NOT_READ_ONLY` for anything but one SELECT; `QUERY_FAILED` with DuckDB's words.
 */
export async function selectOnly(connection: Connection, text: string, limit: number): Promise<Table> {
  try {
    const statements = await connection.raw.extractStatements(text)
    if (statements.count !== 1) {
      throw new ExpectedError('QUERY_NOT_READ_ONLY', {
        detail: `${statements.count} statements`,
        remedy: 'Write one SELECT.',
      })
    }
    const prepared = await statements.prepare(0)
    if (prepared.statementType !== StatementType.SELECT) {
      throw new ExpectedError('QUERY_NOT_READ_ONLY', {
        detail: 'it is not a SELECT',
        remedy: 'Write one SELECT.',
      })
    }
    prepared.destroySync()
    const trimmed = text.trim().replace(/;+\s*$/, '')
    return await connection.table({
      text: `select * from (\n${trimmed}\n) limit ${Math.floor(limit)}`,
      values: [],
    })
  } catch (error) {
    if (error instanceof ExpectedError || error instanceof CancelledError) throw error
    throw new ExpectedError('QUERY_FAILED', { detail: duckDbMessage(error) }, { cause: error })
  }
}
