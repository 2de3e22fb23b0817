import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { CaseDescription, CaseNotice, Session } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { removeOthersAccess } from '../platform/owner-only.ts'
import { casePathOf } from './case-path.ts'
import type { CaseContent } from './copy-content.ts'
import { describeCase } from './describe-case.ts'
import { CommitMarker } from './duckdb/commit-marker.ts'
import { CaseDatabase, type DatabaseOptions } from './duckdb/database.ts'
import { caseUnreadable, holdsCase, openCaseDatabase } from './duckdb/open-database.ts'
import { inspectWriteAheadLog } from './duckdb/write-ahead-log.ts'
import { keepBeforeMigrating } from './keep-before-migrating.ts'
import { type CaseLock, lockCase } from './lock.ts'
import { CaseLog } from './log.ts'
import { migrations, schemaVersion } from './migrations/index.ts'
import { caseNotices, markRead, noteSetAside, noticeOf } from './notices.ts'
import { acknowledgedState, countWrite, metaValues, setMeta } from './queries-case.ts'
import type { CaseStore } from './store.ts'
import { noteUnfinished, unfinishedNotice } from './unfinished-releases.ts'
import { writeCopy } from './write-copy.ts'

/** A case that this process holds: its store, its log and its lock. */
export interface OpenCase {
  /** The path of its file. Only the composition root, copies and diagnostics use it. */
  readonly path: string
  readonly database: CaseStore
  readonly log: CaseLog
  /** Notices of this opening, for the log and for the user. */
  readonly openingNotices: readonly CaseNotice[]
  /** Notices that no user has read yet, or `all` of them. */
  notices(all?: boolean): Promise<CaseNotice[]>
  noticeRead(at: string, user: string): Promise<void>
  meta(): Promise<Record<string, string>>
  /** @param sees as whom people and their records are counted; as they are stored if absent */
  describe(session: Session, sees?: Parameters<typeof describeCase>[5]): Promise<CaseDescription>
  /**
   * Writes the case as it is at one moment to a new file in a staged folder, while imports and questions go on.
   * @returns what it held at that moment
   * @throws ExpectedError `DISK_FULL`; CancelledError. What was written so far is the caller's to remove.
   */
  copyTo(path: string, progress: JobProgress): Promise<CaseContent>
  close(): Promise<void>
}

export interface NewCase {
  name: string
  policy: 'open' | 'strict'
  marking: string
  synthetic?: boolean
}

async function migrate(database: CaseDatabase, from: number): Promise<void> {
  for (const [index, migration] of migrations.entries()) {
    if (index < from) continue
    await database.write(undefined, async (connection) => {
      await connection.run({ text: migration.statements, values: [] })
      await connection.run(setMeta('schema_version', String(index + 1)))
    })
  }
}

