import { type Sql, sql } from '../case/sql.ts'
import { dayParts, elsewhere, inCounty, notRecorded, numberChanges, weekdays } from './codes.ts'
import { day } from './queries-people.ts'
import { events, exporterOf } from './queries-scope.ts'
import type { ProfileScope } from './scope.ts'

const noRow = sql`cast(null as integer) as file_id, cast(null as smallint) as sheet, cast(null as bigint) as row_number`

/** A number of each line stands for it, so that the rows behind a count of lines are its communications. */
const acceptedLines = (scope: ProfileScope): Sql => sql`
  accepted_lines as (
    select line.line_id, ${exporterOf(scope.areaNames, sql`line.exporter_area`)} as exporter_area, line.first_at, line.last_at, count(*) as numbers, min(line_number.number_id) as number_id
    from visible_line as line
    join visible_line_number as line_number on line_number.run_id = line.run_id and line_number.line_id = line.line_id
    where line.run_id = ${scope.linesRun} and line.accepted and cast(line.last_at as date) >= ${day(scope.from)}
    group by line.line_id, line.exporter_area, line.first_at, line.last_at
  )`

export const linesByExporter = (scope: ProfileScope): Sql => sql`
  with ${acceptedLines(scope)}
  select line_id as unit,
    case when exporter_area is null then ${notRecorded} when list_contains(${scope.countyAreas}, exporter_area) then ${inCounty}
      when list_contains(${scope.lineAreas}, exporter_area) then exporter_area else ${elsewhere} end as row_code, cast(null as varchar) as column_code, ${noRow}, number_id
  from accepted_lines`

export const linesByNumberChanges = (scope: ProfileScope): Sql => sql`
  with ${acceptedLines(scope)}
  select line_id as unit,
    case when numbers = 1 then ${numberChanges[0]} when numbers = 2 then ${numberChanges[1]} else ${numberChanges[2]} end as row_code,
    cast(null as varchar) as column_code, ${noRow}, number_id
  from accepted_lines`

export const linesByMonth = (scope: ProfileScope): Sql => sql`
  with ${acceptedLines(scope)},
  months as (select unnest(${scope.months}) as month)
  select accepted_lines.line_id as unit, months.month as row_code, cast(null as varchar) as column_code, ${noRow}, accepted_lines.number_id
  from accepted_lines
  join months on months.month between strftime(accepted_lines.first_at, '%Y-%m') and strftime(accepted_lines.last_at, '%Y-%m')`

/** Lines by what was seen of their way of working: reasons that speak for a line. */
export const linesByMethod = (scope: ProfileScope, features: readonly string[]): Sql => sql`
  with ${acceptedLines(scope)}
  select accepted_lines.line_id as unit, line_reason.feature as row_code, cast(null as varchar) as column_code, ${noRow}, accepted_lines.number_id
  from accepted_lines
  join visible_line_reason as line_reason on line_reason.run_id = ${scope.linesRun} and line_reason.line_id = accepted_lines.line_id
  where line_reason.weight > 0 and list_contains(${features}, line_reason.feature)`

/** Communications of the lines by weekday and part of the day, local time. */
export const lineHours = (scope: ProfileScope): Sql => sql`
  with line_numbers as (
    select distinct line_number.number_id from visible_line_number as line_number
    semi join visible_line as line on line.run_id = line_number.run_id and line.line_id = line_number.line_id and line.accepted
    where line_number.run_id = ${scope.linesRun}
  )
  select cast(communication.communication_id as varchar) as unit,
    list_extract(${weekdays}, isodow(communication.local_at)) as row_code,
    list_extract(${dayParts}, cast(hour(communication.local_at) // 4 as integer) + 1) as column_code,
    ${noRow}, communication.from_number_id as number_id
  from visible_communication as communication
  where communication.local_day between ${day(scope.from)} and ${day(scope.to)}
    and (communication.from_number_id in (select number_id from line_numbers) or communication.to_number_id in (select number_id from line_numbers))`

/** People detained, each once, by the latest home area that custody recorded. */
export const detainedByHome = (scope: ProfileScope): Sql => sql`
  with ${events(scope.areaNames)},
  detained as (
    select coalesce('p' || person.person_id, 'r' || events.record_id, events.unit) as unit, events.home_area,
      events.file_id, events.sheet, events.row_number, events.local_day
    from events
    left join visible_person as person on person.record_id = events.record_id and person.run_id = ${scope.linkageRun}
    where events.kind = 'custody' and events.local_day between ${day(scope.from)} and ${day(scope.to)}
  ),
  homes as (
    select unit, arg_max(home_area, strftime(local_day, '%Y-%m-%d') || home_area) filter (where home_area is not null) as home_area
    from detained
    group by unit
  )
  select detained.unit,
    case
      when homes.home_area is null then ${notRecorded}
      when list_contains(${scope.exporterAreas}, homes.home_area) then homes.home_area
      when list_contains(${scope.countyAreas}, homes.home_area) then ${inCounty}
      else ${elsewhere} end as row_code,
    cast(null as varchar) as column_code, detained.file_id, detained.sheet, detained.row_number, cast(null as integer) as number_id
  from detained
  join homes on homes.unit = detained.unit`
