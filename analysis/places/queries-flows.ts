import { column, rows } from '../case/rows.ts'
import { nothing, type Sql, sql } from '../case/sql.ts'
import { eventKinds, placeOfEventKinds } from '../kinds/lists.ts'

const outwardOf = (column: Sql): Sql =>
  sql`nullif(regexp_extract(regexp_replace(upper(trim(${column})), '\\s*[0-9][A-Z]{2}$| [0-9]$', ''), '^[A-Z]{1,2}[0-9][A-Z0-9]?$'), '')`

/** Kinds of events whose postcode is a home, and their position that of what happened. */
const homeEventKinds = eventKinds.filter((kind) => !placeOfEventKinds.includes(kind))

/** Positions of outward codes: the middle of the places and cell sites that write one. */
const outwardPositions = sql`
  located as (
    select ${outwardOf(sql`cell.postcode`)} as outward, place_cell.latitude, place_cell.longitude
    from visible_cell as cell join visible_place_cell as place_cell on place_cell.origin = 'mast' and place_cell.place_id = cell.cell_id
    union all
    select ${outwardOf(sql`coalesce(place.postcode, case when not list_contains(${homeEventKinds}, record.kind) then coalesce(record.postcode, record.postcode_sector) end)`)},
      place_cell.latitude, place_cell.longitude
    from visible_record as record join visible_place_cell as place_cell on place_cell.origin = 'place' and place_cell.place_id = record.place_id
    join visible_place as place on place.place_id = record.place_id
  ),
  outward_positions as (
    select outward, median(latitude) as latitude, median(longitude) as longitude from located where outward is not null group by outward
  )`

/** `arrests`: one row per custody record: `home` (an outward code; null where none is written), `suite` (null where none), and its row in the file. */
const arrests = (range: { from: string; to: string } | null): Sql => sql`
  suite_headers as (
    select file_id, unnest(json_keys(mapping, '$.fields')) as header, mapping from visible_file as file where kind = 'custody'
  ),
  suite_header as (
    select file_id, min(header) as header from suite_headers
    where json_extract_string(mapping, '/fields/' || replace(replace(header, '~', '~0'), '/', '~1')) = 'suite' group by file_id
  ),
  arrests as (
    select ${outwardOf(sql`coalesce(record.postcode, record.postcode_sector)`)} as home,
      nullif(trim(json_extract_string(record.fields, '/' || replace(replace(suite_header.header, '~', '~0'), '/', '~1'))), '') as suite,
      record.record_id, record.file_id, record.sheet, record.row_number, record.local_day
    from visible_record as record left join suite_header on suite_header.file_id = record.file_id
    where record.kind = 'custody'
      ${range === null ? nothing : sql`and record.local_day between cast(${range.from} as date) and cast(${range.to} as date)`}
  )`

/**
 * Arrests by home and custody suite: `home` (an outward code; null where none is written), `home_name`, `suite` (null where none),
 * `arrests`, `latitude`, `longitude` of the home and `coarse`, its H3 hexagon of resolution 5 where a position of the case is near.
 */
export const arrestsByHome = (range: { from: string; to: string } | null) =>
  rows({
    home: column.text.orNull,
    home_name: column.text.orNull,
    suite: column.text.orNull,
    arrests: column.integer,
    latitude: column.number.orNull,
    longitude: column.number.orNull,
  })(sql`
  with ${arrests(range)},
  ${outwardPositions},
  named as (
    select ${outwardOf(sql`coalesce(postcode, postcode_sector)`)} as outward, coalesce(city, area) as name, count(*) as times
    from visible_record as record where coalesce(city, area) is not null and not regexp_matches(coalesce(city, area), '^[A-Z][0-9]{8}$') group by all
  ),
  names as (
    select outward, name from named where outward is not null
    qualify row_number() over (partition by outward order by times desc, name) = 1
  )
  select arrests.home, any_value(names.name) as home_name, arrests.suite, count(*) as arrests,
    any_value(outward_positions.latitude) as latitude, any_value(outward_positions.longitude) as longitude
  from arrests
  left join outward_positions on outward_positions.outward = arrests.home
  left join names on names.outward = arrests.home
  group by arrests.home, arrests.suite
  order by arrests desc, arrests.home, arrests.suite`)

/** The custody rows of one home, or of one flow, by day: `source`, `row`, `day`, `home`, `suite`. */
export const rowsOfFlow = (asked: {
  home: string
  suite: string | null
  range: { from: string; to: string } | null
  offset: number
  limit: number
}): Sql => sql`
  with ${arrests(asked.range)}
  select file.name as source, arrests.row_number as "row", strftime(arrests.local_day, '%Y-%m-%d') as "day", arrests.home, arrests.suite
  from arrests join visible_file as file using (file_id)
  where arrests.home = ${asked.home} and (cast(${asked.suite} as varchar) is null or arrests.suite = ${asked.suite})
  order by arrests.local_day, file.name, arrests.sheet, arrests.row_number
  limit ${asked.limit} offset ${asked.offset}`
