import { joined, type Sql, sql } from './sql.ts'

/** Which entries of the log are asked for; all conditions together. */
export interface LogFilter {
  after: number
  before?: number
  action?: string
  role?: string
  text?: string
  days?: { from: string; to: string }
}

const columns = sql`sequence, "at", person, role, purpose, action, question, subject, times, previous_hash, hash`

export const lastEntry = (): Sql => sql`select sequence, hash from audit order by sequence desc limit 1`

/** The latest moment of any entry since the last one that tells of the clock. */
export const latestMoment = (clockQuestion: string): Sql => sql`
  select max("at") as "at" from audit
  where sequence >= coalesce((select max(sequence) from audit where question = ${clockQuestion}), 0)`

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

export const entriesThatFit = (filter: LogFilter, limit: number): Sql =>
  sql`select ${columns} from audit where ${fits(filter)} order by sequence desc limit ${limit}`

export const countOfEntries = (filter: LogFilter): Sql =>
  sql`select cast(count(*) as integer) as entries from audit where ${fits(filter)}`

export const entriesForCheck = (): Sql => sql`select ${columns} from audit order by sequence`

/** Questions that were refused, repeats counted. */
export const refusalsInLog = (): Sql =>
  sql`select cast(coalesce(sum(times), 0) as integer) as refusals from audit where action = 'refused'`

export const linksOfLog = (): Sql => sql`select sequence, hash, question from audit order by sequence`

export const appendEntry = (entry: {
  sequence: number
  at: Date
  person: string
  role: string
  purpose: string
  action: string
  question: string
  subject: string
  times: number
  previous_hash: string
  hash: string
}): Sql =>
  sql`insert into audit (${columns}) values (${entry.sequence}, ${entry.at}, ${entry.person}, ${entry.role}, ${entry.purpose},
    ${entry.action}, ${entry.question}, ${entry.subject}, ${entry.times}, ${entry.previous_hash}, ${entry.hash})`
