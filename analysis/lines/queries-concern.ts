import { column, rows } from '../case/rows.ts'
import { nothing, type Sql, sql } from '../case/sql.ts'
import { type ChosenCell, numbersOf, type Somebody, sitesIn } from '../visibility/queries-chosen.ts'

/** All that is chosen; what is null does not narrow. */
interface ConcernScope {
  readonly somebody: Somebody | null
  readonly cell: ChosenCell | null
  readonly from: string | null
  readonly to: string | null
}

const newestRun = sql`(select max(run_id) from run where method = 'lines')`

/** Conditions on a row of `communication`. */
const fits = ({ cell, from, to }: Omit<ConcernScope, 'somebody'>): Sql => sql`true
  ${from === null || to === null ? nothing : sql`and local_day between cast(${from} as date) and cast(${to} as date)`}
  ${cell === null ? nothing : sql`and (from_cell_id in (${sitesIn(cell)}) or to_cell_id in (${sitesIn(cell)}))`}`

/** Of the pairs that may concern a line, the end that fewest have: somebody's numbers, else the lines' own. */
const chosen = ({ somebody }: ConcernScope): Sql =>
  somebody === null ? sql`select own_id from own` : sql`select number_id from somebodys`

/** One row per line: `line_id`, `name`, `communications`, `customers`, `relations` (words apart by commas); most communications first. */
export const linesConcerning = (scope: ConcernScope) =>
  rows({
    line_id: column.text,
    name: column.text,
    communications: column.integer,
    customers: column.integer,
    relations: column.text,
  })(sql`
  with own as (select line_id, number_id as own_id from visible_line_number as line_number where run_id = ${newestRun}),
  somebodys as (${scope.somebody === null ? sql`select number_id from visible_number as number where false` : numbersOf(scope.somebody)}),
  relation as (
    select line_id, 'number' as relation, 0 as place from own where own_id in (select number_id from somebodys)
    union
    select line_id, role, case role when 'holder' then 1 when 'runner' then 2 else 3 end from visible_line_role as line_role
    where run_id = ${newestRun} and number_id in (select number_id from somebodys)
    union
    select line_id, 'customer', 4 from visible_line_customer as line_customer
    where run_id = ${newestRun} and number_id in (select number_id from somebodys)
  ),
  relations as (select line_id, string_agg(relation, ',' order by place) as relations from relation group by line_id),
  pair as (
    select from_number_id, to_number_id, count(*) as communications
    from visible_communication as communication
    where (from_number_id in (${chosen(scope)}) or to_number_id in (${chosen(scope)})) and ${fits(scope)}
    group by from_number_id, to_number_id
  ),
  met as (
    select line_id, to_number_id as other_id, communications from pair join own on own_id = from_number_id
    union all
    select line_id, from_number_id, communications
    from pair join own on own_id = to_number_id
    where (line_id, from_number_id) not in (select (line_id, own_id) from own)
  ),
  counted as (
    select met.line_id, sum(communications) as communications, count(distinct customer.number_id) as customers
    from met
    left join visible_line_customer as customer
      on customer.run_id = ${newestRun} and customer.line_id = met.line_id and customer.number_id = met.other_id
    group by met.line_id
  )
  select line.line_id, line.name, cast(counted.communications as integer) as communications,
    cast(counted.customers as integer) as customers, coalesce(relations.relations, '') as relations
  from visible_line as line
  join counted using (line_id)
  left join relations using (line_id)
  where line.run_id = ${newestRun} and (${scope.somebody === null} or relations.relations is not null)
  order by communications desc, line.rank, line.line_id`)

/** `number_id` of each number in contact with a line on the days and by the cell that are chosen. */
export const inContactWith = (lineId: string, scope: Omit<ConcernScope, 'somebody'>): Sql => {
  const own = sql`select number_id from visible_line_number as line_number where run_id = ${newestRun} and line_id = ${lineId}`
  return sql`
    select from_number_id as number_id from visible_communication as communication where to_number_id in (${own}) and ${fits(scope)}
    union
    select to_number_id from visible_communication as communication where from_number_id in (${own}) and ${fits(scope)}`
}
