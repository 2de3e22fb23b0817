import type { CaseChanges } from './changes.ts'
import type { Connection } from './duckdb/connection.ts'
import type { IdTable } from './next-ids.ts'

export type { Appender, Connection } from './duckdb/connection.ts'

/** Who reads the case, and the views that show what they may see. `analysis/visibility` makes them. */
export interface Reader {
  /** Connections are kept apart by it. */
  readonly name: string
  /**
   * Statements that make the temporary views of a connection: `visible_record` and the like. `catalogue` is the name under which DuckDB
   * has the case attached, quoted. With `shadows` the stored tables' own names show no more than the views do.
   */
  views(catalogue: string, shadows: boolean): readonly string[]
}

export interface WriteOptions {
  /** The log has a lane of its own so that a consultation never waits for an import. */
  readonly lane?: 'data' | 'log'
  /**
   * Gives the connection the views too: for results that several roles read, what all of these may see. Without it only the stored tables
   * are there, and a question of a feature does not bind.
   */
  readonly sees?: Reader
}

/**
 * The open case as features reach it. Whoever reads says as whom, and the connection shows only what that reader may see: through the views
 * `visible_record`, `visible_number` and the like, and, where the reader's sight is limited, under the stored tables' own names too.
 */
export interface CaseStore {
  /** Runs questions on a connection of their own, in what `who` may see. */
  read<T>(
    who: Reader,
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T>

  /** Reads the tables as they are stored: for what loads, checks and copies the case, and for the hub's own statements. */
  readAsStored<T>(signal: AbortSignal | undefined, work: (connection: Connection) => Promise<T>): Promise<T>

  /**
   * Runs `work` in one transaction: all of it is committed, or none. Writes of a lane wait for each other.
   * @throws whatever `work` throws, after rolling back.
   */
  write<T>(
    signal: AbortSignal | undefined,
    work: (connection: Connection) => Promise<T>,
    options?: WriteOptions,
  ): Promise<T>

  /**
   * Ids for up to `count` new rows of a table, good within the transaction that `connection` stands in; what lies deeper asks the connection
   * itself. Insert the rows before asking again. A store may leave gaps: nothing may rest on an id that follows another.
   * @returns the first of them
   */
  nextIds(connection: Connection, table: IdTable, count: number): Promise<number>

  /**
   * A folder of one's own for files that are on their way in or out: the only place from which a statement may read a file. It is gone
   * afterwards, with all that is in it.
   */
  stage<T>(work: (folder: string) => Promise<T>): Promise<T>

  /**
   * Writes what was committed to its last place now, rather than when the store finds it time.
   * @throws ExpectedError `DISK_FULL`, with nothing lost.
   */
  checkpoint(): Promise<void>

  /**
   * What changed since a mark that an earlier answer gave. Of no mark, or one of another opening, everything is told as changed. A
   * transaction is told once it is committed.
   */
  changesSince(mark: string | null): Promise<CaseChanges>

  /** Calls `listener` after each transaction that changed the case. @returns what ends that. */
  whenChanged(listener: () => void): () => void
}
