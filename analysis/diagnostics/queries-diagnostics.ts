import { column, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'

export const filesPerKind = () =>
  rows({ kind: column.text, files: column.integer })(
    sql`select kind, count(*) as files from visible_file as file group by kind order by kind`,
  )

export const runsOfMethods = () =>
  rows({ method: column.text, version: column.text, seconds: column.number })(sql`
  select method, version, round(seconds, 1) as seconds from run order by run_id desc limit 20`)

export const fileNames = () =>
  rows({ name: column.text })(sql`select distinct name from visible_file as file order by name`)

export const peopleOfLog = () =>
  rows({ person: column.text })(
    sql`select distinct person from audit union select distinct added_by from visible_file as file order by 1`,
  )
