import { type AreaNames, homeOf } from '../case/queries-districts.ts'
import { column, type RowOf, rows } from '../case/rows.ts'
import { nothing, type Sql, sql } from '../case/sql.ts'
import type { CohortGroup } from '../contract/index.ts'
import { type ChosenCell, placesIn, sitesIn } from '../visibility/queries-chosen.ts'

/** What a population is asked for with. */
export interface PopulationScope {
  linkageRun: number | null
  linesRun: number | null
  lineId: string | null
  /** ISO date. */
  at: string
  /** Whether the groups of single people are told. */
  seesGroups: boolean
  /** ISO date: only who was seen on a day from it to `at`; null is anybody by `at`. */
  from: string | null
  /** Only who was seen in it. */
  cell: ChosenCell | null
  areaNames: AreaNames
}

const day = (scope: PopulationScope): Sql => sql`cast(${scope.at} as date)`

const inDays = (scope: PopulationScope): Sql =>
  scope.from === null
    ? sql`local_day <= ${day(scope)}`
    : sql`local_day between cast(${scope.from} as date) and ${day(scope)}`

const sexOf = sql`case
    when lower(trim(record.sex)) in ('m', 'male', '1') then 'male'
    when lower(trim(record.sex)) in ('f', 'female', '2') then 'female' end`

/** Five census groups from 16+1 codes (`W1`), the one-letter NHS and treatment codes (`A`) or words. */
const ethnicGroup = (column: Sql): Sql => sql`case
    when regexp_matches(lower(trim(${column})), '^(w[0-9]|white|[abc]$)') then 'white'
    when regexp_matches(lower(trim(${column})), '^(m[0-9]|mixed|[defg]$)') then 'mixed'
    when regexp_matches(lower(trim(${column})), '^(a[0-9]|asian|chinese|o1$|[hjklr]$)') then 'asian'
    when regexp_matches(lower(trim(${column})), '^(b[0-9]|black|[mnp]$)') then 'black'
    when regexp_matches(lower(trim(${column})), '^(o[0-9]|other|arab|s$)') then 'other' end`

const ageBand = (years: Sql): Sql => sql`case
    when ${years} < 18 then '<18' when ${years} < 25 then '18-24' when ${years} < 35 then '25-34'
    when ${years} < 45 then '35-44' when ${years} < 55 then '45-54' when ${years} >= 55 then '55+' end`

const latest = (value: Sql): Sql =>
  sql`arg_max(${value}, (coalesce(record.local_day, date '1900-01-01'), record.record_id)) filter (where ${value} is not null)`

const fullName = sql`case when record.forename is not null or record.surname is not null
    then trim(concat_ws(' ', record.forename, record.surname)) end`

/**
 * `person_facts`: one row per person of `persons` with the newest value of each fact and the group at the day. `mainstream` is a treatment
 * record begun by the day, open or closed; `programme` a programme record in force on it.
 */
const personFacts = (scope: PopulationScope, persons: Sql | null): Sql => sql`
  person_records as (
    select person.person_id, record.*
    from visible_person as person
    join visible_record as record using (record_id)
    where person.run_id = ${scope.linkageRun}
      ${persons === null ? nothing : sql`and person.person_id in (${persons})`}
  ),
  facts_per_person as (
    select record.person_id,
      coalesce(${latest(fullName)}, 'Name not recorded') as title,
      ${latest(sexOf)} as sex,
      ${latest(ethnicGroup(sql`record.ethnicity`))} as ethnicity,
      ${latest(homeOf(scope.areaNames))} as area,
      ${latest(sql`record.date_of_birth`)} as birth,
      ${latest(sql`record.age`)} as age,
      count(*) as records,
      max(record.local_day) as last_record_day,
      bool_or(record.puts_in = 'programme' and (record.local_day is null or record.local_day <= ${day(scope)})
        and (record.until_day is null or record.until_day >= ${day(scope)})) as is_programme,
      bool_or(record.puts_in = 'mainstream' and (record.local_day is null or record.local_day <= ${day(scope)})) as is_treatment
    from person_records as record
    group by record.person_id
  ),
  person_facts as (
    select person_id, title, records, last_record_day,
      coalesce(sex, 'not recorded') as sex,
      coalesce(ethnicity, 'not recorded') as ethnicity,
      coalesce(area, 'not recorded') as area,
      coalesce(${ageBand(sql`coalesce(date_sub('year', birth, ${day(scope)}), age)`)}, 'not recorded') as age_band,
      case when is_programme then 'programme' when is_treatment then 'mainstream' else 'not-known' end as cohort
    from facts_per_person
  )`

const isNarrowed = ({ from, cell }: PopulationScope): boolean => from !== null || cell !== null

