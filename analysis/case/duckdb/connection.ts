import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  type DuckDBListType,
  DuckDBListValue,
  type DuckDBResultReader,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  LIST,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { Table } from '../../contract/index.ts'
import { throwIfCancelled } from '../../platform/errors.ts'
import { type CasePart, partOf, partsWrittenBy } from '../changes.ts'
import type { IdTable } from '../next-ids.ts'
import { differencesOf, type Query, unexpectedNull } from '../rows.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { arrowTable } from './arrow.ts'
import { translateDuckDbError } from './errors.ts'

/** Appends rows value by value. */
export type Appender = DuckDBAppender

function bound(value: SqlValue): [DuckDBValue, DuckDBType] {
  if (value === null || value === undefined) return [null, VARCHAR]
  if (typeof value === 'string') return [value, VARCHAR]
  if (typeof value === 'boolean') return [value, BOOLEAN]
  if (typeof value === 'bigint') return [value, BIGINT]
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? [BigInt(value), BIGINT] : [value, DOUBLE]
  if (value instanceof Date) return [new DuckDBTimestampValue(BigInt(value.getTime()) * 1000n), TIMESTAMP]
  const isText = typeof value[0] === 'string' || value.length === 0
  return [new DuckDBListValue([...value]), LIST(isText ? VARCHAR : DOUBLE)]
}

/** The values of a statement and their types, as DuckDB takes them. */
function boundValues({ values }: Sql): [DuckDBValue[], DuckDBType[]] {
  const all = values.map(bound)
  return [all.map(([value]) => value), all.map(([, type]) => type)]
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value
  }
  if (Array.isArray(value)) return value.map(plain)
  return value
}

/** Only in tests: for a user, a missing value is better than no answer. */
export const checksResults = process.env.HUBLINE_CHECK_NULLS === '1'

const typeName = (type: DuckDBType | undefined): string => (type ? (DuckDBTypeId[type.typeId] ?? '') : '')

function refuseOtherRows(query: Query<object>, reader: DuckDBResultReader, found: readonly object[]): void {
  const types = reader.columnTypes()
  const result = reader.columnNames().map((name, index) => ({
    name,
    type: typeName(types[index]),
    elementType: typeName((types[index] as DuckDBListType | undefined)?.valueType),
  }))
  const differences = differencesOf(query.columns, result)
  const empty = checksResults ? unexpectedNull(query.columns, found as Record<string, unknown>[]) : null
  if (empty) differences.push(`"${empty}" is empty`)
  if (differences.length > 0)
    throw new Error(`a query answers other rows than it declares: ${differences.join('; ')}\n${query.text}`)
}

type IdSource = (connection: Connection, table: IdTable, count: number) => Promise<number>

/** One DuckDB connection whose questions can be cancelled. Obtain it from `CaseDatabase.read` or `.write`. */
export class Connection {
  readonly raw: DuckDBConnection
  readonly signal: AbortSignal | undefined
  private readonly ids: IdSource | null
  /** The parts of the case that were written to over this connection. */
  readonly written = new Set<CasePart>()
  private readonly appenders: DuckDBAppender[] = []

  /** `ids` hands out ids within the transaction of this connection; null where there is none. */
  constructor(raw: DuckDBConnection, signal: AbortSignal | undefined, ids: IdSource | null = null) {
    this.raw = raw
    this.signal = signal
    this.ids = ids
  }

  /**
   * Ids for up to `count` new rows of a table, good within this transaction: as `CaseStore.nextIds`.
   * @returns the first of them
   */
  async nextIds(table: IdTable, count: number): Promise<number> {
    if (!this.ids) throw new Error(`ids of ${table} are asked for outside a transaction that writes`)
    return this.ids(this, table, count)
  }

  /** The same connection without cancellation, for work that must be finished. */
  withoutSignal(): Connection {
    return new Connection(this.raw, undefined, this.ids)
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    throwIfCancelled(this.signal)
    let again: NodeJS.Timeout | undefined
    // DuckDB forgets an interrupt that arrives just before its statement starts.
    const interrupt = () => {
      this.raw.interrupt()
      again = setInterval(() => this.raw.interrupt(), 20)
    }
    this.signal?.addEventListener('abort', interrupt, { once: true })
    try {
      return await work()
    } catch (error) {
      throw translateDuckDbError(error)
    } finally {
      clearInterval(again)
      this.signal?.removeEventListener('abort', interrupt)
    }
  }

  /** Runs one or more statements; bound values belong to a single statement. */
  async run(statement: Sql): Promise<void> {
    for (const part of partsWrittenBy(statement.text)) this.written.add(part)
    await this.guarded(async () => {
      if (statement.values.length === 0) await this.raw.run(statement.text)
      else await this.raw.run(statement.text, ...boundValues(statement))
    })
  }

  /**
   * Small results as objects by column name: whole numbers as numbers, timestamps and dates as `Date`.
   * @throws Error if the result is not what the query declares, which is a bug.
   */
  async all<T extends object>(query: Query<T>): Promise<T[]> {
    return this.guarded(async () => {
      const reader = await this.raw.runAndReadAll(query.text, ...boundValues(query))
      const found = reader
        .getRowObjectsJS()
        .map(
          (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])) as T,
        )
      refuseOtherRows(query, reader, found)
      return found
    })
  }

  async one<T extends object>(query: Query<T>): Promise<T | null> {
    return (await this.all(query))[0] ?? null
  }

  /** The whole result, or its first `rowLimit` rows, as an Arrow table for the wire. */
  async table(query: Sql, rowLimit?: number): Promise<Table> {
    return this.guarded(async () => {
      const result = await this.raw.stream(query.text, ...boundValues(query))
      return await arrowTable(result, rowLimit)
    })
  }

  /** Appends rows to a table of this connection, temporary ones included. The caller flushes and closes it. */
  async appender(tableName: string): Promise<DuckDBAppender> {
    const part = partOf(tableName)
    if (part) this.written.add(part)
    const appender = await this.guarded(() => this.raw.createAppender(tableName))
    this.appenders.push(appender)
    return appender
  }

  /**
   * Discards what was appended and not yet written, for work that failed. DuckDB writes what an appender still holds whenever it is
   * collected: outside the transaction, and into whichever table has its name then.
   */
  discardAppended(): void {
    for (const appender of this.appenders.splice(0)) {
      try {
        appender.clear()
        appender.closeSync()
      } catch {
        // One whose rows the table refused says so again; why the work failed is told by the work.
      }
    }
  }
}
