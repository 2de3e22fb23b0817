import { nothing, type Sql, sql } from '../case/sql.ts'
import { type ChosenCell, sitesIn } from '../visibility/queries-chosen.ts'

/** Which communications make the network, and what its nodes are. */
export interface ContactScope {
  readonly unit: 'numbers' | 'people'
  /** Whole local days, both included; null is all. */
  readonly from: string | null
  readonly to: string | null
  /** Only communications that used a cell site in it, at either end. */
  readonly cell: ChosenCell | null
  readonly linkageRun: number | null
  readonly linesRun: number | null
}

/** Attributions below this are too weak to replace a number by a person. */
const surestAttribution = 0.5

const inRange = (scope: ContactScope): Sql =>
  scope.from === null || scope.to === null
    ? nothing
    : sql`and communication.local_day between cast(${scope.from} as date) and cast(${scope.to} as date)`

const inCell = ({ cell }: ContactScope): Sql =>
  cell === null ? nothing : sql`and (from_cell_id in (${sitesIn(cell)}) or to_cell_id in (${sitesIn(cell)}))`

/** `holder`: one row per number (of `numbers`), person and the days for which it is theirs; where several overlap, the surest. */
export const holder = (scope: ContactScope, numbers: Sql | null = null): Sql => sql`
  attributed as (
    select attribution.number_id, attribution.person_id, attribution.confidence,
      coalesce(attribution.from_day, date '0001-01-01') as from_day, coalesce(attribution.to_day, date '9999-12-31') as to_day
    from visible_attribution as attribution
    where attribution.run_id = ${scope.linkageRun} and attribution.confidence >= ${surestAttribution}
      ${numbers === null ? nothing : sql`and attribution.number_id in (${numbers})`}
  ),
  holder as (
    select number_id, person_id, from_day, to_day
    from attributed
    where not exists (
      select 1 from attributed as surer
      where surer.number_id = attributed.number_id
        and (surer.confidence, -surer.person_id, surer.from_day) > (attributed.confidence, -attributed.person_id, attributed.from_day)
        and surer.from_day <= attributed.to_day and surer.to_day >= attributed.from_day
    )
  )`

/**
 * `meeting`: one row per communication between two nodes. Nodes are telephone numbers, in E.164, or persons; withheld and
 * unknown ends make no node, and nobody is in contact with themselves.
 */
export const contacts = (scope: ContactScope): Sql =>
  scope.unit === 'numbers'
    ? sql`
  meeting as (
    select from_number.value as from_node, to_number.value as to_node,
      communication_id, medium, local_day, from_number_id, to_number_id
    from visible_communication as communication
    join visible_number as from_number on from_number.number_id = from_number_id and from_number.kind = 'e164'
    join visible_number as to_number on to_number.number_id = to_number_id and to_number.kind = 'e164'
    where from_number_id <> to_number_id ${inRange(scope)} ${inCell(scope)}
  )`
    : sql`
  ${holder(scope)},
  meeting as (
    select coalesce(cast(from_holder.person_id as varchar), from_number.value) as from_node,
      coalesce(cast(to_holder.person_id as varchar), to_number.value) as to_node,
      communication_id, medium, local_day, from_number_id, to_number_id
    from visible_communication as communication
    join visible_number as from_number on from_number.number_id = from_number_id and from_number.kind = 'e164'
    join visible_number as to_number on to_number.number_id = to_number_id and to_number.kind = 'e164'
    left join holder as from_holder on from_holder.number_id = from_number_id
      and local_day between from_holder.from_day and from_holder.to_day
    left join holder as to_holder on to_holder.number_id = to_number_id
      and local_day between to_holder.from_day and to_holder.to_day
    where from_number_id <> to_number_id and from_node <> to_node ${inRange(scope)} ${inCell(scope)}
  )`

/** Creates a temporary table, dropped by `dropAround`: the communications of a cell and a range (`network_here`): the other steps then read these few. */
export const keepHere = (scope: ContactScope): Sql => sql`
  create or replace temp table network_here as
  select medium, local_day, from_number_id, to_number_id, from_cell_id, to_cell_id
  from visible_communication as communication
  where true ${inRange(scope)} ${inCell(scope)}`

const source = ({ cell }: ContactScope): Sql =>
  cell === null ? sql`visible_communication as communication` : sql`network_here as communication`

const counted = sql`count(*) as communications, count(*) filter (where medium = 'call') as calls,
      count(*) filter (where medium in ('text', 'chat')) as texts`

