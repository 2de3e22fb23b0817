import { column, type RowOf, rows } from './rows.ts'
import { identifier, joined, type Sql, sql } from './sql.ts'

/** Which entries of the log are asked for; all conditions together. */
export interface LogFilter {
  after: number
  before?: number
  action?: string
  role?: string
  text?: string
  days?: { from: string; to: string }
}

const entry = {
  sequence: column.integer,
  at: column.instant,
  person: column.text,
  role: column.text,
  purpose: column.text,
  action: column.text,
  question: column.text,
  subject: column.text,
  times: column.integer,
  previous_hash: column.text,
  hash: column.text,
}
/** An entry as it is stored. */
export type StoredEntry = RowOf<typeof entry>

const names = Object.keys(entry) as (keyof StoredEntry)[]
const columns = joined(names.map(identifier), ', ')

export const lastEntry = () =>
  rows({ sequence: column.integer, hash: column.text })(
    sql`select sequence, hash from audit order by sequence desc limit 1`,
  )

const localDay = sql`cast("at" at time zone 'UTC' at time zone 'Europe/London' as date)`

function fits(filter: LogFilter): Sql {
  const conditions = [sql`sequence > ${filter.after}`]
  if (filter.before !== undefined) conditions.push(sql`sequence < ${filter.before}`)
  if (filter.action) conditions.push(sql`action = ${filter.action}`)
  if (filter.role) conditions.push(sql`role = ${filter.role}`)
  if (filter.text)
    conditions.push(
      sql`contains(lower(concat_ws(chr(10), person, purpose, question, subject)), lower(${filter.text}))`,
    )
  if (filter.days)
    conditions.push(
      sql`${localDay} between cast(${filter.days.from} as date) and cast(${filter.days.to} as date)`,
    )
  return joined(conditions, ' and ')
}

export const entriesThatFit = (filter: LogFilter, limit: number) =>
  rows(entry)(sql`select ${columns} from audit where ${fits(filter)} order by sequence desc limit ${limit}`)

export const countOfEntries = (filter: LogFilter) =>
  rows({ entries: column.integer })(
    sql`select cast(count(*) as integer) as entries from audit where ${fits(filter)}`,
  )

export const entriesForCheck = () => rows(entry)(sql`select ${columns} from audit order by sequence`)

export const linksOfLog = () =>
  rows({ sequence: column.integer, hash: column.text, question: column.text })(
    sql`select sequence, hash, question from audit order by sequence`,
  )

export const appendEntry = (stored: StoredEntry): Sql =>
  sql`insert into audit (${columns}) values (${joined(
    names.map((name) => sql`${stored[name]}`),
    ', ',
  )})`
