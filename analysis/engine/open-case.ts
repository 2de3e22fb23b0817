import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { CaseDescription, Session } from '../contract/index.ts'
import { type CaseLock, lockCase } from './case-lock.ts'
import { CaseLog } from './case-log.ts'
import {
  anyTable,
  caseCounts,
  caseDays,
  communicationDays,
  dataVersion,
  latestRun,
  metaTableExists,
  metaValues,
  setMeta,
} from './case-queries.ts'
import { CaseDatabase, type DatabaseOptions } from './database.ts'
import { ExpectedError } from './errors.ts'
import { migrations, schemaVersion } from './migrations/index.ts'
import { closeToOthers } from './owner-only.ts'

/** A case that this process holds: its database, its log and its lock. */
interface NewestRun {
  run_id: number
  data_version: number
}

export interface OpenCase {
  readonly path: string
  readonly database: CaseDatabase
  readonly log: CaseLog
  meta(): Promise<Record<string, string>>
  describe(session: Session): Promise<CaseDescription>
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
  const rows = await database.read(undefined, (connection) =>
    connection.all<{ key: string; value: string }>(metaValues()),
  )
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

async function openDatabase(path: string, options: DatabaseOptions): Promise<CaseDatabase> {
  try {
    return await CaseDatabase.open(path, options)
  } catch (error) {
    if (error instanceof ExpectedError) throw error
    throw new ExpectedError(
      'CASE_UNREADABLE',
      {
        subject: path,
        detail: error instanceof Error ? error.message : String(error),
        remedy: 'It is not a Hubline case, or it is damaged. Open a copy.',
      },
      { cause: error },
    )
  }
}

class HeldCase implements OpenCase {
  readonly path: string
  readonly database: CaseDatabase
  readonly log: CaseLog
  private readonly lock: CaseLock

  constructor(path: string, database: CaseDatabase, lock: CaseLock) {
    this.path = path
    this.database = database
    this.log = new CaseLog(database)
    this.lock = lock
  }

  meta(): Promise<Record<string, string>> {
    return metaOf(this.database)
  }

  async describe(session: Session): Promise<CaseDescription> {
    const meta = await this.meta()
    return this.database.read(undefined, async (connection) => {
      const counts = await connection.one<Record<string, number>>(caseCounts())
      const calls = await connection.one<{ first_day: string | null; last_day: string | null }>(
        communicationDays(),
      )
      const days = calls?.first_day ? calls : await connection.one<typeof calls & object>(caseDays())
      const version = (await connection.one<{ version: number }>(dataVersion()))?.version ?? 0
      const wash = await connection.one<NewestRun>(latestRun('wash'))
      const lines = await connection.one<NewestRun>(latestRun('lines'))
      return {
        caseId: meta.case_id ?? '',
        name: meta.name ?? basename(this.path),
        path: this.path,
        marking: meta.marking ?? 'OFFICIAL-SENSITIVE',
        synthetic: meta.synthetic === 'true',
        encrypted: false,
        policy: meta.policy === 'strict' ? 'strict' : 'open',
        createdAt: meta.created_at ?? new Date(0).toISOString(),
        schemaVersion,
        dataVersion: version,
        days: days?.first_day && days.last_day ? { from: days.first_day, to: days.last_day } : null,
        counts: {
          files: counts?.files ?? 0,
          communications: counts?.communications ?? 0,
          records: counts?.records ?? 0,
          persons: counts?.persons ?? 0,
          lines: counts?.lines ?? 0,
          linesAccepted: counts?.lines_accepted ?? 0,
          forReview: counts?.for_review ?? 0,
        },
        runs: { wash: wash?.run_id ?? null, lines: lines?.run_id ?? null },
        fresh: { wash: wash?.data_version === version, lines: lines?.data_version === version },
        session,
      }
    })
  }

  async close(): Promise<void> {
    try {
      await this.log.flush().catch(() => undefined)
      await this.database.close()
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
  person: string,
  options: DatabaseOptions = {},
): Promise<OpenCase> {
  const path = resolve(casePath)
  if (existsSync(path))
    throw new ExpectedError('CASE_ALREADY_EXISTS', {
      subject: path,
      remedy: 'Choose another name, or open it.',
    })
  const lock = lockCase(path, person)
  try {
    const database = await openDatabase(path, options)
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
    closeToOthers(path)
    return new HeldCase(path, database, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * Opens a case and brings its model up to date.
 * @throws ExpectedError `CASE_NOT_FOUND`, `CASE_LOCKED`, `CASE_UNREADABLE`, `CASE_TOO_NEW`.
 */
export async function openCase(
  casePath: string,
  person: string,
  options: DatabaseOptions = {},
): Promise<OpenCase> {
  const path = resolve(casePath)
  if (!existsSync(path))
    throw new ExpectedError('CASE_NOT_FOUND', {
      subject: path,
      remedy: 'Check the path, or make it with "new".',
    })
  const lock = lockCase(path, person)
  try {
    const database = await openDatabase(path, options)
    try {
      const isCase = await database.read(undefined, async (connection) => {
        const meta = await connection.one<{ tables: number }>(metaTableExists())
        const all = await connection.one<{ tables: number }>(anyTable())
        return (meta?.tables ?? 0) > 0 && (all?.tables ?? 0) > 1
      })
      if (!isCase)
        throw new ExpectedError('CASE_UNREADABLE', { subject: path, detail: 'it holds no Hubline case' })
      const meta = await metaOf(database)
      const found = Number(meta.schema_version ?? 0)
      if (found > schemaVersion) {
        throw new ExpectedError('CASE_TOO_NEW', {
          subject: path,
          detail: `its model is version ${found}; this Hubline knows ${schemaVersion}`,
          remedy: 'Open it with a newer Hubline. Nothing was changed.',
        })
      }
      await migrate(database, found)
      closeToOthers(path)
      return new HeldCase(path, database, lock)
    } catch (error) {
      await database.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
