import { StatementType } from '@duckdb/node-api'
import type { Table } from '../../contract/index.ts'
import { CancelledError, ExpectedError } from '../../platform/errors.ts'
import type { Connection } from './database.ts'
import { duckDbMessage } from './errors.ts'

function refuse(detail: string): never {
  throw new ExpectedError('QUERY_NOT_READ_ONLY', { detail, remedy: 'Write one SELECT.' })
}

const firstWords = new Set([
  'select',
  'with',
  'from',
  'values',
  'table',
  'describe',
  'summarize',
  'show',
  'pivot',
  'unpivot',
])

function firstWord(text: string): string {
  const remarks = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/|\()*/
  return /^\w*/.exec(text.replace(remarks, ''))?.[0].toLowerCase() ?? ''
}

async function refuseAllButOneSelect(connection: Connection, text: string): Promise<void> {
  if (!firstWords.has(firstWord(text))) refuse('it is not a SELECT')
  const statements = await connection.raw.extractStatements(text)
  if (statements.count !== 1) refuse(`${statements.count} statements`)
  const prepared = await statements.prepare(0)
  const type = prepared.statementType
  prepared.destroySync()
  if (type !== StatementType.SELECT) refuse('it is not a SELECT')
}

/**
 * Runs one SELECT that an analyst wrote, in a read-only transaction that is always rolled back.
 * @param limit rows after this many are not read
 * @throws ExpectedError `QUERY_NOT_READ_ONLY` for anything but one SELECT; `QUERY_FAILED` with DuckDB's words.
 */
export async function selectOnly(connection: Connection, text: string, limit: number): Promise<Table> {
  try {
    await refuseAllButOneSelect(connection, text)
    await connection.raw.run('begin transaction read only')
    try {
      return await connection.table({ text, values: [] }, limit)
    } finally {
      await connection.raw.run('rollback').catch(() => undefined)
    }
  } catch (error) {
    if (error instanceof ExpectedError || error instanceof CancelledError) throw error
    throw new ExpectedError('QUERY_FAILED', { detail: duckDbMessage(error) }, { cause: error })
  }
}
