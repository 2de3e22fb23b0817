import type { CaseChanges } from './changes.ts'
import type { Connection } from './duckdb/connection.ts'
import type { IdTable } from './next-ids.ts'

export type { Appender, Connection } from './duckdb/connection.ts'
export { duckDbMessage as storeMessage, isRefusedText } from './duckdb/errors.ts'

/** Who reads the case, and the views that show what they may see. `analysis/visibility` makes them. */
export interface Reader {
  /** Each name has its own connections. */
  readonly name: string
  /**
   * Statements that create the temporary views of a connection: `visible_record` and the like. `catalogue` is the name under which DuckDB
   * has the case attached, quoted. With `shadows` the stored tables' own names show no more than the views do.
   */
  views(catalogue: string, shadows: boolean): readonly string[]
}

export interface WriteOptions {
  /** The log has its own lane, so that a consultation never waits for an import. */
  readonly lane?: 'data' | 'log'
  /**
   * Gives the connection the views too: for results that several roles read, what all of them may see. Without it only the stored tables
   * exist, and queries of features do not bind.
   */
  readonly sees?: Reader
}

/**
 * The open case as features reach it. Every read names its reader, and the connection shows only what that reader may see: through the views
 * `visible_record`, `visible_number` and the like, and, for a reader with limited rights, under the stored tables' own names too.
 */
export interface CaseStore {
  /** Runs queries on a separate connection that shows only what `who` may see. */
  read<T>(
    who: Reader,
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T>

  /** Reads the tables as they are stored: for what loads, checks and copies the case, and for the hub's own statements. */
  readAsStored<T>(signal: AbortSignal | undefined, work: (connection: Connection) => Promise<T>): Promise<T>

  /**
   * Runs `work` in one transaction: all of it is committed, or none. Writes in one lane wait for each other.
   * @throws whatever `work` throws, after rolling back.
   */
  write<T>(
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
    options?: WriteOptions,
  ): Promise<T>

  /**
   * Ids for up to `count` new rows of a table, good within the transaction that `connection` is in; code below the store asks the connection
   * itself. Insert the rows before asking again. A store may leave gaps: never assume that ids are consecutive.
   * @returns the first of them
   */
  nextIds(connection: Connection, table: IdTable, count: number): Promise<number>

  /**
   * A private folder for files on their way in or out: the only place from which a statement may read a file. It is removed
   * afterwards, with everything in it.
   */
  stage<T>(work: (folder: string) => Promise<T>): Promise<T>

  /**
   * Writes committed data to the case file now, rather than when the store chooses.
   * @throws ExpectedError `DISK_FULL`, with nothing lost.
   */
  checkpoint(): Promise<void>

  /**
   * What changed since the mark of an earlier answer. Without a mark, or with the mark of an earlier opening, everything counts as changed. A
   * transaction is reported once it is committed.
   */
  changesSince(mark: string | null): Promise<CaseChanges>

  /** Calls `listener` after each transaction that changed the case. @returns a function that stops it. */
  whenChanged(listener: () => void): () => void
}
