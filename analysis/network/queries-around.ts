import { column, type RowOf, rows } from '../case/rows.ts'
import { nothing, type Sql, sql } from '../case/sql.ts'
import type { NetworkRole } from '../contract/index.ts'
import { type ContactScope, holder, type Start, startNumbers, tiesOf } from './queries-contacts.ts'

const noStart = sql`start_number as (select number_id from visible_number as number where false)`

/** `seed_number`: the numbers of the start and of the named nodes, and all others of whoever holds one of them. */
const seedNumbers = (start: Start | null, named: readonly string[], scope: ContactScope): Sql => sql`
  ${start ? startNumbers(start, scope) : noStart},
  named_number as (
    select number_id from start_number
    union
    select number_id from visible_number as number where value in (select unnest(${named}))
  )${
    scope.unit === 'numbers'
      ? sql`, seed_number as (select number_id from named_number)`
      : sql`, ${holder(scope)},
  seed_number as (
    select number_id from named_number
    union
    select number_id from holder
    where cast(person_id as varchar) in (select unnest(${named}))
      or person_id in (select person_id from holder where number_id in (select number_id from named_number))
  )`
  }`

/** Creates a temporary table, dropped by `dropAround`: the numbers of the start and of the named nodes (`network_seed`), the start's marked. */
export const keepSeeds = (start: Start | null, named: readonly string[], scope: ContactScope): Sql => sql`
  create or replace temp table network_seed as
  with ${seedNumbers(start, named, scope)}
  select number_id, number_id in (select number_id from start_number) as is_start from seed_number`

/** Creates a temporary table, dropped by `dropAround`: what passes between the seeds and anybody (`network_touch`), by the numbers at both ends. */
export const keepTouching = (scope: ContactScope): Sql => sql`
  create or replace temp table network_touch as
  ${tiesOf(sql`select number_id from network_seed`, scope)}`

/**
 * Creates a temporary table, dropped by `dropAround`: the numbers that each node has (`network_member`) and which of them are the start's. A person's are those in
 * contact in the range and, for what they are to the lines, those held at another time.
 */
export const keepMembers = (scope: ContactScope): Sql => sql`
  create or replace temp table network_member as
  with ${scope.unit === 'people' ? sql`${holder(scope)},` : nothing}
  seen as (
    select from_node as node, from_number_id as number_id from network_touch
    union
    select to_node, to_number_id from network_touch
  ),
  start_number as (select number_id from network_seed where is_start)
  select node, number_id, number_id in (select number_id from start_number) as is_start from seen
  ${
    scope.unit === 'people'
      ? sql`
  union
  select cast(holder.person_id as varchar), holder.number_id, false
  from holder
  where cast(holder.person_id as varchar) in (select node from seen)
    and (cast(holder.person_id as varchar), holder.number_id) not in (select (node, number_id) from seen)`
      : nothing
  }`

/**
 * Creates a temporary table, dropped by `dropAround`: what each node is to the lines (`network_role`), one row per node: a line's own number first, then
 * what it is to the line asked for, then to others.
 */
