import { column, type RowOf, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'
import { type ContactScope, holder } from './queries-contacts.ts'

/** One row per number that somebody held on the day: the person. */
export const holdersOn = (numbers: readonly string[], day: string, scope: ContactScope) =>
  rows({ number: column.text, person: column.text })(sql`
  with ${holder(scope, sql`select number_id from visible_number as number where value in (select unnest(${numbers}))`)}
  select number.value as number, cast(person_id as varchar) as person
  from holder
  join visible_number as number using (number_id)
  where cast(${day} as date) between from_day and to_day
  order by number, person`)

/** The newest name that the records of one person give the role. */
export const personName = (personId: number, scope: ContactScope) =>
  rows({ name: column.text.orNull })(sql`
  select arg_max(trim(concat_ws(' ', forename, surname)), (coalesce(local_day, date '1900-01-01'), record_id)) as name
  from visible_person as person join visible_record as record using (record_id)
  where person.run_id = ${scope.linkageRun} and person_id = ${personId} and coalesce(forename, surname) is not null`)

const personColumns = {
  person: column.text,
  name: column.text.orNull,
  person_group: column.textOf<'not-known' | 'mainstream' | 'programme'>(),
  is_child: column.flag.orNull,
  is_cuckooed: column.flag.orNull,
}
export type PersonRow = RowOf<typeof personColumns>

/** One row per person: name, group and any warning, on the day, from the records that the role may see. */
export const personFactsOn = (persons: readonly string[], day: string, scope: ContactScope) =>
  rows(personColumns)(sql`
  with asked_person as (select cast(unnest(${persons}) as bigint) as person_id),
  asked_record as (
    select person.person_id, record_id from asked_person join visible_person as person using (person_id) where person.run_id = ${scope.linkageRun}
  ),
  cuckooed as (
    select distinct person_id
    from visible_record as record
    join asked_record using (record_id)
    where kind = 'addresses' and lower(coalesce(category, '') || ' ' || cast(fields as varchar)) like '%cuckoo%'
  ),
  shown_record as (
    select person_id, record_id, puts_in, forename, surname, local_day, until_day, date_of_birth, cast(${day} as date) as asked_day
    from visible_record as record
    join asked_record using (record_id)
  )
  select cast(person_id as varchar) as person,
    arg_max(trim(concat_ws(' ', forename, surname)), (coalesce(local_day, date '1900-01-01'), record_id))
      filter (where coalesce(forename, surname) is not null) as name,
    case
      when bool_or(puts_in = 'programme' and (local_day is null or local_day <= asked_day) and (until_day is null or until_day >= asked_day))
        then 'programme'
      when bool_or(puts_in = 'mainstream' and (local_day is null or local_day <= asked_day)) then 'mainstream'
      else 'not-known' end as person_group,
    bool_or(date_of_birth is not null and date_of_birth + interval 18 year > asked_day) as is_child,
    person_id in (select person_id from cuckooed) as is_cuckooed
  from shown_record
  group by person_id
  order by person_id`)
