import { type Sql, sql } from '../case/sql.ts'
import { openKinds, type Sight } from './source-kinds.ts'

/** Of which run, and as who sees the case, results of washing are. */
export interface ResultsOf {
  readonly runId: number
  readonly sight: Sight
}

const isWhole = ({ sight }: ResultsOf): boolean => sight.kinds === null

/** The table for results of this kind: what the whole case says, or what it says to sights that see less. */
export const resultTable = (of: ResultsOf, table: 'person' | 'link' | 'attribution'): Sql => {
  const tables = {
    person: [sql`person`, sql`person_seen`],
    link: [sql`link`, sql`link_seen`],
    attribution: [sql`attribution`, sql`attribution_seen`],
  } as const
  return tables[table][isWhole(of) ? 0 : 1]
}

/** The first columns of a row of results; those of narrower sights say whose they are. */
export const resultColumns = (of: ResultsOf): Sql => (isWhole(of) ? sql`run_id` : sql`sight, run_id`)
export const resultValues = (of: ResultsOf): Sql =>
  isWhole(of)
    ? sql`cast(${of.runId} as integer)`
    : sql`cast(${of.sight.name} as varchar), cast(${of.runId} as integer)`

/** Whether a sight sees the rows of `file`. */
export const isOfSight = ({ sight }: ResultsOf): Sql =>
  sight.kinds === null ? sql`true` : sql`list_contains(${sight.kinds}, file.kind)`

/** Whether some role may not see rows of a kind. */
export const isWithheldFromSome = (kind: Sql): Sql =>
  sql`not coalesce(list_contains(${openKinds}, ${kind}), false)`
