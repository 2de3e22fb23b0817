import {
  type AreaNames,
  byPostcode,
  districtOf,
  homeOf,
  isPlaceOfEvent,
  outwardOf,
} from '../case/queries-districts.ts'
import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { eventKinds } from '../kinds/lists.ts'
import { otherSubstances } from './codes.ts'
import { fewestRowsOfName, isPrintableAs, substancesOfVocabulary } from './known-names.ts'

/** Where it happened; for a row without an area whose place is not a home, the district of its own postcode. */
const placeOf = (
  names: AreaNames,
  kind: Sql,
): Sql => sql`coalesce(${districtOf(sql`place.area`)}, ${byPostcode(names, sql`place.postcode`)},
    case when ${isPlaceOfEvent(kind)} then ${byPostcode(names, sql`coalesce(record.postcode, record.postcode_sector)`)} end)`

/**
 * One row per event of any kind: events where a file has them, else its records. Columns: `unit, kind, file_id, sheet,
 * row_number, record_id, at, precision, local_day, category, outcome, substances, place_area, home_area, sex, ethnicity, age,
 * age_band, date_of_birth, until_day`.
 */
export const events = (names: AreaNames): Sql => sql`
  event_files as (select distinct file_id, kind from visible_event as event),
  events as (
    select 'e' || event.event_id as unit, event.kind, event.file_id, event.sheet, event.row_number, event.record_id, event."at",
      event.precision, event.local_day, event.category, event.outcome, event.substances,
      coalesce(${districtOf(sql`event.area`)}, ${placeOf(names, sql`event.kind`)}) as place_area,
      ${homeOf(names)} as home_area,
      record.sex, record.ethnicity, record.age, record.age_band, record.date_of_birth, record.until_day
    from visible_event as event
    left join visible_place as place on place.place_id = event.place_id
    left join visible_record as record on record.record_id = event.record_id
    union all
    select 'r' || record.record_id, record.kind, record.file_id, record.sheet, record.row_number, record.record_id, record."at",
      record.precision, record.local_day, record.category, record.outcome, record.substances,
      ${placeOf(names, sql`record.kind`)}, ${homeOf(names)},
      record.sex, record.ethnicity, record.age, record.age_band, record.date_of_birth, record.until_day
    from visible_record as record
    left join visible_place as place on place.place_id = record.place_id
    anti join event_files on event_files.file_id = record.file_id and event_files.kind = record.kind
  )`

export const newestRuns = () =>
  rows({ lines_run: column.integer.orNull, linkage_run: column.integer.orNull })(sql`
  select
    (select max(run_id) from run where method = 'lines') as lines_run,
    (select max(run_id) from run where method = 'wash') as linkage_run`)

export const loadedKinds = () =>
  rows({ kind: column.text })(
    sql`select distinct kind from visible_file as file where rows_loaded > 0 order by kind`,
  )

/**
 * First and last local day of what the profile describes; a source that knows only months ends with its month, and a test in custody, which can
 * fall past midnight, follows its arrest.
 */
export const periodDays = () =>
  rows({ first_day: column.text.orNull, last_day: column.text.orNull })(sql`
  with days as (
    select min(local_day) as first_day, max(local_day) as last_day from visible_communication as communication
    union all
    select min(local_day), max(case when precision = 'month' then last_day(local_day) else local_day end) from visible_event as event
    union all
    select min(local_day), max(local_day) from visible_record as record
    where kind in ('custody', 'harm') or (kind = 'drug-tests' and not exists (from visible_record as record where kind = 'custody'))
  )
  select strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day from days`)

/**
 * Names of areas that a profile may print, in lower case: names in a boundary file, postcode districts, or names that enough rows
 * hold. Rows are counted by their own text, so that the rows of a postcode do not count for a name.
 */
const knownAreas = (): Sql => sql`
  written as (
    select file_id, sheet, row_number, unnest(list_distinct([${districtOf(sql`record.area`)}, ${districtOf(sql`record.city`)}, ${districtOf(sql`place.area`)}])) as area
    from visible_record as record
    left join visible_place as place on place.place_id = record.place_id
    union
    select file_id, sheet, row_number, unnest(list_distinct([${districtOf(sql`event.area`)}, ${districtOf(sql`place.area`)}]))
    from visible_event as event
    left join visible_place as place on place.place_id = event.place_id
  ),
  known_areas as (
    select lower(area) as area from written where area is not null
    group by lower(area)
    having count(*) >= ${fewestRowsOfName}
    union
    select lower(${districtOf(sql`name`)}) from visible_area as area
    union
    select lower(name) from visible_area as area
    union
    select lower(outward || ' postcodes') from (
      select ${outwardOf(sql`coalesce(postcode, postcode_sector)`)} as outward from visible_record as record
      union
      select ${outwardOf(sql`postcode`)} from visible_place as place
    ) as outwards
    where outward is not null
  )`

const isKnownArea = (column: Sql): Sql =>
  sql`(${isPrintableAs(column)} and lower(${column}) in (select area from known_areas where area is not null))`

/**
 * Districts: home where events happened (the sources' own ground), exporters where detained people live otherwise. Sorted by name
 * and without a limit: an order or a selection by counts would reveal counts that a profile suppresses. `is_known` where it may be printed.
 */
export const caseAreas = (names: AreaNames) =>
  rows({ area: column.text, is_home: column.flag, is_known: column.flag })(sql`
  with ${events(names)},
  ${knownAreas()},
  own_ground as (
    select distinct place_area as area from events
    where list_contains(${eventKinds}, kind) and place_area is not null
  ),
  detained_homes as (
    select distinct home_area as area from events
    where kind = 'custody' and home_area is not null
  ),
  elsewhere as (
    select detained_homes.area from detained_homes
    anti join own_ground on lower(own_ground.area) = lower(detained_homes.area)
  )
  select area, true as is_home, ${isKnownArea(sql`area`)} as is_known from own_ground
  union all
  select area, false, ${isKnownArea(sql`area`)} from elsewhere
  order by is_home desc, area`)