/** `in_contact`: the numbers that were in contact with a line on the days asked for, and with which. */
const inContact = (scope: PopulationScope): Sql => sql`
  line_own as (select line_id, number_id as own_id from visible_line_number as line_number where run_id = ${scope.linesRun}),
  pair_in_days as (
    select distinct from_number_id, to_number_id
    from visible_communication as communication
    where ${inDays(scope)}
      and (from_number_id in (select own_id from line_own) or to_number_id in (select own_id from line_own))
  ),
  in_contact as (
    select from_number_id as number_id, line_id from pair_in_days join line_own on own_id = to_number_id
    union
    select to_number_id, line_id from pair_in_days join line_own on own_id = from_number_id
  )`

/** Who held a number of `used` (`number_id`, `local_day`) on its day, as the role may know. */
const holdersOf = (used: Sql, scope: PopulationScope): Sql => sql`
    select attribution.person_id
    from visible_attribution as attribution
    join ${used} using (number_id)
    where attribution.run_id = ${scope.linkageRun}
      and ${used}.local_day between coalesce(attribution.from_day, date '0001-01-01') and coalesce(attribution.to_day, date '9999-12-31')`

/** `numbers_here`: numbers whose own end met a cell site in the cell, with the days; `persons_here`: whom they or a record place there. */
const seenHere = (scope: PopulationScope, cell: ChosenCell): Sql => sql`
  numbers_here as (
    select from_number_id as number_id, local_day from visible_communication as communication
    where from_cell_id in (${sitesIn(cell)}) and ${inDays(scope)}
    union
    select to_number_id, local_day from visible_communication as communication
    where to_cell_id in (${sitesIn(cell)}) and ${inDays(scope)}
  ),
  persons_here as (
    ${holdersOf(sql`numbers_here`, scope)}
    union
    select person.person_id
    from visible_person as person
    join visible_record as record using (record_id)
    where person.run_id = ${scope.linkageRun}
      and record.place_id in (${placesIn(cell)}) and record.${inDays(scope)}
  )`

/** `persons_seen`: the people with a record that falls on the days asked for or lasts into them, or a number in use on them. */
const personsSeen = (scope: PopulationScope): Sql => sql`
  numbers_seen as (
    select from_number_id as number_id, local_day from visible_communication as communication where ${inDays(scope)}
    union
    select to_number_id, local_day from visible_communication as communication where ${inDays(scope)}
  ),
  persons_seen as (
    ${holdersOf(sql`numbers_seen`, scope)}
    union
    select person.person_id
    from visible_person as person
    join visible_record as record using (record_id)
    where person.run_id = ${scope.linkageRun}
      and record.local_day <= ${day(scope)} and case when record.puts_in is not null then coalesce(record.until_day, date '9999-12-31')
        else coalesce(record.until_day, record.local_day) end >= cast(${scope.from} as date)
  )`

/**
 * `customers`: the numbers that buy from the line, or from any accepted line, by the day; `units`: those numbers as people, each
 * once, where one is attributed on the number's last day of contact, else as numbers. From a day on, only numbers in contact with the
 * line since; in a cell, only units seen there.
 */
const customerUnits = (scope: PopulationScope): Sql => sql`
  ${scope.from === null ? nothing : sql`${inContact(scope)},`}
  ${scope.cell === null ? nothing : sql`${seenHere(scope, scope.cell)},`}
  customers as (
    select line_customer.number_id, line_customer.line_id, cast(line_customer.last_at as date) as last_day
    from visible_line_customer as line_customer
    join visible_line as line on line.run_id = line_customer.run_id and line.line_id = line_customer.line_id
    where line_customer.run_id = ${scope.linesRun}
      and case when ${scope.lineId === null} then line.accepted else line.line_id = ${scope.lineId} end
      and cast(line_customer.first_at as date) <= ${day(scope)}
      ${scope.from === null ? nothing : sql`and (line_customer.number_id, line_customer.line_id) in (select (number_id, line_id) from in_contact)`}
  ),
  customer_numbers as (
    select number_id, least(max(last_day), ${day(scope)}) as last_day from customers group by number_id
  ),
  holder_per_number as (
    select customer_numbers.number_id, attribution.person_id
    from customer_numbers
    join visible_attribution as attribution on attribution.number_id = customer_numbers.number_id and attribution.run_id = ${scope.linkageRun}
      and (attribution.from_day is null or attribution.from_day <= customer_numbers.last_day)
      and (attribution.to_day is null or attribution.to_day >= customer_numbers.last_day)
    qualify row_number() over (
      partition by customer_numbers.number_id order by attribution.confidence desc, attribution.person_id
    ) = 1
  ),
  units as (
    select holder_per_number.person_id,
      case when holder_per_number.person_id is null then customers.number_id end as number_id,
      cast(count(distinct customers.line_id) as integer) as lines, max(customers.last_day) as last_seen
    from customers
    left join holder_per_number using (number_id)
    ${
      scope.cell === null
        ? nothing
        : sql`where holder_per_number.person_id in (select person_id from persons_here)
      or (holder_per_number.person_id is null and customers.number_id in (select number_id from numbers_here))`
    }
    group by all
  )`