export const keepRoles = (lineId: string | null, scope: ContactScope): Sql => sql`
  create or replace temp table network_role as
  with shown_line as (
    select * from visible_line as line
    where run_id = ${scope.linesRun} and (accepted or line_id = cast(${lineId} as varchar))
  ),
  own_number as (
    select line_id, number_id,
      case when position = max(position) over (partition by line_id) then 'line' else 'former' end as role,
      case when position = max(position) over (partition by line_id) then 'number now, first seen ' else 'given up, used ' end
        || strftime(first_at, '%-d %B %Y')
        || case when position = max(position) over (partition by line_id) then '' else ' to ' || strftime(last_at, '%-d %B %Y')
          || '; the next number first seen ' || strftime(lead(first_at) over (partition by line_id order by position), '%-d %B %Y') end
        as words,
      cast(null as double) as confidence
    from visible_line_number as line_number
    where run_id = ${scope.linesRun}
  ),
  known_role as (
    select line_id, number_id, role, words, confidence from own_number
    union all
    select line_id, number_id, role, words, confidence from visible_line_role as line_role where run_id = ${scope.linesRun}
    union all
    select line_id, number_id, 'customer', why, confidence from visible_line_customer as line_customer
    where run_id = ${scope.linesRun} and number_id in (select number_id from network_member)
  )
  select network_member.node, known_role.role, known_role.words, known_role.confidence, shown_line.line_id, shown_line.name
  from network_member
  join known_role using (number_id)
  join shown_line using (line_id)
  qualify row_number() over (
    partition by network_member.node
    order by role not in ('line', 'former'), shown_line.line_id is distinct from cast(${lineId} as varchar),
      case role when 'line' then 0 when 'former' then 1 when 'holder' then 2 when 'runner' then 3 when 'upstream' then 4 else 5 end,
      shown_line.rank, shown_line.line_id, known_role.confidence desc nulls last, known_role.number_id
  ) = 1`

/**
 * Creates a temporary table, dropped by `dropAround`: the nodes to draw (`network_chosen`): the start, its contacts (roles first, then by communications), from
 * each expanded node its contacts by communications, and what must be kept. `total` counts the contacts that the start has.
 */
export const keepChosen = (asked: {
  readonly expand: readonly string[]
  readonly keep: readonly string[]
  readonly limit: number
  readonly limitEach: number
}): Sql => sql`
  create or replace temp table network_chosen as
  with start_node as (select distinct node from network_member where is_start),
  near as (
    select node, near, sum(communications) as communications
    from (
      select from_node as node, to_node as near, communications from network_touch
      union all
      select to_node, from_node, communications from network_touch
    )
    group by node, near
  ),
  near_start as (
    select near as node, sum(communications) as communications
    from near
    where node in (select node from start_node) and near not in (select node from start_node)
    group by near
  ),
  ranked as (
    select near_start.node, near_start.communications, coalesce(role in ('line', 'former', 'holder', 'runner', 'upstream'), false) as is_inner,
      row_number() over (
        order by role in ('holder', 'runner', 'upstream') desc nulls last, role in ('line', 'former') desc nulls last,
          near_start.communications desc, near_start.node
      ) as place,
      count(*) over () as total
    from near_start
    left join network_role using (node)
  ),
  from_start as (
    select node, communications, is_inner, total from ranked
    where place + (select count(*) from start_node) <= ${asked.limit}
  ),
  expanded as (
    select near.near as node
    from near
    where list_contains(${asked.expand}, near.node)
      and near.near not in (select node from from_start) and near.near not in (select node from start_node)
    qualify row_number() over (partition by near.node order by near.communications desc, near.near) <= ${asked.limitEach}
  ),
  wanted as (
    select distinct node from network_member where list_contains(${[...asked.expand, ...asked.keep]}, node)
  )
  select node, true as is_start, cast(null as bigint) as communications, true as is_inner, cast(null as bigint) as total from start_node
  union all
  select node, false, cast(communications as bigint), is_inner, total from from_start
  union all
  select node, false, null, true, null
  from (select node from expanded union select node from wanted)
  where node not in (select node from start_node) and node not in (select node from from_start)`

/** The drawn nodes only, for a path or an export. */
export const keepListed = (nodes: readonly string[]): Sql => sql`
  create or replace temp table network_chosen as
  select distinct node, is_start, cast(null as bigint) as communications, true as is_inner, cast(null as bigint) as total
  from (select node, bool_or(is_start) as is_start from network_member group by node)
  where list_contains(${nodes}, node)`

/** Creates a temporary table, dropped by `dropAround`: what passes between the chosen nodes and anybody (`network_tie`), by the numbers at both ends. */
export const keepTies = (scope: ContactScope): Sql => sql`
  create or replace temp table network_tie as
  ${tiesOf(sql`select number_id from network_member where node in (select node from network_chosen)`, scope)}`

