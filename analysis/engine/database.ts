import { mkdir, rm, stat, statfs } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api'
import type { Table } from '../contract/index.ts'
import { arrowTable } from './arrow.ts'
import { translateDuckDbError } from './duckdb-errors.ts'
import { CancelledError, ExpectedError, throwIfCancelled } from './errors.ts'
import type { Sql, SqlValue } from './sql.ts'

export type Row = Record<string, unknown>

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

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER)
      ? Number(value)
      : value
  }
  if (Array.isArray(value)) return value.map(plain)
  return value
}

/** One DuckDB connection whose questions can be cancelled. Obtain it from `CaseDatabase.read` or `.write`. */
export class Connection {
  readonly raw: DuckDBConnection
  readonly signal: AbortSignal | undefined

  constructor(raw: DuckDBConnection, signal: AbortSignal | undefined) {
    this.raw = raw
    this.signal = signal
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
    await this.guarded(async () => {
      const values = statement.values.map(bound)
      if (values.length === 0) await this.raw.run(statement.text)
      else
        await this.raw.run(
          statement.text,
          values.map(([value]) => value),
          values.map(([, type]) => type),
        )
    })
  }

  /** Small results as objects by column name: integers as numbers, timestamps and dates as they are in DuckDB's JS form. */
  async all<T extends object = Row>(query: Sql): Promise<T[]> {
    return this.guarded(async () => {
      const values = query.values.map(bound)
      const reader = await this.raw.runAndReadAll(
        query.text,
        values.map(([value]) => value),
        values.map(([, type]) => type),
      )
      return reader
        .getRowObjectsJS()
        .map(
          (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])) as T,
        )
    })
  }

  async one<T extends object = Row>(query: Sql): Promise<T | null> {
    return (await this.all<T>(query))[0] ?? null
  }

  /** The whole result, or its first `rowLimit` rows, as an Arrow table for the wire. */
  async table(query: Sql, rowLimit?: number): Promise<Table> {
    return this.guarded(async () => {
      const values = query.values.map(bound)
      const result = await this.raw.stream(
        query.text,
        values.map(([value]) => value),
        values.map(([, type]) => type),
      )
      return await arrowTable(result, rowLimit)
    })
  }

  /** Appends rows to a table of this connection, temporary ones included. The caller flushes and closes it. */
  async appender(tableName: string): Promise<DuckDBAppender> {
    return this.guarded(() => this.raw.createAppender(tableName))
  }
}

const roomForCheckpointBytes = 64 * 1024 * 1024

export interface DatabaseOptions {
  /** DuckDB's limit in megabytes; 2.5 GB leaves a laptop of 8 GB usable. */
  memoryMegabytes?: number
  threads?: number
}

/**
 * One DuckDB instance over one case file. Reads run side by side, each in a snapshot; writes run one at a time, each in
 * one transaction. The process never touches the case file through the file system while it is open.
 */
export class CaseDatabase {
  readonly path: string
  /** The one folder from which DuckDB may read: copies of files being imported, and its spill files. */
  readonly stagingFolder: string
  private readonly instance: DuckDBInstance
  private readonly idle: DuckDBConnection[] = []
  private readonly open = new Set<DuckDBConnection>()
  private readonly busy = new Map<DuckDBConnection, Promise<unknown>>()
  private isClosing = false
  private readonly lastWrite = {
    data: Promise.resolve() as Promise<unknown>,
    log: Promise.resolve() as Promise<unknown>,
  }

  private constructor(path: string, stagingFolder: string, instance: DuckDBInstance) {
    this.path = path
    this.stagingFolder = stagingFolder
    this.instance = instance
  }

