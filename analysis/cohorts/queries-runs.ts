import { column, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'
import { listKinds } from '../kinds/lists.ts'

export const newestRuns = () =>
  rows({ linkage_run: column.integer.orNull, lines_run: column.integer.orNull })(sql`
  select
    cast((select max(run_id) from run where method = 'wash') as integer) as linkage_run,
    cast((select max(run_id) from run where method = 'lines') as integer) as lines_run`)

/** The last local day on which anything in the case happened; a test in custody, which can fall past midnight, follows its arrest. */
export const lastDay = () =>
  rows({ day: column.text.orNull, month_end: column.text.orNull })(sql`
  with days as (
    select max(local_day) as day from visible_communication as communication
    union all
    select max(local_day) from visible_record as record
    where not list_contains(${listKinds}, kind) and (kind <> 'drug-tests' or not exists (from visible_record as record where kind = 'custody'))
  )
  select strftime(max(day), '%Y-%m-%d') as day, strftime(last_day(max(day)), '%Y-%m-%d') as month_end from days`)

export const lineName = (linesRun: number | null, lineId: string) =>
  rows({ name: column.text })(
    sql`select name from visible_line as line where run_id = ${linesRun} and line_id = ${lineId}`,
  )