/** `near`: what passes between each chosen node and its contacts, with the chosen node's own number. */
const nearChosen = sql`
  near as (
    select from_node as node, from_number_id as number_id, to_node as near, communications, first_day, last_day from network_tie
    where from_node in (select node from network_chosen)
    union all
    select to_node, to_number_id, from_node, communications, first_day, last_day from network_tie
    where to_node in (select node from network_chosen)
  )`

const nodeColumns = {
  node: column.text,
  is_start: column.flag,
  with_start: column.integer.orNull,
  is_inner: column.flag,
  total: column.integer.orNull,
  numbers: column.text,
  contacts: column.integer,
  communications: column.integer,
  first_day: column.text,
  last_day: column.text,
  role: column.textOf<NetworkRole>().orNull,
  role_words: column.text.orNull,
  confidence: column.number.orNull,
  line_id: column.text.orNull,
  line_name: column.text.orNull,
}
export type NodeRow = RowOf<typeof nodeColumns>

/** One row per chosen node with what the network says of it. */
export const chosenNodes = () =>
  rows(nodeColumns)(sql`
  with ${nearChosen},
  facts as (
    select node, count(distinct near) as contacts, sum(communications) as communications, min(first_day) as first_day,
      max(last_day) as last_day
    from near
    group by node
  ),
  numbers as (
    select node, string_agg(number.value, ' ' order by number.value) as numbers
    from (select distinct node, number_id from near) join visible_number as number using (number_id)
    group by node
  )
  select chosen.node, chosen.is_start, chosen.communications as with_start, chosen.is_inner, chosen.total, numbers.numbers,
    cast(facts.contacts as bigint) as contacts, cast(facts.communications as bigint) as communications,
    strftime(facts.first_day, '%Y-%m-%d') as first_day, strftime(facts.last_day, '%Y-%m-%d') as last_day,
    role.role, role.words as role_words, role.confidence, role.line_id, role.name as line_name
  from network_chosen as chosen
  join facts using (node)
  join numbers using (node)
  left join network_role as role using (node)
  order by chosen.is_start desc, with_start desc nulls last, chosen.node`)

/** One row per contact between two chosen nodes. */
export const chosenEdges = () =>
  rows({
    one: column.text,
    other: column.text,
    communications: column.integer,
    calls: column.integer,
    texts: column.integer,
    first_day: column.text,
    last_day: column.text,
  })(sql`
  select least(from_node, to_node) as one, greatest(from_node, to_node) as other,
    cast(sum(communications) as bigint) as communications, cast(sum(calls) as bigint) as calls, cast(sum(texts) as bigint) as texts,
    strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day
  from network_tie
  where from_node in (select node from network_chosen) and to_node in (select node from network_chosen)
  group by one, other
  order by one, other`)

/** One row per step of a line's lineage of which both numbers are chosen nodes. */
export const chosenSuccessions = (scope: ContactScope) =>
  rows({
    one: column.text,
    other: column.text,
    words: column.text.orNull,
    certainty: column.text.orNull,
  })(sql`
  with ${nearChosen},
  member as (select distinct node, number_id from near),
  numbered as (
    select line_id, position, number_id, succession, certainty,
      lag(number_id) over (partition by line_id order by position) as before_id
    from visible_line_number as line_number
    where run_id = ${scope.linesRun}
  )
  select distinct before.node as one, later.node as other, succession as words, certainty
  from numbered
  join member as before on before.number_id = before_id
  join member as later on later.number_id = numbered.number_id
  where before.node <> later.node
  order by one, other, words`)

export const dropAround = (): Sql => sql`
  drop table if exists network_here; drop table if exists network_seed; drop table if exists network_touch; drop table if exists network_member;
  drop table if exists network_role; drop table if exists network_chosen; drop table if exists network_tie`