  static async open(casePath: string, options: DatabaseOptions = {}): Promise<CaseDatabase> {
    const path = resolve(casePath)
    const stagingFolder = join(dirname(path), `.${basename(path)}.staging`)
    await rm(stagingFolder, { recursive: true, force: true })
    await mkdir(join(stagingFolder, 'spill'), { recursive: true, mode: 0o700 })
    try {
      const instance = await DuckDBInstance.create(path, {
        memory_limit: `${options.memoryMegabytes ?? 2500}MB`,
        threads: String(options.threads ?? Math.max(2, Math.min(8, availableParallelism()))),
        temp_directory: join(stagingFolder, 'spill'),
      })
      const database = new CaseDatabase(path, stagingFolder, instance)
      const connection = await database.connect()
      const folder = stagingFolder.replaceAll("'", "''")
      await connection.run(`set allowed_directories = ['${folder}/']; set enable_external_access = false`)
      database.idle.push(connection)
      return database
    } catch (error) {
      await rm(stagingFolder, { recursive: true, force: true })
      throw translateDuckDbError(error, path)
    }
  }

  private async connect(): Promise<DuckDBConnection> {
    const connection = await this.instance.connect()
    await connection.run("set errors_as_json = true; set TimeZone = 'UTC'")
    this.open.add(connection)
    return connection
  }

  private async withConnection<T>(work: (raw: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.isClosing) throw new CancelledError()
    const raw = this.idle.pop() ?? (await this.connect())
    const working = work(raw)
    this.busy.set(
      raw,
      working.catch(() => undefined),
    )
    try {
      return await working
    } finally {
      this.busy.delete(raw)
      this.idle.push(raw)
    }
  }

  /** Runs questions on a connection of their own. */
  async read<T>(signal: AbortSignal | undefined, work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.withConnection((raw) => work(new Connection(raw, signal)))
  }

  /**
   * Runs `work` in one transaction: all of it is committed, or none. Writes of a lane wait for each other; the log has a
   * lane of its own so that a consultation never waits for an import.
   * @throws whatever `work` throws, after rolling back.
   */
  async write<T>(
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
    lane: 'data' | 'log' = 'data',
  ): Promise<T> {
    const turn = this.lastWrite[lane].then(() =>
      this.withConnection(async (raw) => {
        throwIfCancelled(signal)
        await raw.run('begin transaction')
        try {
          const result = await work(new Connection(raw, signal))
          throwIfCancelled(signal)
          await raw.run('commit')
          return result
        } catch (error) {
          await raw.run('rollback').catch(() => undefined)
          throw translateDuckDbError(error)
        }
      }),
    )
    this.lastWrite[lane] = turn.catch(() => undefined)
    return turn
  }

  /** @throws ExpectedError `DISK_FULL` rather than begin a checkpoint that the disk has no room for. */
  async checkpoint(): Promise<void> {
    await this.lastWrite.data
    if (!(await this.hasRoomForCheckpoint()))
      throw new ExpectedError('DISK_FULL', {
        subject: this.path,
        remedy: 'Free some space; nothing is lost.',
      })
    await this.withConnection((raw) => raw.run('checkpoint'))
  }

  /**
   * Waits for the writes, interrupts the reads, writes the log of changes into the file where the disk has room for it
   * (a checkpoint on a full disk can damage the file; the log of changes is replayed at the next opening instead).
   */
  async close(): Promise<void> {
    if (this.isClosing) return
    await Promise.all([this.lastWrite.data, this.lastWrite.log])
    this.isClosing = true
    const interrupting = setInterval(() => {
      for (const raw of this.busy.keys()) raw.interrupt()
    }, 20)
    await Promise.all(this.busy.values())
    clearInterval(interrupting)
    if (!(await this.hasRoomForCheckpoint())) {
      const [raw] = this.open
      await raw?.run('pragma disable_checkpoint_on_shutdown')
    }
    for (const connection of this.open) connection.closeSync()
    this.instance.closeSync()
    await rm(this.stagingFolder, { recursive: true, force: true })
  }

  private async hasRoomForCheckpoint(): Promise<boolean> {
    const log = await stat(`${this.path}.wal`).catch(() => null)
    const disk = await statfs(dirname(this.path)).catch(() => null)
    return !log || !disk || disk.bavail * disk.bsize > log.size * 2 + roomForCheckpointBytes
  }
}