async function metaOf(database: CaseDatabase): Promise<Record<string, string>> {
  const rows = await database.readAsStored(undefined, (connection) => connection.all(metaValues()))
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

async function startMarker(path: string, database: CaseDatabase): Promise<CommitMarker> {
  const found = await database.readAsStored(undefined, (connection) => connection.one(acknowledgedState(0)))
  const entries = found?.entries ?? 0
  const last = await database.readAsStored(undefined, (connection) =>
    connection.one(acknowledgedState(entries)),
  )
  const marker = new CommitMarker(path, {
    caseId: found?.case_id ?? '',
    writes: found?.writes ?? 0,
    entries,
    head: last?.head ?? '',
    at: '',
    unfinishedOpenings: 0,
  })
  database.countWrites({
    count: countWrite,
    committed: () => marker.note({ writes: marker.writes + 1 }),
  })
  return marker
}

class DuckDbCase implements OpenCase {
  readonly path: string
  readonly database: CaseDatabase
  readonly log: CaseLog
  readonly openingNotices: readonly CaseNotice[]
  private readonly lock: CaseLock
  private readonly marker: CommitMarker
  private closed: Promise<void> | null = null

  constructor(
    path: string,
    database: CaseDatabase,
    lock: CaseLock,
    marker: CommitMarker,
    openingNotices: readonly CaseNotice[] = [],
  ) {
    this.path = path
    this.database = database
    this.log = new CaseLog(database, (entries, head) => marker.note({ entries, head }))
    this.lock = lock
    this.marker = marker
    this.openingNotices = openingNotices
  }

  notices(all = false): Promise<CaseNotice[]> {
    return caseNotices(this.database, this.path, all)
  }

  noticeRead(at: string, user: string): Promise<void> {
    return markRead(this.database, at, user)
  }

  meta(): Promise<Record<string, string>> {
    return metaOf(this.database)
  }

  async describe(session: Session, sees?: Parameters<typeof describeCase>[5]): Promise<CaseDescription> {
    return describeCase(this.path, this.database, await this.meta(), await this.notices(), session, sees)
  }

  copyTo(path: string, progress: JobProgress): Promise<CaseContent> {
    return writeCopy(this.database, path, progress)
  }

  close(): Promise<void> {
    this.closed ??= this.closeOnce()
    return this.closed
  }

  private async closeOnce(): Promise<void> {
    try {
      await this.log.flush().catch(() => undefined)
      await this.database.close()
      this.marker.end((await inspectWriteAheadLog(this.path).catch(() => null)) === null)
    } finally {
      this.lock.release()
    }
  }
}

/**
 * Creates a case file with the newest model.
 * @throws ExpectedError `CASE_ALREADY_EXISTS`, `CASE_LOCKED`, `FOLDER_NOT_WRITABLE`, `DISK_FULL`.
 */
export async function createCase(
  casePath: string,
  details: NewCase,
  user: string,
  options: DatabaseOptions = {},
): Promise<OpenCase> {
  const path = casePathOf(casePath)
  if (existsSync(path))
    throw new ExpectedError('CASE_ALREADY_EXISTS', {
      subject: path,
      remedy: 'Choose another name, or open it.',
    })
  const lock = lockCase(path, user)
  try {
    const database = await CaseDatabase.open(path, options).catch((error: unknown) => {
      throw caseUnreadable(path, error)
    })
    try {
      await database.write(undefined, async (connection) => {
        for (const migration of migrations) await connection.run({ text: migration.statements, values: [] })
        const meta = {
          schema_version: String(schemaVersion),
          case_id: randomUUID(),
          name: details.name,
          policy: details.policy,
          marking: details.marking,
          synthetic: String(details.synthetic ?? false),
          created_at: new Date().toISOString(),
          data_version: '0',
        }
        for (const [key, value] of Object.entries(meta)) await connection.run(setMeta(key, value))
      })
    } catch (error) {
      await database.close()
      throw error
    }
    // DuckDB 1.5 cannot replay the making of every table: the tables must be in the file before anything is stored in them.
    await database.checkpoint({ force: true })
    removeOthersAccess(path)
    return new DuckDbCase(path, database, lock, await startMarker(path, database))
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Brings the model up to date; a verified copy of the case as it was is made first. */
async function migrateAfterCopy(
  path: string,
  database: CaseDatabase,
  found: number,
  options: DatabaseOptions,
): Promise<CaseDatabase> {
  if (found >= schemaVersion) return database
  await database.checkpoint()
  await database.close()
  await keepBeforeMigrating(path, found)
  const reopened = await CaseDatabase.open(path, options)
  try {
    await migrate(reopened, found)
    await reopened.checkpoint({ force: true })
    return reopened
  } catch (error) {
    await reopened.close()
    throw error
  }
}

/**
 * Opens a case and brings its model up to date, keeping a copy of the older one.
 * @throws ExpectedError `CASE_NOT_FOUND`, `CASE_LOCKED`, `CASE_UNREADABLE`, `CASE_TOO_NEW`, `DISK_FULL`.
 */
export async function openCase(
  casePath: string,
  user: string,
  options: DatabaseOptions = {},
): Promise<OpenCase> {
  const path = casePathOf(casePath)
  if (!existsSync(path))
    throw new ExpectedError('CASE_NOT_FOUND', {
      subject: path,
      remedy: 'Check the path, or make it with "new".',
    })
  const lock = lockCase(path, user)
  try {
    const { database, setAside } = await openCaseDatabase(path, options)
    let current = database
    try {
      if (!(await holdsCase(database)))
        throw new ExpectedError('CASE_UNREADABLE', { subject: path, detail: 'it is not a Hubline case' })
      const meta = await metaOf(database)
      const found = Number(meta.schema_version ?? 0)
      if (found > schemaVersion) {
        throw new ExpectedError('CASE_TOO_NEW', {
          subject: path,
          detail: `its model is version ${found}; this Hubline knows ${schemaVersion}`,
          remedy: 'Open it with a newer Hubline. Nothing was changed.',
        })
      }
      current = await migrateAfterCopy(path, database, found, options)
      if (setAside) await noteSetAside(current, setAside)
      const openingNotices = [
        ...(setAside ? [noticeOf(path, setAside)] : []),
        ...(await noteUnfinished(current)).map(unfinishedNotice),
      ]
      removeOthersAccess(path)
      return new DuckDbCase(path, current, lock, await startMarker(path, current), openingNotices)
    } catch (error) {
      await current.close({ untouched: true })
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
