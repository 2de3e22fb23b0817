import { throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { Connection } from './duckdb/connection.ts'
import { readOtherCase } from './duckdb/instance.ts'
import { firstHash } from './log.ts'
import * as queries from './queries-copy.ts'
import { caseIdValue, type RegisteredRelease, registeredReleases } from './queries-register.ts'

export interface TableContent {
  name: string
  rows: number
  /** The sum of the hashes of its rows; the same for the same rows in any order. */
  fingerprint: string
}

/** The content of a case at one moment, as counts and digests. */
export interface CaseContent {
  caseId: string
  schemaVersion: number
  dataVersion: number
  log: { entries: number; head: string; restores: { entry: number; hash: string }[] }
  tables: TableContent[]
}

/** Counts and fingerprints everything in an attached case. @throws CancelledError */
export async function readContent(
  connection: Connection,
  database: string,
  progress: JobProgress,
): Promise<CaseContent> {
  const meta = Object.fromEntries(
    (await connection.all(queries.metaOf(database))).map((row) => [row.key, row.value]),
  )
  const head = await connection.one(queries.headOfLog(database))
  const names = await connection.all(queries.tablesOf(database))
  const total = names.reduce((sum, table) => sum + table.rows, 0)
  progress.step('Reading every table', total)
  let done = 0
  const tables: TableContent[] = []
  for (const { name, rows } of names) {
    throwIfCancelled(progress.signal)
    const read = await connection.one(queries.fingerprintOf(database, name))
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
      restores: await connection.all(queries.restoresIn(database)),
    },
    tables,
  }
}

/** Opens a copy in its own read-only instance without access to other files, and reads all of it. The copy must not be open elsewhere. */
export const contentOfCopy = (path: string, progress: JobProgress): Promise<CaseContent> =>
  readOtherCase(path, progress.signal, async (connection) => {
    const name = (await connection.one(queries.caseDatabaseName()))?.name ?? ''
    return readContent(connection, name, progress)
  })

/** The register of releases in a case file that no process has open and whose lock the caller holds; null where it cannot be read. */
export const registerInFile = (
  path: string,
): Promise<{ caseId: string; releases: RegisteredRelease[] } | null> =>
  readOtherCase(path, undefined, async (connection) => ({
    caseId: (await connection.one(caseIdValue()))?.value ?? '',
    releases: await connection.all(registeredReleases()),
  })).catch(() => null)