/** A line's exporter area as a profile may name it: never narrower than a district of postcodes. */
export const exporterOf = (names: AreaNames, column: Sql): Sql =>
  sql`coalesce(${byPostcode(names, column)}, ${districtOf(column)})`

/** Printable names of the areas that lines lead back to, sorted by name. */
export const supplyAreas = (linesRun: number, names: AreaNames) =>
  rows({ area: column.text })(sql`
  with ${knownAreas()},
  exporters as (
    select ${exporterOf(names, sql`exporter_area`)} as area from visible_line as line where run_id = ${linesRun} and accepted
  )
  select distinct area from exporters where area is not null and ${isKnownArea(sql`area`)}
  order by area`)

/** One name for each substance, however sources spell it: `Heroin illicit` and `heroin` are one. */
const substanceOf = (column: Sql): Sql => sql`case
    when regexp_matches(lower(${column}), 'alcohol') then 'Alcohol'
    when regexp_matches(lower(${column}), 'crack|freebase') then 'Crack cocaine'
    when regexp_matches(lower(${column}), 'cocaine') then 'Cocaine, powder or not stated'
    when regexp_matches(lower(${column}), 'nitazene|fentanyl') then 'Nitazenes and fentanyls'
    when regexp_matches(lower(${column}), 'heroin|diamorphine') then 'Heroin'
    when regexp_matches(lower(${column}), 'methadone|buprenorphine|subutex') then 'Methadone or buprenorphine'
    when regexp_matches(lower(${column}), 'prescri.*opi|codeine|tramadol|oxycod|dihydroco|morphine') then 'Prescribed opioids'
    when regexp_matches(lower(${column}), 'opi(oid|ate)') then 'Opioid, not stated which'
    when regexp_matches(lower(${column}), 'benzo|azepam|azolam|valium|xanax') then 'Benzodiazepines'
    when regexp_matches(lower(${column}), 'pregabalin|gabapentin') then 'Gabapentinoids'
    when regexp_matches(lower(${column}), 'synthetic canna|spice|mamba|scra') then 'Synthetic cannabinoids'
    when regexp_matches(lower(${column}), 'canna') then 'Cannabis'
    when regexp_matches(lower(${column}), 'mdma|ecstasy') then 'MDMA'
    when regexp_matches(lower(${column}), 'amphet') then 'Amphetamines'
    when trim(${column}) = '' then null
    else upper(substr(trim(${column}), 1, 1)) || lower(substr(trim(${column}), 2)) end`

/**
 * Substances under the names that the profile gives them, by name and without a limit, for the reason that `caseAreas` gives: those of the
 * vocabulary, and those that enough rows hold.
 */
export const substancesSeen = () =>
  rows({ substance: column.text })(sql`
  with written as (
    select file_id, sheet, row_number, unnest(substances) as substance from visible_record as record where kind in ('treatment', 'harm', 'drug-tests')
    union all
    select file_id, sheet, row_number, unnest(substances) from visible_event as event where kind = 'harm'
  ),
  named as (select distinct file_id, sheet, row_number, ${substanceOf(sql`substance`)} as substance from written)
  select substance from named
  where substance is not null and ${isPrintableAs(sql`substance`)}
  group by substance
  having count(*) >= ${fewestRowsOfName} or list_contains(${substancesOfVocabulary}, lower(substance))
  order by substance`)

/** The names under which a profile counts the substances of a row, each once: blanks are left out, and names that may not be printed are combined. */
export const printedSubstances = (
  printed: readonly string[],
  column: Sql,
): Sql => sql`unnest(list_distinct(list_transform(
    list_filter(list_transform(${column}, one -> ${substanceOf(sql`one`)}), named -> named is not null),
    named -> case when list_contains(${printed}, named) then named else ${otherSubstances} end)))`

const kindDaysColumns = { kind: column.text, first_day: column.text, last_day: column.text }
export type KindDays = RowOf<typeof kindDaysColumns>

/** The days that each kind of source covers; months that lie outside them are not counted as quiet. */
export const daysOfKinds = () =>
  rows(kindDaysColumns)(sql`
  with days as (
    select 'communication' as kind, min(local_day) as first_day, max(local_day) as last_day from visible_communication as communication
    union all
    select kind, min(local_day), max(case when precision = 'month' then last_day(local_day) else local_day end) from visible_event as event group by kind
    union all
    select kind, min(local_day), max(greatest(local_day, coalesce(until_day, local_day))) from visible_record as record where local_day is not null group by kind
  )
  select kind, strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day
  from days
  where first_day is not null
  group by kind
  order by kind`)

/** How many mobile numbers the case holds, and how many of them lie in ranges that no operator has been given. */
export const mobileNumbers = () =>
  rows({ mobiles: column.integer, unallocated: column.integer })(sql`
  select count(*) as mobiles, count(*) filter (where regexp_matches(value, '^\\+447700[4-69]')) as unallocated
  from visible_number as number
  where kind = 'e164' and regexp_matches(value, '^\\+447[0-9]{9}$')`)

/** The outlines of the boundary file that was imported last, by district. */
export const areaOutlines = () =>
  rows({ name: column.text, rings: column.text })(sql`
  select coalesce(${districtOf(sql`name`)}, name) as name, rings from visible_area as area
  where file_id = (select max(file_id) from visible_area as area)
  order by area_id`)
