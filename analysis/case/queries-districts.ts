import { placeOfEventKinds } from '../kinds/lists.ts'
import type { Connection } from './duckdb/database.ts'
import { column, rows } from './rows.ts'
import { type Sql, sql } from './sql.ts'

/**
 * A district's name: an LSOA or MSOA name without its number, outer spaces off. Null for a code (`E08000021`): it tells a reader nothing,
 * and the area that it stands for may hold several of the districts that others are counted in.
 */
export const districtOf = (column: Sql): Sql =>
  sql`nullif(regexp_replace(trim(regexp_replace(${column}, ' [0-9]{3}[A-Z]?$', '')), '^[A-Za-z]{1,2}[0-9]{6,8}$', ''), '')`

/** What districts postcodes lie in, as the case's own rows tell; two lists of one length. */
export interface AreaNames {
  readonly outwards: readonly string[]
  readonly districts: readonly string[]
}

/** The outward part of a postcode, a postcode sector or an outward code: `ZW1`. */
export const outwardOf = (column: Sql): Sql =>
  sql`nullif(regexp_extract(regexp_replace(upper(trim(${column})), '\\s*[0-9][A-Z]{2}$| [0-9]$', ''), '^[A-Z]{1,2}[0-9][A-Z0-9]?$'), '')`

export const byPostcode = (names: AreaNames, column: Sql): Sql =>
  sql`coalesce(list_extract(${names.districts}, list_position(${names.outwards}, ${outwardOf(column)})), ${outwardOf(column)} || ' postcodes')`

/** Whether the place in a row of a kind is where something happened, and not the home of its person. */
export const isPlaceOfEvent = (kind: Sql): Sql => sql`list_contains(${placeOfEventKinds}, ${kind})`

/**
 * The home district of a row of `record`: its area, its town, else the district of its postcode; null where the row has those of what
 * happened.
 */
export const homeOf = (
  names: AreaNames,
): Sql => sql`case when not ${isPlaceOfEvent(sql`record.kind`)} then coalesce(
    ${districtOf(sql`record.area`)}, ${districtOf(sql`record.city`)}, ${byPostcode(names, sql`coalesce(record.postcode, record.postcode_sector)`)}) end`

/**
 * The district of each outward code: of rows that write both, and of places in one square of about two kilometres of which one has an area and
 * another a postcode. The commonest wins, then the first by name.
 */
const outwardDistricts = () =>
  rows({ outward: column.text, district: column.text })(sql`
  with written as (
    select ${outwardOf(sql`coalesce(postcode, postcode_sector)`)} as outward, ${districtOf(sql`coalesce(area, city)`)} as district
    from visible_record as record
    where not ${isPlaceOfEvent(sql`kind`)}
    union all
    select ${outwardOf(sql`postcode`)}, ${districtOf(sql`area`)} from visible_place as place
  ),
  squares as (
    select place_id, postcode, ${districtOf(sql`area`)} as district, round(latitude / 0.02) as row_of, round(longitude / 0.03) as column_of
    from visible_place as place
    where latitude is not null
  ),
  squares_named as (
    select row_of, column_of, district, count(*) as times from squares where district is not null group by all
  ),
  squares_coded as (
    select squares.row_of, squares.column_of, ${outwardOf(sql`coalesce(squares.postcode, record.postcode, record.postcode_sector)`)} as outward,
      count(*) as times
    from squares
    left join visible_record as record on record.place_id = squares.place_id and ${isPlaceOfEvent(sql`record.kind`)}
    where squares.district is null
    group by all
  ),
  tied as (
    select outward, district, count(*) * 1000 as times from written group by all
    union all
    select squares_coded.outward, squares_named.district, squares_coded.times
    from squares_coded
    join squares_named on squares_named.row_of = squares_coded.row_of and squares_named.column_of = squares_coded.column_of
  ),
  weighed as (
    select outward, district, sum(times) as times from tied
    where outward is not null and district is not null
    group by all
  ),
  ranked as (select outward, district, row_number() over (partition by outward order by times desc, district) as place from weighed)
  select outward, district from ranked where place = 1 order by outward`)

/** What districts the case's postcodes lie in. */
export async function readAreaNames(connection: Connection): Promise<AreaNames> {
  const districts = await connection.all(outwardDistricts())
  return { outwards: districts.map((row) => row.outward), districts: districts.map((row) => row.district) }
}
