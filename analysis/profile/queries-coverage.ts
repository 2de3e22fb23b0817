import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { recordFields } from './codes.ts'
import { day } from './queries-people.ts'
import type { ProfileScope } from './scope.ts'

/** Entries loaded, by kind of source, and which of them hold each field that linking and describing need. */
export const entriesByField = (scope: ProfileScope): Sql => sql`
  with entries as (
    select kind, file_id, sheet, row_number, 'r' || record_id as unit, date_of_birth is not null or age is not null as has_age,
      area is not null or city is not null or postcode is not null or postcode_sector is not null as has_area,
      ethnicity is not null as has_ethnicity, sex is not null as has_sex, coalesce(len(substances), 0) > 0 as has_substance
    from visible_record as record
    where local_day is null or local_day <= ${day(scope.to)}
  ),
  held as (
    select *, unnest([
      ${recordFields[0]},
      case when has_age then ${recordFields[1]} end,
      case when has_area then ${recordFields[2]} end,
      case when has_ethnicity then ${recordFields[3]} end,
      case when has_sex then ${recordFields[4]} end,
      case when has_substance then ${recordFields[5]} end
    ]) as field
    from entries
  )
  select unit, kind as row_code, field as column_code, file_id, sheet, row_number, cast(null as integer) as number_id
  from held
  where field is not null`

const sourceStateColumns = {
  kind: column.text,
  files: column.integer,
  without_agreement: column.integer,
  without_basis: column.integer,
  past_retention: column.integer,
  rows_read: column.integer,
  rows_loaded: column.integer,
  rows_set_aside: column.integer,
  first_day: column.text.orNull,
  last_day: column.text.orNull,
}
export type SourceState = RowOf<typeof sourceStateColumns>

/** One row per kind of source: its files, what is not recorded of them, and the days that it covers. */
export const sourceStates = (scope: ProfileScope) =>
  rows(sourceStateColumns)(sql`
  with days as (
    select file_id, min(local_day) as first_day, max(local_day) as last_day from visible_observation as observation group by file_id
    union all
    select file_id, min(local_day), max(case when precision = 'month' then last_day(local_day) else local_day end) from visible_event as event group by file_id
    union all
    select file_id, min(local_day), max(greatest(local_day, coalesce(until_day, local_day))) from visible_record as record where local_day is not null group by file_id
  ),
  file_days as (select file_id, min(first_day) as first_day, max(last_day) as last_day from days group by file_id)
  select file.kind, count(*) as files,
    count(*) filter (where coalesce(trim(file.agreement), '') = '') as without_agreement,
    count(*) filter (where coalesce(trim(file.basis), '') = '') as without_basis,
    count(*) filter (where file.retain_until < ${day(scope.to)}) as past_retention,
    sum(file.rows_read)::bigint as rows_read, sum(file.rows_loaded)::bigint as rows_loaded, sum(file.rows_set_aside)::bigint as rows_set_aside,
    strftime(min(file_days.first_day), '%Y-%m-%d') as first_day, strftime(max(file_days.last_day), '%Y-%m-%d') as last_day
  from visible_file as file
  left join file_days on file_days.file_id = file.file_id
  group by file.kind
  order by file.kind`)
