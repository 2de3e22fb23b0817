import { homeOf } from '../case/queries-districts.ts'
import { type Sql, sql } from '../case/sql.ts'
import { groups, notRecorded, outsideCounty, restOfCounty } from './codes.ts'
import type { ProfileScope } from './scope.ts'

export const day = (text: string): Sql => sql`cast(${text} as date)`

export const sexOf = (column: Sql): Sql => sql`case
    when lower(trim(${column})) in ('m', 'male', '1') then 'Male'
    when lower(trim(${column})) in ('f', 'female', '2') then 'Female' end`

/** Census groups from words, 16+1 codes (`W1`) or the one-letter treatment codes (`A`). */
export const ethnicGroupOf = (column: Sql): Sql => sql`case
    when regexp_matches(lower(trim(${column})), '^(w[0-9]|white|[abc]$)') then 'White'
    when regexp_matches(lower(trim(${column})), '^(m[0-9]|mixed|[defg]$)') then 'Mixed'
    when regexp_matches(lower(trim(${column})), '^(a[0-9]|asian|chinese|o1$|[hjklr]$)') then 'Asian'
    when regexp_matches(lower(trim(${column})), '^(b[0-9]|black|[mnp]$)') then 'Black'
    when regexp_matches(lower(trim(${column})), '^(o[0-9]|other|arab|s$)') then 'Other' end`

export const ageBandOf = (years: Sql): Sql => sql`case
    when ${years} < 18 then 'Under 18'
    when ${years} < 25 then '18 to 24'
    when ${years} < 35 then '25 to 34'
    when ${years} < 45 then '35 to 44'
    when ${years} < 55 then '45 to 54'
    when ${years} >= 55 then '55 and over' end`

/** The latest value that is not null, so that a person has one; ties go to the later record. */
const latest = (value: Sql): Sql =>
  sql`arg_max(${value}, strftime(coalesce(record.local_day, date '1900-01-01'), '%Y-%m-%d') || lpad(cast(record.record_id as varchar), 20, '0'))
      filter (where ${value} is not null)`

/** One row per person of the newest wash: `person_id, sex, ethnic_group, age_band, home_area, programme_from, programme_until,
 * treatment_from`. */
const personFacts = (scope: ProfileScope): Sql => sql`
  person_facts as (
    select person.person_id,
      coalesce(${latest(sexOf(sql`record.sex`))}, ${notRecorded}) as sex,
      coalesce(${latest(ethnicGroupOf(sql`record.ethnicity`))}, ${notRecorded}) as ethnic_group,
      coalesce(${ageBandOf(sql`coalesce(date_sub('year', max_by(record.date_of_birth, record.record_id) filter (where record.date_of_birth is not null), ${day(scope.to)}),
        max(record.age))`)}, ${notRecorded}) as age_band,
      ${latest(homeOf(scope.areaNames))} as home_area,
      min(coalesce(record.local_day, date '1900-01-01')) filter (where record.puts_in = 'programme') as programme_from,
      max(coalesce(record.until_day, date '9999-12-31')) filter (where record.puts_in = 'programme') as programme_until,
      min(coalesce(record.local_day, date '1900-01-01')) filter (where record.puts_in = 'mainstream') as treatment_from
    from visible_person as person
    join visible_record as record on record.record_id = person.record_id
    where person.run_id = ${scope.linkageRun}
    group by person.person_id
  )`

const groupAt = (at: Sql): Sql => sql`case
    when person_facts.person_id is null then ${groups.unattributed}
    when person_facts.programme_from <= ${at} and person_facts.programme_until >= ${at} then ${groups.programme}
    when person_facts.treatment_from <= ${at} then ${groups.mainstream}
    else ${groups.notKnown} end`

export const areaCode = (scope: ProfileScope, column: Sql): Sql => sql`case
    when ${column} is null then ${notRecorded}
    when list_contains(${scope.homeAreas}, ${column}) then ${column}
    when list_contains(${scope.countyAreas}, ${column}) then ${restOfCounty}
    else ${outsideCounty} end`

/**
 * One row per number that buys from an accepted line: `unit` is the person where one is attributed, else the number, so that a
 * person with two phones is counted once.
 */
