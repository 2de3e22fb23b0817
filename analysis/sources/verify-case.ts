import type { Verification } from '../contract/index.ts'
import { throwIfCancelled } from '../engine/errors.ts'
import type { JobProgress } from '../engine/jobs.ts'
import type { OpenCase } from '../engine/open-case.ts'
import { looseCommunications, readWhole, rowsOfFiles, tableNames } from './queries-verify.ts'

interface FileRows {
  name: string
  rows_read: number
  rows_loaded: number
  rows_set_aside: number
  rows_duplicate: number
  loaded: number
  set_aside: number
  repeated: number
}

const counted = (rows: number) => rows.toLocaleString('en-GB')

const differences = (file: FileRows): string[] =>
  (
    [
      ['loaded', file.rows_loaded, file.loaded],
      ['set aside', file.rows_set_aside, file.set_aside],
      ['duplicate', file.rows_duplicate, file.repeated],
    ] as const
  ).flatMap(([fate, said, found]) =>
    said === found ? [] : [`${file.name}: ${counted(said)} rows were ${fate}, ${counted(found)} are there`],
  )

/**
 * Reads every value of every table, counts the rows of every file against its accounting, and follows the log's chain. Nothing is changed.
 * @throws CancelledError
 */
export async function verifyCase(current: OpenCase, progress: JobProgress): Promise<Verification> {
  progress.step('Following the chain of the log')
  const log = await current.log.verify()
  const problems = log.intact
    ? []
    : [`The log is broken at entry ${log.brokenAt}: it was changed outside Hubline`]
  return current.database.read(progress.signal, async (connection) => {
    const tables: { name: string; rows: number }[] = []
    const names = await connection.all<{ name: string }>(tableNames())
    progress.step('Reading every table', names.length)
    for (const [index, { name }] of names.entries()) {
      throwIfCancelled(progress.signal)
      const read = await connection.one<{ rows: number }>(readWhole(name))
      tables.push({ name, rows: read?.rows ?? 0 })
      progress.advance(index + 1)
    }
    progress.step('Counting the rows of every file')
    const files = await connection.all<FileRows>(rowsOfFiles())
    problems.push(...files.flatMap(differences))
    const loose = await connection.one<{ unseen: number; lost: number }>(looseCommunications())
    if (loose && loose.unseen > 0)
      problems.push(`${counted(loose.unseen)} communications have no observation behind them`)
    if (loose && loose.lost > 0) problems.push(`${counted(loose.lost)} observations are gone`)
    return {
      ok: problems.length === 0,
      problems,
      logEntries: log.total,
      files: files.length,
      rowsRead: files.reduce((sum, file) => sum + file.rows_read, 0),
      tables,
    }
  })
}