const groupColumns = {
  ageBand: column.text,
  sex: column.text,
  ethnicity: column.text,
  area: column.text,
  cohort: column.textOf<CohortGroup>(),
  people: column.integer,
}
export type GroupRow = RowOf<typeof groupColumns>

/** People by group and one trait each way: `cohort, age_band, sex, ethnicity, area, people`. */
export const groupCounts = (scope: PopulationScope) =>
  rows(groupColumns)(sql`
  with ${customerUnits(scope)},
  ${personFacts(scope, sql`select person_id from units`)}
  select coalesce(person_facts.cohort, 'unattributed') as cohort, coalesce(person_facts.age_band, 'not recorded') as "ageBand",
    coalesce(person_facts.sex, 'not recorded') as sex, coalesce(person_facts.ethnicity, 'not recorded') as ethnicity,
    coalesce(person_facts.area, 'not recorded') as area, cast(count(*) as integer) as people
  from units
  left join person_facts using (person_id)
  group by all
  order by all`)

export interface TableFilter {
  population: 'customers' | 'everyone'
  group: string | null
  search: string | null
}

/** Whom "everybody" means: null is every person of the wash. */
const everyone = (scope: PopulationScope): Sql | null => {
  if (!isNarrowed(scope)) return null
  const seen =
    scope.from === null
      ? sql`select person_id from visible_person as person`
      : sql`select person_id from persons_seen`
  const here = scope.cell === null ? nothing : sql`intersect select person_id from persons_here`
  return sql`select person_id from units union (${seen} ${here})`
}

/** One row per person or unattributed number; `group` is null for a person where the role may not see it. */
export const peopleTable = (scope: PopulationScope, filter: TableFilter): Sql => sql`
  with ${customerUnits(scope)},
  ${filter.population === 'everyone' && scope.from !== null ? sql`${personsSeen(scope)},` : nothing}
  ${personFacts(scope, filter.population === 'everyone' ? everyone(scope) : sql`select person_id from units`)},
  shown as (
    select person_id, number_id, lines, last_seen from units
    union all
    select person_id, null, 0, null from person_facts
    where ${filter.population === 'everyone'} and person_id not in (select person_id from units where person_id is not null)
  ),
  table_rows as (
    select
      coalesce(cast(shown.person_id as varchar), number.value) as subject,
      coalesce(person_facts.title, number.value) as title,
      case when shown.person_id is null then 'unattributed' when ${scope.seesGroups} then person_facts.cohort end as "group",
      person_facts.age_band as "ageBand", person_facts.sex, person_facts.ethnicity, person_facts.area,
      shown.lines, cast(coalesce(person_facts.records, 0) as integer) as records,
      strftime(greatest(coalesce(shown.last_seen, person_facts.last_record_day), coalesce(person_facts.last_record_day, shown.last_seen)), '%Y-%m-%d')
        as "lastSeen",
      shown.person_id is null as is_number
    from shown
    left join person_facts using (person_id)
    left join visible_number as number on number.number_id = shown.number_id
  )
  select * exclude (is_number)
  from table_rows
  where (${filter.group} is null or "group" = ${filter.group})
    and (${filter.population === 'customers'} or not is_number)
    and (${filter.search} is null or contains(lower(title), lower(${filter.search})) or contains(subject, ${filter.search}))
  order by lines desc, is_number, "lastSeen" desc nulls last, subject`

const groupFactColumns = {
  puts_in: column.textOf<'mainstream' | 'programme'>(),
  begun: column.text.orNull,
  ended: column.text.orNull,
  is_current: column.flag,
}
export type GroupFact = RowOf<typeof groupFactColumns>

/** Facts behind a person's group: the programme and treatment records begun by the day. */
export const groupFacts = (linkageRun: number | null, personId: number, at: string) =>
  rows(groupFactColumns)(sql`
  select record.puts_in, strftime(record.local_day, '%-d %B %Y') as begun, strftime(record.until_day, '%-d %B %Y') as ended,
    record.until_day is null or record.until_day >= cast(${at} as date) as is_current
  from visible_person as person
  join visible_record as record using (record_id)
  where person.run_id = ${linkageRun} and person.person_id = ${personId} and record.puts_in is not null
    and (record.local_day is null or record.local_day <= cast(${at} as date))
  order by record.local_day desc nulls last, record.record_id desc`)