/**
 * What passes between the nodes of these numbers and anybody, by the numbers at both ends: `from_node`, `to_node`, `from_number_id`,
 * `to_number_id`, `communications`, `calls`, `texts`, `first_day`, `last_day`. Counted by number before nodes are named; of a cell, after `keepHere`.
 */
export const tiesOf = (numbers: Sql, scope: ContactScope): Sql => {
  const touching = sql`from_number_id <> to_number_id ${inRange(scope)}
      and (from_number_id in (${numbers}) or to_number_id in (${numbers}))`
  if (scope.unit === 'numbers')
    return sql`
  with per_numbers as (
    select from_number_id, to_number_id, ${counted}, min(local_day) as first_day, max(local_day) as last_day
    from ${source(scope)}
    where ${touching}
    group by from_number_id, to_number_id
  )
  select from_number.value as from_node, to_number.value as to_node, per_numbers.*
  from per_numbers
  join visible_number as from_number on from_number.number_id = from_number_id and from_number.kind = 'e164'
  join visible_number as to_number on to_number.number_id = to_number_id and to_number.kind = 'e164'`
  return sql`
  with ${holder(scope)},
  per_day as (
    select from_number_id, to_number_id, local_day, ${counted}
    from ${source(scope)}
    where ${touching}
    group by from_number_id, to_number_id, local_day
  )
  select coalesce(cast(from_holder.person_id as varchar), from_number.value) as from_node,
    coalesce(cast(to_holder.person_id as varchar), to_number.value) as to_node,
    from_number_id, to_number_id, sum(communications) as communications, sum(calls) as calls, sum(texts) as texts,
    min(local_day) as first_day, max(local_day) as last_day
  from per_day
  join visible_number as from_number on from_number.number_id = from_number_id and from_number.kind = 'e164'
  join visible_number as to_number on to_number.number_id = to_number_id and to_number.kind = 'e164'
  left join holder as from_holder on from_holder.number_id = from_number_id
    and local_day between from_holder.from_day and from_holder.to_day
  left join holder as to_holder on to_holder.number_id = to_number_id
    and local_day between to_holder.from_day and to_holder.to_day
  where from_node <> to_node
  group by from_node, to_node, from_number_id, to_number_id`
}

/** The nodes that a start stands for. */
export type Start =
  | { readonly kind: 'line'; readonly lineId: string }
  | { readonly kind: 'person'; readonly personId: number }
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'cell'; readonly cell: ChosenCell }

/** Of the numbers seen at a cell's sites, so many make the start. */
const mostFromCell = 12

/** `number_id` and `communications` of each number whose own end met a cell site in the cell. */
const numbersAtCell = (cell: ChosenCell, scope: ContactScope): Sql => sql`
  select number_id, count(*) as communications
  from (
    select from_number_id as number_id from ${source(scope)}
    where from_cell_id in (${sitesIn(cell)}) and from_number_id <> to_number_id ${inRange(scope)}
    union all
    select to_number_id from ${source(scope)}
    where to_cell_id in (${sitesIn(cell)}) and from_number_id <> to_number_id ${inRange(scope)}
  )
  join visible_number as number using (number_id)
  where number.kind = 'e164'
  group by number_id`

/** `start_number`: the numbers that the start stands for. */
export const startNumbers = (start: Start, scope: ContactScope): Sql => {
  switch (start.kind) {
    case 'line':
      return sql`start_number as (
        select number_id from visible_line_number as line_number where run_id = ${scope.linesRun} and line_id = ${start.lineId}
      )`
    case 'person':
      return sql`start_number as (
        select distinct attribution.number_id
        from visible_attribution as attribution 
        where attribution.run_id = ${scope.linkageRun} and attribution.person_id = ${start.personId}
          and attribution.confidence >= ${surestAttribution}
      )`
    case 'number':
      return sql`start_number as (select number_id from visible_number as number where value = ${start.number} and kind = 'e164')`
    case 'cell':
      return sql`start_number as (
        select number_id from (${numbersAtCell(start.cell, scope)}) order by communications desc, number_id limit ${mostFromCell}
      )`
  }
}

/** `start_node`: the nodes of the start that are in contact with anybody in the range. */
export const startNodes: Sql = sql`
  start_node as (
    select from_node as node from meeting where from_number_id in (select number_id from start_number)
    union
    select to_node from meeting where to_number_id in (select number_id from start_number)
  )`

/** `pair`: one row per two nodes in contact, `one` before `other` in the order of their names. */
export const pairs: Sql = sql`
  pair as (
    select least(from_node, to_node) as one, greatest(from_node, to_node) as other, count(*) as communications
    from meeting
    group by one, other
  )`
