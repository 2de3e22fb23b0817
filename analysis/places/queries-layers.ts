import { column, rows } from '../case/rows.ts'
import { identifier, nothing, type Sql, sql } from '../case/sql.ts'
import { hexagonColumn } from './queries-hexagons.ts'
import type { PlaceScope } from './queries-places.ts'
import { aboutSomebody, inRange, monthOf, ofLine, originOf } from './queries-places.ts'

/** Rows of events and of records that are no event's: one row each. */
const events = sql`
  event_files as (select distinct file_id from visible_event as event),
  events as (
    select file_id, sheet, row_number, record_id, kind, place_id, category, outcome, area, precision, local_day from visible_event as event
    union all
    select file_id, sheet, row_number, record_id, kind, place_id, category, outcome, area, precision, local_day from visible_record as record
    where file_id not in (select file_id from event_files)
  )`

/** One row per kind: `kind`, `rows`, `with_position`, `first_day`, `last_day`, `by_month`. */
export const layersOfCase = () =>
  rows({
    kind: column.text,
    rows: column.integer,
    with_position: column.integer,
    first_day: column.text.orNull,
    last_day: column.text.orNull,
    by_month: column.flag,
  })(sql`
  with ${events},
  dated as (
    select events.kind, place_cell.place_id is not null as has_position, precision = 'month' as by_month,
      case when precision = 'month' then cast(${monthOf} as date) else local_day end as first_day,
      case when precision = 'month' then last_day(local_day + 1) else local_day end as last_day
    from events
    left join visible_place_cell as place_cell on place_cell.origin = 'place' and place_cell.place_id = events.place_id
  ),
  located_calls as (
    select count(*) filter (where from_cell_id is not null) + count(*) filter (where to_cell_id is not null) as rows,
      min(local_day) as first_day, max(local_day) as last_day
    from visible_communication as communication where from_cell_id is not null or to_cell_id is not null
  )
  select kind, count(*) as rows, count(*) filter (where has_position) as with_position,
    strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day,
    coalesce(bool_and(by_month), false) as by_month
  from dated group by kind
  union all
  select 'calls', rows, rows, strftime(first_day, '%Y-%m-%d'), strftime(last_day, '%Y-%m-%d'), false from located_calls where rows > 0
  order by kind`)

/** Categories of each kind of event, commonest first: `kind`, `category`, `rows`. */
export const categoriesOfCase = () =>
  rows({ kind: column.text, category: column.text, rows: column.integer })(sql`
  with counted as (
    select kind, category, count(*) as rows, row_number() over (partition by kind order by count(*) desc, category) as place
    from visible_event as event where category is not null group by kind, category
  )
  select kind, category, rows from counted where place <= 30 order by kind, place`)

/** Kinds whose rows say whom they are about. */
export const kindsAboutPeople = () =>
  rows({ kind: column.text })(sql`
  select distinct kind from visible_record as record
  where coalesce(forename, surname, forename_initial, surname_initial) is not null or date_of_birth is not null or number_id is not null
  order by kind`)

interface RowsOfPlace {
  /** An H3 hexagon of `resolution`; null for no hexagon in particular. */
  readonly cell: bigint | null
  readonly resolution: number
  readonly reason: 'no-coordinates' | 'impossible-coordinates' | 'in-the-sea' | 'outside-study-area' | null
  /** H3 hexagons of resolution 5 of the study area. */
  readonly coarse: readonly string[]
  readonly onLand: boolean
  readonly offset: number
  readonly limit: number
}

const fits = ({ cell, resolution, reason, coarse, onLand }: RowsOfPlace): Sql => {
  const isInside = sql`list_contains(${coarse}, lower(to_hex(place_cell.h3_5)))`
  const isAtSea = sql`(place_cell.at_sea and ${onLand})`
  if (cell !== null)
    return sql`${hexagonColumn(resolution)} = cast(${String(cell)} as ubigint) and ${isInside} and not ${isAtSea}`
  if (reason === 'no-coordinates') return sql`place_cell.place_id is null and position.latitude is null`
  if (reason === 'impossible-coordinates')
    return sql`place_cell.place_id is null and position.latitude is not null`
  if (reason === 'in-the-sea') return isAtSea
  if (reason === 'outside-study-area')
    return sql`place_cell.place_id is not null and not ${isAtSea} and not ${isInside}`
  return sql`true`
}

