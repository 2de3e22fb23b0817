import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import {
  type ContactScope,
  contacts,
  pairs,
  type Start,
  startNodes,
  startNumbers,
} from './queries-contacts.ts'

/** Creates a temporary table, dropped by `dropNetwork`: one row per two nodes in contact in a table of this connection. */
export const keepPairs = (scope: ContactScope): Sql => sql`
  create or replace temp table network_pair as
  with ${contacts(scope)}, ${pairs}
  select one, other, communications from pair`

/** The same round a start: its nodes, those that they are in contact with, and what passes among all of these. */
export const keepPairsRound = (start: Start, scope: ContactScope): Sql => sql`
  create or replace temp table network_pair as
  with ${startNumbers(start, scope)}, ${contacts(scope)}, ${startNodes}, ${pairs},
  neighbour as (
    select node from start_node
    union
    select other from pair where one in (select node from start_node)
    union
    select one from pair where other in (select node from start_node)
  )
  select one, other, communications
  from pair
  where one in (select node from neighbour) and other in (select node from neighbour)`

/** Numbers the nodes of the kept pairs by the order of their names, so that the same case gives the same graph. */
export const keepNodes = (): Sql => sql`
  create or replace temp table network_node as
  with named as (select one as node from network_pair union select other from network_pair)
  select node, cast(row_number() over (order by node) - 1 as integer) as place from named`

export const keptNodes = (): Sql => sql`select node from network_node order by place`

/** One row per edge: the places of its nodes and its communications. */
export const keptEdges = (): Sql => sql`
  select one_node.place as "from", other_node.place as "to", cast(communications as double) as weight
  from network_pair
  join network_node as one_node on one_node.node = one
  join network_node as other_node on other_node.node = other
  order by one_node.place, other_node.place`

export const dropNetwork = (): Sql =>
  sql`drop table if exists network_pair; drop table if exists network_node`

export const newestRuns = () =>
  rows({
    linkage_run: column.integer.orNull,
    lines_run: column.integer.orNull,
    communications: column.integer,
    first_day: column.text.orNull,
    last_day: column.text.orNull,
  })(sql`
  select
    cast((select max(run_id) from run where method = 'wash') as integer) as linkage_run,
    cast((select max(run_id) from run where method = 'lines') as integer) as lines_run,
    cast((select count(*) from visible_communication as communication) as bigint) as communications,
    strftime((select min(local_day) from visible_communication as communication), '%Y-%m-%d') as first_day,
    strftime((select max(local_day) from visible_communication as communication), '%Y-%m-%d') as last_day`)

export const lineNamed = (linesRun: number | null, lineId: string) =>
  rows({ name: column.text })(
    sql`select name from visible_line as line where run_id = ${linesRun} and line_id = ${lineId}`,
  )

export const personIsKnown = (linkageRun: number | null, personId: number) =>
  rows({ records: column.integer })(
    sql`select count(*) as records from visible_person as person where run_id = ${linkageRun} and person_id = ${personId}`,
  )

export const numberIsKnown = (number: string) =>
  rows({ numbers: column.integer })(
    sql`select count(*) as numbers from visible_number as number where value = ${number} and kind = 'e164'`,
  )
