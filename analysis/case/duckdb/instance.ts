import { DuckDBInstance } from '@duckdb/node-api'
import { Connection } from './connection.ts'

/** A DuckDB instance that is not an open case: in memory (`:memory:`), a copy to check, or a scratch file. The caller closes it. */
export const openInstance = (path: string, settings?: Record<string, string>): Promise<DuckDBInstance> =>
  DuckDBInstance.create(path, settings)

async function withInstance<T>(
  instance: DuckDBInstance,
  signal: AbortSignal | undefined,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  try {
    const raw = await instance.connect()
    try {
      await raw.run("set errors_as_json = true; set TimeZone = 'UTC'")
      return await work(new Connection(raw, signal))
    } finally {
      raw.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

/** Reads a case file that no process has open, read-only and without access to other files. */
export const readOtherCase = async <T>(
  path: string,
  signal: AbortSignal | undefined,
  work: (connection: Connection) => Promise<T>,
): Promise<T> => {
  const settings = {
    access_mode: 'READ_ONLY',
    memory_limit: '500MB',
    threads: '2',
    enable_external_access: 'false',
  }
  return withInstance(await openInstance(path, settings), signal, work)
}

/** Runs `work` in a temporary database in memory. */
export const inScratch = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> =>
  withInstance(await openInstance(':memory:'), undefined, work)
