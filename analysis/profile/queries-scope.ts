import { type Sql, sql } from '../engine/sql.ts'

/** A district's name: an LSOA or MSOA name without its number, outer spaces off. */
export const districtOf = (column: Sql): Sql =>
  sql`nullif(trim(regexp_replace(${column}, ' [0-9]{3}[A-Z]?$', '')), '')`

/**
 * One row per happening of any kind: events where a file has them, else its records. Columns: `unit, kind, file_id, sheet,
 * row_number, record_id, local_day, local_hour, precision, category, outcome, substances, place_area, home_area, sex,
 * ethnicity, age, age_band, date_of_birth, until_day`.
 */
export const happenings = (): Sql => sql`
  event_files as (select distinct file_id, kind from event),
  happenings as (
    select 'e' || event.event_id as unit, event.kind, event.file_id, event.sheet, event.row_number, event.record_id, event."at",
      event.precision, event.local_day, event.category, event.outcome, event.substances,
      coalesce(${districtOf(sql`event.area`)}, ${districtOf(sql`place.area`)}) as place_area,
      coalesce(${districtOf(sql`record.area`)}, ${districtOf(sql`record.city`)}) as home_area,
      record.sex, record.ethnicity, record.age, record.age_band, record.date_of_birth, record.until_day
    from event
    left join place on place.place_id = event.place_id
    left join record on record.record_id = event.record_id
    union all
    select 'r' || record.record_id, record.kind, record.file_id, record.sheet, record.row_number, record.record_id, record."at",
      record.precision, record.local_day, record.category, record.outcome, record.substances,
      ${districtOf(sql`place.area`)}, coalesce(${districtOf(sql`record.area`)}, ${districtOf(sql`record.city`)}),
      record.sex, record.ethnicity, record.age, record.age_band, record.date_of_birth, record.until_day
    from record
    left join place on place.place_id = record.place_id
    anti join event_files on event_files.file_id = record.file_id and event_files.kind = record.kind
  )`

export const newestRuns = (): Sql => sql`
  select
    (select max(run_id) from run where method = 'lines') as lines_run,
    (select max(run_id) from run where method = 'wash') as wash_run`

export const loadedKinds = (): Sql => sql`select distinct kind from file where rows_loaded > 0 order by kind`

/** First and last local day of what the profile describes; a source that knows only months ends with its month. */
export const periodDays = (): Sql => sql`
  with days as (
    select min(local_day) as first_day, max(local_day) as last_day from communication
    union all
    select min(local_day), max(case when precision = 'month' then last_day(local_day) else local_day end) from event
    union all
    select min(local_day), max(local_day) from record where kind in ('custody', 'drug-tests', 'harm')
  )
  select strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day from days`

/**
 * Districts: home where crime, stops or harm happened (the sources' own ground), exporters where detained people live otherwise.
 * Commonest first, then by name.
 */
export const caseAreas = (): Sql => sql`
  with ${happenings()},
  own_ground as (
    select place_area as area, count(*) as times from happenings
    where kind in ('crime', 'harm', 'stop-search') and place_area is not null
    group by place_area
  ),
  detained_homes as (
    select home_area as area, count(*) as times from happenings
    where kind = 'custody' and home_area is not null
    group by home_area
  ),
  elsewhere as (
    select detained_homes.area, detained_homes.times from detained_homes
    anti join own_ground on lower(own_ground.area) = lower(detained_homes.area)
  )
  select area, true as is_home, times from own_ground
  union all
  select area, false, times from elsewhere
  order by is_home desc, times desc, area`

export const supplyAreas = (linesRun: number): Sql => sql`
  select exporter_area as area from line
  where run_id = ${linesRun} and accepted and exporter_area is not null
  group by exporter_area
  order by count(*) desc, exporter_area`

/** Substances as the sources write them, commonest first. */
export const substancesSeen = (): Sql => sql`
  with named as (
    select lower(trim(unnest(substances))) as substance from record where kind in ('treatment', 'harm', 'drug-tests')
    union all
    select lower(trim(unnest(substances))) from event where kind = 'harm'
  )
  select substance from named where substance <> ''
  group by substance
  order by count(*) desc, substance
  limit 10`
