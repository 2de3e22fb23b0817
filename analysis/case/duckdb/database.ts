import { mkdir, mkdtemp, rm, stat, statfs } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { CancelledError, ExpectedError, throwIfCancelled } from '../../platform/errors.ts'
import { type CaseChanges, ChangeFeed } from '../changes.ts'
import { GivenIds, type IdTable } from '../next-ids.ts'
import type { Sql } from '../sql.ts'
import type { CaseStore, Reader, WriteOptions } from '../store.ts'
import { Connection, checksResults } from './connection.ts'
import { isInvalidated, translateDuckDbError } from './errors.ts'

export { type Appender, Connection } from './connection.ts'

const roomForCheckpointBytes = 64 * 1024 * 1024
const checkpointAboveBytes = 16 * 1024 * 1024

export interface DatabaseOptions {
  /** DuckDB's limit in megabytes; 2.5 GB leaves a laptop of 8 GB usable. */
  memoryMegabytes?: number
  threads?: number
  /** Called once when DuckDB invalidates this instance, for example after a write that the disk refused: the process should restart. */
  onBroken?: () => void
}

/** Connections of one pool show the same views. */
interface Pool {
  readonly name: string
  /** Makes the views, once for each connection. */
  prepare(raw: DuckDBConnection): Promise<void>
}

/** The tables as they are stored, without views. */
const asStored: Pool = { name: 'as stored', prepare: async () => undefined }

/** Counts writes of data in the case itself, and reports them once they are committed. */
interface WriteCount {
  count(): Sql
  committed(): void
}

/**
 * One DuckDB instance over one case file. Reads run side by side, each in a snapshot; writes run one at a time, each in
 * one transaction. The process never touches the case file through the file system while it is open.
 */
export class CaseDatabase implements CaseStore {
  private readonly path: string
  /** The one folder from which DuckDB may read: copies of files being imported, and its spill files. */
  readonly stagingFolder: string
  private readonly instance: DuckDBInstance
  private readonly idle = new Map<string, DuckDBConnection[]>()
  private readonly open = new Set<DuckDBConnection>()
  private readonly busy = new Map<DuckDBConnection, Promise<unknown>>()
  private isClosing = false
  private onBroken: (() => void) | undefined
  private writeCount: WriteCount | null = null
  private readonly changes = new ChangeFeed()
  private readonly given = new WeakMap<Connection, GivenIds>()
  private readonly lastWrite = {
    data: Promise.resolve() as Promise<unknown>,
    log: Promise.resolve() as Promise<unknown>,
  }

