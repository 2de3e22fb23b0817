import { randomBytes } from 'node:crypto'
import { type CaseDatabase, Connection } from '../case/duckdb/database.ts'
import { firstHash } from '../case/log.ts'
import { throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import * as queries from './queries-copy.ts'

interface TableContent {
  name: string
  rows: number
  /** The sum of the hashes of its rows; the same for the same rows in any order. */
  fingerprint: string
}

/** What a case holds at one moment, by count and digest. */
export interface CaseContent {
  caseId: string
  schemaVersion: number
  dataVersion: number
  log: { entries: number; head: string; restores: { entry: number; hash: string }[] }
  tables: TableContent[]
}

const lookEveryMilliseconds = 200

/** Counts and fingerprints everything in an attached case. @throws CancelledError */
export async function readContent(
  connection: Connection,
  database: string,
  progress: JobProgress,
): Promise<CaseContent> {
  const meta = Object.fromEntries(
    (await connection.all<{ key: string; value: string }>(queries.metaOf(database))).map((row) => [
      row.key,
      row.value,
    ]),
  )
  const head = await connection.one<{ sequence: number; hash: string }>(queries.headOfLog(database))
  const names = await connection.all<{ name: string; rows: number }>(queries.tablesOf(database))
  const total = names.reduce((sum, table) => sum + table.rows, 0)
  progress.step('Reading every table', total)
  let done = 0
  const tables: TableContent[] = []
  for (const { name, rows } of names) {
    throwIfCancelled(progress.signal)
    const read = await connection.one<{ rows: number; fingerprint: string }>(
      queries.fingerprintOf(database, name),
    )
    tables.push({ name, rows: read?.rows ?? 0, fingerprint: read?.fingerprint ?? '0' })
    done += rows
    progress.advance(done)
  }
  return {
    caseId: meta.case_id ?? '',
    schemaVersion: Number(meta.schema_version ?? 0),
    dataVersion: Number(meta.data_version ?? 0),
    log: {
      entries: head?.sequence ?? 0,
      head: head?.hash ?? firstHash,
      restores: await connection.all<{ entry: number; hash: string }>(queries.restoresIn(database)),
    },
    tables,
  }
}

async function copyTables(
  connection: Connection,
  from: string,
  to: string,
  tables: readonly TableContent[],
  progress: JobProgress,
): Promise<void> {
  const total = tables.reduce((sum, table) => sum + table.rows, 0)
  progress.step('Copying every table', total)
  let done = 0
  for (const { name, rows } of tables) {
    throwIfCancelled(progress.signal)
    const looking = setInterval(() => {
      const share = Math.max(0, Math.min(1, connection.raw.progress.percentage / 100))
      progress.advance(done + Math.floor(rows * share))
    }, lookEveryMilliseconds)
    try {
      await connection.run(queries.copyRows(from, to, name))
    } finally {
      clearInterval(looking)
    }
    done += rows
    progress.advance(done)
  }
}

/**
 * Writes the case as it is at one moment into a new database file inside the staging folder, beside imports and questions
 * that go on meanwhile.
 * @returns what the case held at that moment.
 * @throws ExpectedError `DISK_FULL`; CancelledError. What was written so far is the caller's to remove.
 */
export async function writeCopy(
  database: CaseDatabase,
  path: string,
  progress: JobProgress,
): Promise<CaseContent> {
  return database.readAsStored(progress.signal, async (connection) => {
    const uncancelled = new Connection(connection.raw, undefined)
    const copy = `copy_${randomBytes(6).toString('hex')}`
    const source = (await connection.one<{ name: string }>(queries.caseDatabaseName()))?.name ?? ''
    await connection.run(queries.attachCopy(path, copy))
    try {
      await connection.run(queries.beginSnapshot())
      try {
        progress.part(0, 15, 100)
        const content = await readContent(connection, source, progress)
        progress.part(15, 50, 100)
        await connection.run(queries.copyModel(source, copy))
        await copyTables(connection, source, copy, content.tables, progress)
        throwIfCancelled(progress.signal)
        await uncancelled.run(queries.commitSnapshot())
        await uncancelled.run(queries.checkpointCopy(copy))
        return content
      } catch (error) {
        await uncancelled.run(queries.endSnapshot()).catch(() => undefined)
        throw error
      }
    } finally {
      await uncancelled.run(queries.detachCopy(copy)).catch(() => undefined)
    }
  })
}