const buyers = (scope: ProfileScope): Sql => sql`
  buying_numbers as (
    select line_customer.number_id
    from visible_line_customer as line_customer
    semi join visible_line as line on line.run_id = line_customer.run_id and line.line_id = line_customer.line_id and line.accepted
    where line_customer.run_id = ${scope.linesRun} and cast(line_customer.last_at as date) >= ${day(scope.from)}
    group by line_customer.number_id
  ),
  ranked_attributions as (
    select number_id, person_id, row_number() over (partition by number_id order by confidence desc, person_id) as place
    from visible_attribution as attribution
    where run_id = ${scope.linkageRun} and (from_day is null or from_day <= ${day(scope.to)}) and (to_day is null or to_day >= ${day(scope.from)})
  ),
  ${personFacts(scope)},
  buyers as (
    select coalesce('p' || person_facts.person_id, 'n' || buying_numbers.number_id) as unit, buying_numbers.number_id,
      ${groupAt(day(scope.to))} as known_group,
      coalesce(person_facts.sex, ${notRecorded}) as sex, coalesce(person_facts.age_band, ${notRecorded}) as age_band,
      coalesce(person_facts.ethnic_group, ${notRecorded}) as ethnic_group,
      ${areaCode(scope, sql`person_facts.home_area`)} as home_area,
      person_facts.person_id, person_facts.programme_from, person_facts.programme_until, person_facts.treatment_from
    from buying_numbers
    left join ranked_attributions on ranked_attributions.number_id = buying_numbers.number_id and ranked_attributions.place = 1
    left join person_facts on person_facts.person_id = ranked_attributions.person_id
  )`

const noRow = sql`cast(null as integer) as file_id, cast(null as smallint) as sheet, cast(null as bigint) as row_number`

export type BuyerTrait = 'home_area' | 'sex' | 'age_band' | 'ethnic_group' | 'known_group'

const traits: Record<BuyerTrait, Sql> = {
  home_area: sql`home_area`,
  sex: sql`sex`,
  age_band: sql`age_band`,
  ethnic_group: sql`ethnic_group`,
  known_group: sql`known_group`,
}

/** People buying by one trait and what services know of them; those without an identity only where `everybody`. */
export const buyersBy = (scope: ProfileScope, trait: BuyerTrait, everybody: boolean): Sql => sql`
  with ${buyers(scope)}
  select unit, ${traits[trait]} as row_code, ${everybody ? sql`cast(null as varchar)` : sql`known_group`} as column_code, ${noRow}, number_id
  from buyers
  where ${everybody} or person_id is not null`

/** People in contact with a line in each month, by what services knew of them at the end of it. */
export const buyersByMonth = (scope: ProfileScope): Sql => sql`
  with ${buyers(scope)},
  line_numbers as (
    select distinct line_number.number_id from visible_line_number as line_number
    semi join visible_line as line on line.run_id = line_number.run_id and line.line_id = line_number.line_id and line.accepted
    where line_number.run_id = ${scope.linesRun}
  ),
  contacts as (
    select from_number_id as number_id, date_trunc('month', local_day) as month from visible_communication as communication
    semi join line_numbers on line_numbers.number_id = communication.to_number_id
    where local_day between ${day(scope.from)} and ${day(scope.to)}
    union
    select to_number_id, date_trunc('month', local_day) from visible_communication as communication
    semi join line_numbers on line_numbers.number_id = communication.from_number_id
    where local_day between ${day(scope.from)} and ${day(scope.to)}
  )
  select buyers.unit, strftime(contacts.month, '%Y-%m') as row_code,
    case
      when buyers.person_id is null then ${groups.unattributed}
      when buyers.programme_from <= last_day(contacts.month) and buyers.programme_until >= last_day(contacts.month) then ${groups.programme}
      when buyers.treatment_from <= last_day(contacts.month) then ${groups.mainstream}
      else ${groups.notKnown} end as column_code,
    ${noRow}, buyers.number_id
  from contacts
  join buyers on buyers.number_id = contacts.number_id`

/** People named in harm records, by what services knew of them at the cut-off. */
export const harmedPeople = (scope: ProfileScope): Sql => sql`
  with ${personFacts(scope)}
  select 'p' || person_facts.person_id as unit, ${groupAt(day(scope.to))} as row_code, cast(null as varchar) as column_code,
    record.file_id, record.sheet, record.row_number, cast(null as integer) as number_id
  from visible_record as record
  join visible_person as person on person.record_id = record.record_id and person.run_id = ${scope.linkageRun}
  join person_facts on person_facts.person_id = person.person_id
  where record.kind = 'harm' and record.surname is not null and record.local_day between ${day(scope.from)} and ${day(scope.to)}`