  private constructor(
    path: string,
    stagingFolder: string,
    instance: DuckDBInstance,
    onBroken: (() => void) | undefined,
  ) {
    this.path = path
    this.stagingFolder = stagingFolder
    this.instance = instance
    this.onBroken = onBroken
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
        // DuckDB's automatic checkpoint does not check for free space, and invalidates the instance when there is none.
        checkpoint_threshold: '1TB',
      })
      const database = new CaseDatabase(path, stagingFolder, instance, options.onBroken)
      const connection = await database.connect()
      const folder = stagingFolder.replaceAll("'", "''")
      await connection.run(`set allowed_directories = ['${folder}/']; set enable_external_access = false`)
      database.idle.set(asStored.name, [connection])
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

  private poolOf(who: Reader, shadows: boolean): Pool {
    return {
      name: `${who.name}${shadows ? '' : ', writing'}`,
      prepare: async (raw) => {
        const named = await raw.runAndReadAll(
          "select '\"' || replace(current_database(), '\"', '\"\"') || '\"' as name",
        )
        const catalogue = String(named.getRowsJS()[0]?.[0])
        for (const statement of who.views(catalogue, shadows)) await raw.run(statement)
      },
    }
  }

  private async withConnection<T>(pool: Pool, work: (raw: DuckDBConnection) => Promise<T>): Promise<T> {
    if (this.isClosing) throw new CancelledError()
    const idle = this.idle.get(pool.name)?.pop()
    const raw = idle ?? (await this.connect())
    let isReady = idle !== undefined
    const working = (async () => {
      if (!isReady) await pool.prepare(raw)
      isReady = true
      return work(raw)
    })()
    this.busy.set(
      raw,
      working.catch(() => undefined),
    )
    try {
      return await working
    } catch (error) {
      if (isInvalidated(error)) this.noteBroken()
      throw error
    } finally {
      this.busy.delete(raw)
      if (isReady) this.idle.set(pool.name, [...(this.idle.get(pool.name) ?? []), raw])
    }
  }

  private noteBroken(): void {
    this.onBroken?.()
    this.onBroken = undefined
  }

  readonly nextIds = (connection: Connection, table: IdTable, count: number): Promise<number> => {
    const given = this.given.get(connection) ?? new GivenIds()
    this.given.set(connection, given)
    return given.next(connection, table, count)
  }

  async stage<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(this.stagingFolder, 'stage-'))
    try {
      return await work(folder)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async changesSince(mark: string | null): Promise<CaseChanges> {
    return this.changes.since(mark)
  }

  whenChanged(listener: () => void): () => void {
    return this.changes.listen(listener)
  }

  countWrites(count: WriteCount): void {
    this.writeCount = count
  }

  async read<T>(
    who: Reader,
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    return this.withConnection(this.poolOf(who, true), (raw) => this.readOn(raw, signal, work))
  }

  async readAsStored<T>(
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    return this.withConnection(asStored, (raw) => this.readOn(raw, signal, work))
  }

  private async readOn<T>(
    raw: DuckDBConnection,
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    const connection = new Connection(raw, signal)
    try {
      return await work(connection)
    } catch (error) {
      connection.discardAppended()
      throw error
    }
  }

  async write<T>(
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
    options: WriteOptions = {},
  ): Promise<T> {
    const pool = options.sees ? this.poolOf(options.sees, false) : asStored
    return this.writeOn(pool, signal, work, options.lane ?? 'data')
  }

  private async writeOn<T>(
    pool: Pool,
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
    lane: 'data' | 'log',
  ): Promise<T> {
    const turn = this.lastWrite[lane].then(() =>
      this.withConnection(pool, async (raw) => {
        throwIfCancelled(signal)
        await raw.run('begin transaction')
        const connection = new Connection(raw, signal, this.nextIds)
        try {
          const result = await work(connection)
          if (checksResults) await this.given.get(connection)?.refuseOthers(connection)
          const written = new Set(connection.written)
          const counted = lane === 'data' ? this.writeCount : null
          if (counted) await connection.run(counted.count())
          throwIfCancelled(signal)
          await raw.run('commit')
          counted?.committed()
          this.changes.note(written)
          await this.checkpointWhenLarge(raw)
          return result
        } catch (error) {
          connection.discardAppended()
          await raw.run('rollback').catch(() => undefined)
          throw translateDuckDbError(error)
        }
      }),
    )
    this.lastWrite[lane] = turn.catch(() => undefined)
    return turn
  }

  /** Runs after a commit, so a failure loses nothing; the next one does what is left. */
  private async checkpointWhenLarge(raw: DuckDBConnection): Promise<void> {
    const log = await stat(`${this.path}.wal`).catch(() => null)
    if (!log || log.size < checkpointAboveBytes || !(await this.hasRoomForCheckpoint())) return
    await raw.run('checkpoint').catch((error: unknown) => {
      if (isInvalidated(error)) this.noteBroken()
    })
  }

  /** @throws ExpectedError `DISK_FULL` before a checkpoint for which the disk has no room. */
  async checkpoint({ force = false } = {}): Promise<void> {
    await this.lastWrite.data
    if (!force && !(await this.hasRoomForCheckpoint()))
      throw new ExpectedError('DISK_FULL', {
        subject: this.path,
        remedy: 'Free some space; nothing is lost.',
      })
    await this.withConnection(asStored, (raw) => raw.run('checkpoint'))
  }

  /**
   * Waits for the writes, interrupts the reads, writes the log of changes into the file where the disk has room for it
   * (a checkpoint on a full disk can damage the file; the log of changes is replayed at the next opening instead).
   * With `untouched` no byte of the case changes.
   */
  async close({ untouched = false } = {}): Promise<void> {
    if (this.isClosing) return
    await Promise.all([this.lastWrite.data, this.lastWrite.log])
    this.isClosing = true
    const interrupting = setInterval(() => {
      for (const raw of this.busy.keys()) raw.interrupt()
    }, 20)
    await Promise.all(this.busy.values())
    clearInterval(interrupting)
    if (untouched || !(await this.hasRoomForCheckpoint())) {
      const [raw] = this.open
      await raw?.run('pragma disable_checkpoint_on_shutdown').catch(() => undefined)
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
