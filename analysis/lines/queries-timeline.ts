import { column, rows } from '../case/rows.ts'
import { nothing, type Sql, sql } from '../case/sql.ts'
import { type ChosenCell, numbersOf, type Somebody, sitesIn } from '../visibility/queries-chosen.ts'

export interface ActivityScope {
  lineId: string | null
  somebody: Somebody | null
  cell: ChosenCell | null
  from: string | null
  to: string | null
}

const askedNumbers = ({ lineId, somebody }: ActivityScope): Sql =>
  somebody === null
    ? sql`select number_id from visible_line_number as line_number
        where line_id = ${lineId} and run_id = (select max(run_id) from run where method = 'lines')`
    : numbersOf(somebody)

const isWholeCase = (scope: ActivityScope): boolean => scope.lineId === null && scope.somebody === null

const inCell = ({ cell }: ActivityScope): Sql =>
  cell === null ? nothing : sql`and (from_cell_id in (${sitesIn(cell)}) or to_cell_id in (${sitesIn(cell)}))`

const inRange = ({ from, to }: ActivityScope): Sql =>
  from === null || to === null
    ? nothing
    : sql`and local_day between cast(${from} as date) and cast(${to} as date)`

/** One row per local day: `day` (days since 1970-01-01), `texts`, `calls`, `other`. */
export const activityByDay = (scope: ActivityScope): Sql => sql`
  with ${isWholeCase(scope) ? nothing : sql`asked_numbers as (${askedNumbers(scope)}),`}
  communications_per_day as (
    select local_day,
      count(*) filter (where medium in ('text', 'chat')) as texts,
      count(*) filter (where medium = 'call') as calls,
      count(*) filter (where medium = 'data') as other
    from visible_communication as communication
    where ${
      isWholeCase(scope)
        ? sql`true`
        : sql`(from_number_id in (select number_id from asked_numbers)
            or to_number_id in (select number_id from asked_numbers))`
    } ${inRange(scope)} ${inCell(scope)}
    group by local_day
  )
  select cast(local_day - date '1970-01-01' as integer) as day,
    cast(texts as integer) as texts, cast(calls as integer) as calls, cast(other as integer) as other
  from communications_per_day
  order by day`

/** One row per local hour: `hour` (hours since 1970-01-01T00 local), `texts` sent and `calls` received by those asked for. */
export const activityByHour = (scope: ActivityScope): Sql => sql`
  with ${isWholeCase(scope) ? nothing : sql`asked_numbers as (${askedNumbers(scope)}),`}
  communications_per_hour as (
    select epoch_us(local_at) // 3600000000 as hour,
      count(*) filter (where medium in ('text', 'chat') and ${
        isWholeCase(scope) ? sql`true` : sql`from_number_id in (select number_id from asked_numbers)`
      }) as texts,
      count(*) filter (where medium = 'call' and ${
        isWholeCase(scope) ? sql`true` : sql`to_number_id in (select number_id from asked_numbers)`
      }) as calls
    from visible_communication as communication
    where ${
      isWholeCase(scope)
        ? sql`true`
        : sql`(from_number_id in (select number_id from asked_numbers)
            or to_number_id in (select number_id from asked_numbers))`
    } ${inRange(scope)} ${inCell(scope)}
    group by hour
  )
  select cast(hour as integer) as hour, cast(texts as integer) as texts, cast(calls as integer) as calls
  from communications_per_hour
  where texts + calls > 0
  order by hour`

/** One row per change of number of one line, or of all accepted lines. */
export const numberChanges = (lineId: string | null) =>
  rows({
    day: column.text,
    name: column.text,
    position: column.integer,
    certainty: column.text.orNull,
  })(sql`
  select strftime(line_number.first_at, '%Y-%m-%d') as day, line.name,
    line_number.position, line_number.certainty
  from visible_line_number as line_number
  join visible_line as line using (run_id, line_id)
  where run_id = (select max(run_id) from run where method = 'lines')
    and line_number.position > 0
    and (line.line_id = cast(${lineId} as varchar) or (cast(${lineId} as varchar) is null and line.accepted))
  order by day, line.name, line_number.position`)

/** One row per accepted line: its first and last day, beside the case's. */
export const lineLives = (lineId: string | null) =>
  rows({
    name: column.text,
    first_day: column.text,
    last_day: column.text,
    opens_inside: column.flag,
    falls_quiet_inside: column.flag,
  })(sql`
  with case_days as (select min(local_day) as first_day, max(local_day) as last_day from visible_communication as communication)
  select line.name, strftime(line.first_at, '%Y-%m-%d') as first_day, strftime(line.last_at, '%Y-%m-%d') as last_day,
    cast(line.first_at as date) > case_days.first_day + 7 as opens_inside,
    cast(line.last_at as date) < case_days.last_day - 7 as falls_quiet_inside
  from visible_line as line cross join case_days
  where run_id = (select max(run_id) from run where method = 'lines')
    and (line.line_id = cast(${lineId} as varchar) or (cast(${lineId} as varchar) is null and line.accepted))
  order by first_day, line.name`)
