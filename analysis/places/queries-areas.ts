import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { monthOf } from './queries-places.ts'

/** A district's name: an LSOA or MSOA name without its number. */
const districtOf = (column: Sql): Sql =>
  sql`nullif(trim(regexp_replace(${column}, ' [0-9]{3}[A-Z]?$', '')), '')`

/** An area that fewer rows write, and no boundary, could be anything that somebody typed: it is not named. */
const fewestRowsOfArea = 5

const areaMonthColumns = { area: column.text.orNull, month: column.text, rows: column.integer }
export type AreaMonth = RowOf<typeof areaMonthColumns>

/**
 * Rows of a kind by district and month: `area` (null where none can be told, or none may be named), `month`, `rows`. A row that names no area has the
 * imported area that it lies in, else that of the other positions in its hexagon of resolution 7 (about 5 km²).
 */
export const rowsPerAreaAndMonth = (of: string) =>
  rows(areaMonthColumns)(sql`
  with areas_of_cells as (
    select place_cell.h3_7 as cell, ${districtOf(sql`place.area`)} as area, count(*) as positions
    from visible_place as place join visible_place_cell as place_cell on place_cell.origin = 'place' and place_cell.place_id = place.place_id
    group by all
  ),
  area_of_cell as (
    select cell, area from areas_of_cells where area is not null
    qualify row_number() over (partition by cell order by positions desc, area) = 1
  ),
  events as (
    select area, place_id, precision, local_day from visible_event as event where kind = ${of}
    union all
    select area, place_id, precision, local_day from visible_record as record
    where kind = ${of} and file_id not in (select distinct file_id from visible_event as event where kind = ${of})
  ),
  named as (
    select coalesce(${districtOf(sql`coalesce(events.area, place.area)`)}, ${districtOf(sql`area.name`)}, area_of_cell.area) as area,
      case when precision = 'month' then ${monthOf} else date_trunc('month', local_day) end as month
    from events
    left join visible_place as place on place.place_id = events.place_id
    left join visible_place_cell as place_cell on place_cell.origin = 'place' and place_cell.place_id = events.place_id
    left join visible_place_area as place_area on place_area.origin = 'place' and place_area.place_id = events.place_id
    left join visible_area as area on area.area_id = place_area.area_id
    left join area_of_cell on area_of_cell.cell = place_cell.h3_7
    where local_day is not null
  ),
  areas_written as (
    select ${districtOf(sql`coalesce(event.area, place.area)`)} as area
    from visible_event as event left join visible_place as place using (place_id)
    union all
    select ${districtOf(sql`coalesce(record.area, place.area)`)}
    from visible_record as record left join visible_place as place using (place_id)
    where file_id not in (select file_id from visible_event as event)
  ),
  areas_named as (
    select area from areas_written where area is not null group by area having count(*) >= ${fewestRowsOfArea}
    union
    select ${districtOf(sql`area.name`)} from visible_area as area
  )
  select case when area in (select area from areas_named where area is not null) then area end as area, strftime(month, '%Y-%m') as month,
    count(*) as rows
  from named
  group by all
  order by area nulls last, month`)

/** Residents of each district of the boundaries in use; a district of which one part says nothing has none. */
export const residentsOfAreas = () =>
  rows({ area: column.text, population: column.integer })(sql`
  select ${districtOf(sql`name`)} as area, case when count(population) = count(*) then cast(sum(population) as bigint) end as population
  from visible_area as area
  where file_id = (select max(file_id) from visible_area as area)
  group by all
  having population is not null
  order by area`)
