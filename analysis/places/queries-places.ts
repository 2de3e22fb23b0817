import { nothing, type Sql, sql } from '../engine/sql.ts'
import { cellColumn } from './queries-cells.ts'

/** Which rows are asked for. */
export interface PlaceScope {
  readonly of: string
  readonly category: string | null
  readonly from: string | null
  readonly to: string | null
  readonly lineId: string | null
}

export const originOf = (of: string): 'place' | 'mast' => (of === 'calls' ? 'mast' : 'place')

/** A month given at midnight local time can be the evening before in UTC, one day early. */
export const monthOf = sql`date_trunc('month', local_day + 1)`

/** A row that is dated by its month counts wherever its month touches the days asked for. */
export const inRange = ({ from, to }: PlaceScope): Sql =>
  from === null || to === null
    ? nothing
    : sql`and case when precision = 'month' then ${monthOf} <= cast(${to} as date) and last_day(local_day + 1) >= cast(${from} as date)
        else local_day between cast(${from} as date) and cast(${to} as date) end`

const ofCategory = ({ category }: PlaceScope): Sql =>
  category === null ? nothing : sql`and category = ${category}`

const lineNumbers = ({ lineId }: PlaceScope): Sql => sql`
  (select number_id from line_number where line_id = ${lineId} and run_id = (select max(run_id) from run where method = 'lines'))`

export const ofLine = (scope: PlaceScope, end: Sql): Sql =>
  scope.lineId === null ? nothing : sql`and ${end} in ${lineNumbers(scope)}`

const inDays = ({ from, to }: PlaceScope): Sql =>
  from === null || to === null
    ? nothing
    : sql`and local_day between cast(${from} as date) and cast(${to} as date)`

/** One row per place (null where a row has none) and `period`: how many rows. */
function rowsPerPlace(scope: PlaceScope, period: Sql): Sql {
  if (scope.of === 'calls')
    return sql`
      select from_cell_id as place_id, ${period} as period, count(*) as rows from communication
      where from_cell_id is not null ${ofLine(scope, sql`from_number_id`)} ${inDays(scope)} group by all
      union all
      select to_cell_id, ${period}, count(*) from communication
      where to_cell_id is not null ${ofLine(scope, sql`to_number_id`)} ${inDays(scope)} group by all`
  return sql`
    select place_id, ${period} as period, count(*) as rows from event
    where kind = ${scope.of} ${ofCategory(scope)} ${inRange(scope)} group by all
    union all
    select place_id, ${period}, count(*) from record
    where kind = ${scope.of} and file_id not in (select distinct file_id from event where kind = ${scope.of})
      ${ofCategory(scope)} ${inRange(scope)} group by all`
}

const whenever = sql`cast(null as date)`
const byMonth = (of: string): Sql =>
  of === 'calls'
    ? sql`cast(date_trunc('month', local_day) as date)`
    : sql`cast(case when precision = 'month' then ${monthOf} else date_trunc('month', local_day) end as date)`

/**
 * Rows by cell: `cell` (null without a usable position), `coarse` (its cell of resolution 5), `at_sea`, `impossible`, `rows`,
 * `most` (rows at the one position of the cell that holds most) and `positions`.
 */
export const rowsPerCell = (scope: PlaceScope, resolution: number): Sql => sql`
  with rows_per_place as (${rowsPerPlace(scope, whenever)}),
  places as (select place_id, sum(rows) as rows from rows_per_place group by place_id),
  positions as (
    select ${cellColumn(resolution)} as cell, place_cell.h3_5 as coarse, coalesce(place_cell.at_sea, false) as at_sea,
      place_cell.place_id is null and coalesce(place.latitude, cell.latitude) is not null as impossible,
      place_cell.latitude, place_cell.longitude, sum(places.rows) as rows
    from places
    left join place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = places.place_id
    left join place on ${originOf(scope.of) === 'place'} and place.place_id = places.place_id
    left join cell on ${originOf(scope.of) === 'mast'} and cell.cell_id = places.place_id
    group by all
  )
  select cell, lower(to_hex(any_value(coarse))) as coarse, at_sea, impossible,
    cast(sum(rows) as bigint) as rows, cast(max(rows) as bigint) as most, count(*) as positions
  from positions
  group by cell, at_sea, impossible
  order by cell, at_sea, impossible`

/** Rows by cell and month, for rows that have a position: `month`, `cell`, `rows`. */
export const rowsPerCellAndMonth = (scope: PlaceScope, resolution: number): Sql => sql`
  with rows_per_place as (${rowsPerPlace(scope, byMonth(scope.of))})
  select strftime(period, '%Y-%m') as month, ${cellColumn(resolution)} as cell, cast(sum(rows) as bigint) as rows
  from rows_per_place
  join place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
  group by month, cell order by month, cell`

/** The last local day of a kind, and whether its rows are dated by month. */
export const lastDayOf = (scope: PlaceScope): Sql =>
  scope.of === 'calls'
    ? sql`select strftime(max(local_day), '%Y-%m-%d') as day, false as by_month from communication`
    : sql`
  with days as (
    select local_day, precision from event where kind = ${scope.of}
    union all
    select local_day, precision from record where kind = ${scope.of}
  )
  select strftime(max(local_day), '%Y-%m-%d') as day, coalesce(bool_and(precision = 'month'), false) as by_month
  from days where local_day is not null`

/** `latitude`, `longitude`, `count` of each position. */
export const rowsPerPosition = (scope: PlaceScope): Sql => sql`
  with rows_per_place as (${rowsPerPlace(scope, whenever)})
  select latitude, longitude, cast(sum(rows) as integer) as count
  from rows_per_place
  join place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
  group by latitude, longitude order by latitude, longitude`
