import { type Sql, sql } from './sql.ts'

const columns = sql`sequence, "at", person, role, purpose, action, question, subject, times, previous_hash, hash`

export const lastEntry = (): Sql => sql`select sequence, hash from audit order by sequence desc limit 1`

export const entriesAfter = (after: number, limit: number): Sql =>
  sql`select ${columns} from audit where sequence > ${after} order by sequence desc limit ${limit}`

export const entriesForCheck = (): Sql => sql`select ${columns} from audit order by sequence`

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
