import { column, type RowOf, rows } from '../case/rows.ts'
import { identifier, joined, nothing, type Sql, sql } from '../case/sql.ts'
import { numbersOf, recordsOf, type Somebody } from '../visibility/queries-chosen.ts'
import { hexagonColumn } from './queries-hexagons.ts'

/** Which rows are asked for. */
export interface PlaceScope {
  readonly of: string
  readonly category: string | null
  readonly from: string | null
  readonly to: string | null
  readonly lineId: string | null
  /** Limits `calls` to where their own end was, and other kinds to records about them. */
  readonly somebody: Somebody | null
  /** What is known of the kind; without it every row is asked whether it is dated by month and whose it is. */
  readonly shape?: KindShape
}

export interface KindShape {
  /** Files whose rows of this kind are records and no events. */
  readonly recordFiles: readonly number[]
  readonly hasMonths: boolean
  /** Every row is dated by its month. */
  readonly isByMonth: boolean
  readonly firstDay: string | null
  readonly lastDay: string | null
}

export const originOf = (of: string): 'place' | 'mast' => (of === 'calls' ? 'mast' : 'place')

/** A month given at midnight local time can be the evening before in UTC, one day early. */
export const monthOf = sql`date_trunc('month', local_day + 1)`

/** A row that is dated by its month counts wherever its month touches the days asked for. */
export const inRange = ({ from, to, shape }: PlaceScope): Sql =>
  from === null || to === null
    ? nothing
    : shape && !shape.hasMonths
      ? sql`and local_day between cast(${from} as date) and cast(${to} as date)`
      : sql`and case when precision = 'month' then ${monthOf} <= cast(${to} as date) and last_day(local_day + 1) >= cast(${from} as date)
        else local_day between cast(${from} as date) and cast(${to} as date) end`

const ofCategory = ({ category }: PlaceScope): Sql =>
  category === null ? nothing : sql`and category = ${category}`

const lineNumbers = ({ lineId }: PlaceScope): Sql => sql`
  (select number_id from visible_line_number as line_number where line_id = ${lineId} and run_id = (select max(run_id) from run where method = 'lines'))`

/** Calls of the line, of somebody, or between both: `end` is the number whose place is asked for, `other` the one at the other end. */
export const ofLine = (scope: PlaceScope, end: Sql, other: Sql): Sql => {
  const { lineId, somebody } = scope
  if (somebody === null) return lineId === null ? nothing : sql`and ${end} in ${lineNumbers(scope)}`
  const own = sql`and ${end} in (${numbersOf(somebody)})`
  return lineId === null
    ? own
    : sql`${own} and (${other} in ${lineNumbers(scope)} or ${end} in ${lineNumbers(scope)})`
}

/** Rows about somebody, where somebody is asked for. */
export const aboutSomebody = ({ somebody }: PlaceScope): Sql =>
  somebody === null ? nothing : sql`and record_id in (${recordsOf(somebody)})`

const inDays = ({ from, to }: PlaceScope): Sql =>
  from === null || to === null
    ? nothing
    : sql`and local_day between cast(${from} as date) and cast(${to} as date)`

const withPeriod = (period: Sql | null): Sql => (period === null ? nothing : sql`${period} as period,`)

const ofRecordFiles = ({ of, shape }: PlaceScope): Sql =>
  shape
    ? sql`list_contains(${shape.recordFiles.map(String)}, cast(file_id as varchar))`
    : sql`file_id not in (select distinct file_id from visible_event as event where kind = ${of})`

interface RowSource {
  readonly table: Sql
  /** The column that says where. */
  readonly place: Sql
  readonly where: Sql
}

/** The tables in which the rows of a kind lie. */
function sourcesOf(scope: PlaceScope): readonly RowSource[] {
  if (scope.of === 'calls')
    return (['from', 'to'] as const).map((end) => {
      const place = identifier(`${end}_cell_id`)
      const number = identifier(`${end}_number_id`)
      const other = identifier(end === 'from' ? 'to_number_id' : 'from_number_id')
      return {
        table: sql`visible_communication as communication`,
        place,
        where: sql`${place} is not null ${ofLine(scope, number, other)} ${inDays(scope)}`,
      }
    })
  const asked = sql`kind = ${scope.of} ${ofCategory(scope)} ${inRange(scope)} ${aboutSomebody(scope)}`
  const events = { table: sql`visible_event as event`, place: sql`place_id`, where: asked }
  if (scope.shape?.recordFiles.length === 0) return [events]
  return [
    events,
    {
      table: sql`visible_record as record`,
      place: sql`place_id`,
      where: sql`${asked} and ${ofRecordFiles(scope)}`,
    },
  ]
}

/** One row per place (null where a row has none) and `period`, where one is asked for: how many rows. */
const rowsPerPlace = (scope: PlaceScope, period: Sql | null): Sql =>
  joined(
    sourcesOf(scope).map(
      ({ table, place, where }) => sql`
      select ${place} as place_id, ${withPeriod(period)} count(*) as rows from ${table} where ${where} group by all`,
    ),
    ' union all ',
  )