const positionOf = (of: string): Sql => sql`
  left join visible_place_cell as place_cell on place_cell.origin = ${originOf(of)} and place_cell.place_id = chosen.place_id
  left join ${of === 'calls' ? sql`visible_cell as position on position.cell_id` : sql`visible_place as position on position.place_id`} = chosen.place_id`

/** `source`, `row`, `day`, `category`, `outcome`, `area`, `location`; calls: `source`, `row`, `day`, `medium`, `from`, `to`, `cell`. */
export const rowsOfPlace = (scope: PlaceScope, asked: RowsOfPlace): Sql =>
  scope.of === 'calls'
    ? sql`
  with chosen as (
    select communication_id, local_day, medium, from_number_id, to_number_id, from_cell_id as place_id from visible_communication as communication
    where from_cell_id is not null ${ofLine(scope, sql`from_number_id`, sql`to_number_id`)} ${inDays(scope)}
    union all
    select communication_id, local_day, medium, from_number_id, to_number_id, to_cell_id from visible_communication as communication
    where to_cell_id is not null ${ofLine(scope, sql`to_number_id`, sql`from_number_id`)} ${inDays(scope)}
  )
  select file.name as source, observation.row_number as "row", strftime(chosen.local_day, '%Y-%m-%d') as "day",
    cast(chosen.medium as varchar) as medium, from_number.value as "from", to_number.value as "to", position.code as cell
  from chosen ${positionOf(scope.of)}
  join visible_communication_observation as communication_observation using (communication_id)
  join visible_observation as observation using (observation_id)
  join visible_file as file on file.file_id = observation.file_id
  join visible_number as from_number on from_number.number_id = chosen.from_number_id
  join visible_number as to_number on to_number.number_id = chosen.to_number_id
  where ${fits(asked)}
  order by chosen.local_day, file.name, observation.sheet, observation.row_number
  limit ${asked.limit} offset ${asked.offset}`
    : sql`
  with ${events},
  chosen as (
    select * from events where kind = ${scope.of} ${inRange(scope)} ${aboutSomebody(scope)}
      ${scope.category === null ? nothing : sql`and category = ${scope.category}`}
  )
  select file.name as source, chosen.row_number as "row",
    case when chosen.precision = 'month' then strftime(chosen.local_day + 1, '%Y-%m') else strftime(chosen.local_day, '%Y-%m-%d') end as "day",
    chosen.category, chosen.outcome, coalesce(chosen.area, position.area) as area, position.location
  from chosen ${positionOf(scope.of)}
  join visible_file as file on file.file_id = chosen.file_id
  where ${fits(asked)}
  order by chosen.local_day, file.name, chosen.sheet, chosen.row_number
  limit ${asked.limit} offset ${asked.offset}`

const inDays = ({ from, to }: PlaceScope): Sql =>
  from === null || to === null
    ? nothing
    : sql`and local_day between cast(${from} as date) and cast(${to} as date)`

/** Candidate lines of the newest search by how often they met a cell site in a hexagon: `line_id`, `name`, `communications`. */
export const linesAtHexagon = (
  cell: bigint,
  resolution: number,
  range: { from: string; to: string } | null,
) =>
  rows({ line_id: column.text, name: column.text, communications: column.integer })(sql`
  with sites as (
    select place_id from visible_place_cell as place_cell where origin = 'mast' and ${identifier(`h3_${resolution}`)} = ${cell}
  ),
  here as (
    select communication_id, from_number_id, to_number_id from visible_communication as communication
    where (from_cell_id in (select place_id from sites) or to_cell_id in (select place_id from sites))
      and (${range === null} or local_day between cast(${range?.from ?? '1970-01-01'} as date) and cast(${range?.to ?? '1970-01-01'} as date))
  )
  select line.line_id, line.name, count(distinct here.communication_id) as communications
  from here
  join visible_line_number as line_number on line_number.number_id in (here.from_number_id, here.to_number_id)
  join visible_line as line on line.run_id = line_number.run_id and line.line_id = line_number.line_id
  where line.run_id = (select max(run_id) from run where method = 'lines')
  group by line.line_id, line.name
  order by communications desc, line.name`)

/** Kinds of the files and rows that the case holds, as a role may know. */
export const heldKinds = () =>
  rows({ kind: column.text })(sql`
  select kind from visible_file as file union select kind from visible_event as event union select kind from visible_record as record
  order by kind`)
