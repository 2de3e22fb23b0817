import { StatementType } from '@duckdb/node-api'
import type { Table } from '../../contract/index.ts'
import { CancelledError, ExpectedError } from '../../platform/errors.ts'
import type { Connection } from './database.ts'
import { duckDbMessage } from './errors.ts'
import { functionsWithEffects, ownViews, parsedStatement } from './queries-statement.ts'

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

/** Table functions that only make rows or describe the case's own tables. Others may read files, settings or secrets, or have side effects. */
const tableFunctions = new Set([
  'duckdb_columns',
  'duckdb_constraints',
  'duckdb_functions',
  'duckdb_indexes',
  'duckdb_keywords',
  'duckdb_tables',
  'duckdb_types',
  'duckdb_views',
  'generate_series',
  'icu_calendar_names',
  'json_each',
  'json_tree',
  'pg_timezone_names',
  'pragma_table_info',
  'pragma_version',
  'range',
  'repeat',
  'repeat_row',
  'test_all_types',
  'unnest',
])

/** DuckDB's own views that describe tables and columns. Its other views show settings, paths, statements or programs. */
const describingViews = new Set([
  'columns',
  'key_column_usage',
  'referential_constraints',
  'table_constraints',
  'tables',
  'views',
  'duckdb_columns',
  'duckdb_constraints',
  'duckdb_indexes',
  'duckdb_tables',
  'duckdb_types',
  'duckdb_views',
  'pg_attribute',
  'pg_class',
  'pg_tables',
  'pg_views',
  'sqlite_master',
  'sqlite_schema',
])

/** `system` is a catalogue, and takes the place of a schema if only two names are given. */
const ownSchemas = new Set(['information_schema', 'pg_catalog', 'system'])

/** What `show` and `describe` may list without the name of a table, as DuckDB's parser writes it. */
const listed = new Set(['', '__show_tables_expanded', 'tables'])

/** Volatile, but without side effects. */
const harmless = new Set(['gen_random_uuid', 'random', 'uuid', 'uuidv4', 'uuidv7'])
/** Not volatile by DuckDB's own list, although they read something outside the case, or wait. */
const reading = ['current_setting', 'getenv', 'getvariable', 'pg_sleep']

interface NamedTable {
  readonly catalogue: string
  readonly schema: string
  readonly name: string
}

interface Named {
  readonly tableFunctions: Set<string>
  readonly functions: Set<string>
  readonly tables: NamedTable[]
  /** What is listed by `show` and `describe`, and where. */
  readonly shown: NamedTable[]
}

const lower = (name: unknown): string => String(name ?? '').toLowerCase()

const tableOf = (part: Record<string, unknown>): NamedTable => ({
  catalogue: lower(part.catalog_name),
  schema: lower(part.schema_name),
  name: lower(part.table_name),
})

/** Every function and table that a parsed statement names, at any depth. */
function collect(node: unknown, named: Named): void {
  if (Array.isArray(node)) for (const part of node) collect(part, named)
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return
  const part = node as Record<string, unknown>
  if (part.type === 'TABLE_FUNCTION')
    named.tableFunctions.add(lower((part.function as Record<string, unknown> | undefined)?.function_name))
  else if (part.type === 'BASE_TABLE') named.tables.push(tableOf(part))
  else if (part.type === 'SHOW_REF') named.shown.push(tableOf(part))
  if (part.function_name !== undefined) named.functions.add(lower(part.function_name))
  for (const inner of Object.values(part)) collect(inner, named)
}

const notSelect = 'it is not a SELECT'

/** The statement as DuckDB's own parser reads it. */
async function parsed(connection: Connection, text: string): Promise<unknown[]> {
  const found = await connection.one(parsedStatement(text))
  const tree = JSON.parse(found?.tree ?? '{}') as { error?: boolean; statements?: unknown[] }
  return tree.error === false ? (tree.statements ?? []) : refuse(notSelect)
}

const isOwnSchema = ({ catalogue, schema }: NamedTable): boolean =>
  catalogue === 'system' || ownSchemas.has(schema)

/** DuckDB's own views that a statement reads in any schema and that show more than tables and columns. */
async function oddTables(connection: Connection, { tables, shown }: Named): Promise<string[]> {
  const own = new Set((await connection.all(ownViews())).map(({ name }) => name))
  const isOwn = (table: NamedTable) =>
    isOwnSchema(table) || own.has(table.name) || /^(duckdb|pragma)_/.test(table.name)
  return [
    ...tables.filter((table) => isOwn(table) && !describingViews.has(table.name)).map(({ name }) => name),
    ...shown
      .map((table) => ({ ...table, name: table.name.replace(/^"(.*)"$/, '$1') }))
      .filter((table) => isOwnSchema(table) || !listed.has(table.name))
      .map(({ name, schema }) => `show ${name || schema}`),
  ]
}

async function refuseEffects(connection: Connection, text: string): Promise<void> {
  const named: Named = { tableFunctions: new Set(), functions: new Set(), tables: [], shown: [] }
  const statements = await parsed(connection, text)
  if (statements.length !== 1) refuse(`${statements.length} statements`)
  collect(statements, named)
  const odd = [
    ...[...named.tableFunctions].filter((name) => !tableFunctions.has(name)),
    ...(await oddTables(connection, named)),
  ]
  const effects = await connection.all(functionsWithEffects([...named.functions]))
  const acting = effects.map(({ name }) => name).filter((name) => !harmless.has(name))
  const refused = [...odd, ...acting, ...reading.filter((name) => named.functions.has(name))]
  if (refused.length > 0)
    refuse(
      `it uses ${refused.join(', ')}, which may do more than read the case, or read something outside it`,
    )
}

async function refuseAllButOneSelect(connection: Connection, text: string): Promise<void> {
  if (!firstWords.has(firstWord(text))) refuse(notSelect)
  const statements = await connection.raw.extractStatements(text)
  if (statements.count !== 1) refuse(`${statements.count} statements`)
  await refuseEffects(connection, text)
  const prepared = await statements.prepare(0)
  const type = prepared.statementType
  prepared.destroySync()
  if (type !== StatementType.SELECT) refuse(notSelect)
}

/**
 * Runs one SELECT that an analyst wrote, in a read-only transaction that is always rolled back. DuckDB's own parser says what it is; a
 * table function that is not known to be without effects is refused, because a read-only transaction stops none (`checkpoint()`), and so is
 * any of DuckDB's own views that shows more than the case's tables and columns (`pg_settings`).
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
