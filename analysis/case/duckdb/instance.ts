import { DuckDBInstance } from '@duckdb/node-api'

/** A DuckDB instance that is no open case: in memory (`:memory:`), a copy to be checked, a scratch file. The caller closes it. */
export const openInstance = (path: string, settings?: Record<string, string>): Promise<DuckDBInstance> =>
  DuckDBInstance.create(path, settings)