const byMonth = (of: string): Sql =>
  of === 'calls'
    ? sql`cast(date_trunc('month', local_day) as date)`
    : sql`cast(case when precision = 'month' then ${monthOf} else date_trunc('month', local_day) end as date)`

const hexagonColumns = {
  cell: column.bits64.orNull,
  coarse: column.text.orNull,
  at_sea: column.flag,
  rows: column.integer,
  positions: column.integer,
}
export type HexagonRow = RowOf<typeof hexagonColumns>

/** Rows by hexagon: `cell` (null without a usable position), `coarse` (its hexagon of resolution 5), `at_sea`, `rows`, distinct `positions`. */
export const rowsPerHexagon = (scope: PlaceScope, resolution: number) =>
  rows(hexagonColumns)(sql`
  with rows_per_place as (${rowsPerPlace(scope, null)})
  select ${hexagonColumn(resolution)} as cell, lower(to_hex(any_value(place_cell.h3_5))) as coarse,
    coalesce(place_cell.at_sea, false) as at_sea, cast(sum(rows_per_place.rows) as bigint) as rows,
    count(distinct hash(place_cell.latitude, place_cell.longitude)) as positions
  from rows_per_place
  left join visible_place_cell as place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
  group by ${hexagonColumn(resolution)}, place_cell.at_sea
  order by cell, at_sea`)

/** `impossible`: rows whose position cannot be (0, 0 or off the globe). */
export const rowsWithImpossiblePositions = (scope: PlaceScope) =>
  rows({ impossible: column.integer })(sql`
  with rows_per_place as (${rowsPerPlace(scope, null)})
  select cast(coalesce(sum(rows_per_place.rows), 0) as bigint) as impossible
  from rows_per_place
  anti join visible_place_cell as place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
  join ${
    originOf(scope.of) === 'place'
      ? sql`visible_place as position on position.place_id`
      : sql`visible_cell as position on position.cell_id`
  } = rows_per_place.place_id
  where position.latitude is not null`)

const spreadColumns = { positions: column.integer, most: column.integer, rows: column.integer }
/** Over how many positions the rows of a kind are spread, all days. */
export type Spread = RowOf<typeof spreadColumns>

/** `positions`: how many distinct positions hold rows, and `most`: the rows at the one that holds most. */
export const positionsOfRows = (scope: PlaceScope) =>
  rows(spreadColumns)(sql`
  with rows_per_place as (${rowsPerPlace(scope, null)}),
  positions as (
    select latitude, longitude, sum(rows) as rows
    from rows_per_place
    join visible_place_cell as place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
    group by latitude, longitude
  )
  select count(*) as positions, cast(coalesce(max(rows), 0) as bigint) as most, cast(coalesce(sum(rows), 0) as bigint) as rows from positions`)

/** Rows by hexagon and month, for rows that have a position: `month`, `cell`, `rows`. */
export const rowsPerHexagonAndMonth = (scope: PlaceScope, resolution: number) =>
  rows({ month: column.text.orNull, cell: column.bits64, rows: column.integer })(sql`
  with rows_per_place as (${rowsPerPlace(scope, byMonth(scope.of))})
  select strftime(period, '%Y-%m') as month, ${hexagonColumn(resolution)} as cell, cast(sum(rows) as bigint) as rows
  from rows_per_place
  join visible_place_cell as place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
  group by month, cell order by month, cell`)

/** `first_day`, `last_day`, `has_months`, `by_month` and `record_files` of a kind. */
export const shapeOfKind = (of: string) =>
  rows({
    first_day: column.text.orNull,
    last_day: column.text.orNull,
    has_months: column.flag,
    by_month: column.flag,
    record_files: column.listOf(column.integer),
  })(
    of === 'calls'
      ? sql`select strftime(min(local_day), '%Y-%m-%d') as first_day, strftime(max(local_day), '%Y-%m-%d') as last_day, false as has_months, false as by_month,
        cast([] as integer[]) as record_files from visible_communication as communication`
      : sql`
  with event_files as (select distinct file_id from visible_event as event where kind = ${of}),
  days as (
    select local_day, precision from visible_event as event where kind = ${of}
    union all
    select local_day, precision from visible_record as record where kind = ${of} and file_id not in (select file_id from event_files)
  )
  select strftime(min(local_day), '%Y-%m-%d') as first_day, strftime(max(local_day), '%Y-%m-%d') as last_day, coalesce(bool_or(precision = 'month'), false) as has_months,
    coalesce(bool_and(precision = 'month'), false) as by_month,
    (select coalesce(list(distinct file_id order by file_id), []) from visible_record as record
      where kind = ${of} and file_id not in (select file_id from event_files)) as record_files
  from days where local_day is not null`,
  )

/** `latitude`, `longitude`, `count` of each position. */
export const rowsPerPosition = (scope: PlaceScope): Sql => sql`
  with rows_per_place as (${rowsPerPlace(scope, null)})
  select latitude, longitude, cast(sum(rows) as integer) as count
  from rows_per_place
  join visible_place_cell as place_cell on place_cell.origin = ${originOf(scope.of)} and place_cell.place_id = rows_per_place.place_id
  group by latitude, longitude order by latitude, longitude`
