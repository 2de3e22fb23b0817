import { type Sql, sql } from '../case/sql.ts'

export const filesPerKind = (): Sql =>
  sql`select kind, count(*) as files from visible_file as file group by kind order by kind`

export const runsOfMethods = (): Sql => sql`
  select method, version, round(seconds, 1) as seconds from run order by run_id desc limit 20`

export const fileNames = (): Sql => sql`select distinct name from visible_file as file order by name`

export const peopleOfLog = (): Sql =>
  sql`select distinct person from audit union select distinct added_by from visible_file as file order by 1`
