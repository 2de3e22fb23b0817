import { randomBytes } from 'node:crypto'
import { throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { type CaseContent, readContent, type TableContent } from './copy-content.ts'
import type { Connection } from './duckdb/connection.ts'
import * as queries from './queries-copy.ts'
import type { CaseStore } from './store.ts'

const pollIntervalMilliseconds = 200

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
    }, pollIntervalMilliseconds)
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
 * Writes the case as it is at one moment into a new database file inside the staging folder, while imports and questions
 * go on.
 * @returns what the case held at that moment.
 * @throws ExpectedError `DISK_FULL`; CancelledError. What was written so far is the caller's to remove.
 */
export async function writeCopy(
  database: CaseStore,
  path: string,
  progress: JobProgress,
): Promise<CaseContent> {
  return database.readAsStored(progress.signal, async (connection) => {
    const uncancelled = connection.withoutSignal()
    const copy = `copy_${randomBytes(6).toString('hex')}`
    const source = (await connection.one(queries.caseDatabaseName()))?.name ?? ''
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
