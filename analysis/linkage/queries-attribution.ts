import { joined, type Sql, sql } from '../case/sql.ts'
import { personKinds, titlesOf } from '../kinds/lists.ts'
import {
  isOfSight,
  type ResultsOf,
  resultColumns,
  resultTable,
  resultValues,
} from '../visibility/queries-seen.ts'

const confidences = {
  onePerson: 0.9,
  severalRecords: 0.95,
  passedOn: 0.75,
  shared: 0.55,
  undated: 0.6,
  contactBook: 0.35,
} as const

/** What a record of each kind is called. */
const kindWords = sql`case record.kind ${joined(
  personKinds.map((kind) => sql`when ${kind} then ${titlesOf(kind).singular}`),
  ' ',
)} else 'nominal' end`

/**
 * Numbers to people by the records that give a number as a person's own. Where records name several people in turn, each holds the
 * number from their first record until the next person's: the newest record wins for its time.
 */
export const insertRecordAttributions = (of: ResultsOf): Sql => sql`
  insert into ${resultTable(of, 'attribution')} (${resultColumns(of)}, number_id, person_id, because, confidence, from_day, to_day, record_id)
  with claims as (
    select record.number_id, person.person_id, record.local_day, record.record_id, ${kindWords} as kind_words
    from visible_record as record
    join linked_person as person on person.record_id = record.record_id
    join visible_number as number on number.number_id = record.number_id and number.kind = 'e164'
  ),
  dated as (select * from claims where local_day is not null),
  marked as (
    select *, person_id is distinct from lag(person_id) over (partition by number_id order by local_day, record_id) as is_change
    from dated
  ),
  numbered as (
    select *, sum(cast(is_change as integer)) over (partition by number_id order by local_day, record_id) as holding
    from marked
  ),
  holdings as (
    select number_id, holding, any_value(person_id) as person_id, min(local_day) as first_day, max(local_day) as last_day,
      count(*) as records,
      arg_max(record_id, (local_day, record_id)) as record_id,
      string_agg(distinct kind_words, ', ' order by kind_words) as kinds
    from numbered
    group by number_id, holding
  ),
  holders as (
    select number_id, count(distinct person_id) as people, count(*) as holdings from holdings group by number_id
  ),
  dated_attributions as (
    select number_id, person_id,
      'Given as their own number in a ' || kinds || ' record, last on ' || strftime(last_day, '%-d %B %Y')
        || case when holders.people > holders.holdings - 1 and holders.people > 1 then '; other people gave it before or after'
          when holders.people > 1 then '; several people give it by turns'
          else '' end as because,
      case when holders.people = 1 and records > 1 then ${confidences.severalRecords}
        when holders.people = 1 then ${confidences.onePerson}
        when holders.people = holders.holdings then ${confidences.passedOn}
        else ${confidences.shared} end as confidence,
      case when lag(holding) over in_time is null then null else first_day end as from_day,
      cast(lead(first_day) over in_time - 1 as date) as to_day,
      record_id
    from holdings
    join holders using (number_id)
    window in_time as (partition by number_id order by holding)
  ),
  undated_attributions as (
    select number_id, person_id, 'Given as their own number in a ' || string_agg(distinct kind_words, ', ' order by kind_words)
        || ' record without a date' as because,
      case when count(*) over (partition by number_id) = 1 then ${confidences.undated} else ${confidences.contactBook} end as confidence,
      cast(null as date) as from_day, cast(null as date) as to_day,
      min(record_id) as record_id
    from claims
    where local_day is null and number_id not in (select number_id from dated)
    group by number_id, person_id
  )
  select ${resultValues(of)}, number_id, person_id, because, confidence, from_day,
    case when to_day < from_day then from_day else to_day end as to_day, record_id
  from dated_attributions
  union all
  select ${resultValues(of)}, number_id, person_id, because, confidence, from_day, to_day, record_id from undated_attributions
  order by number_id, from_day nulls first, person_id`

const letters = (text: Sql): Sql => sql`regexp_replace(lower(strip_accents(${text})), '[^a-z ]', '', 'g')`

/** Numbers that no record gives, saved in a phone under the full name of exactly one person in the case: weak. */
export const insertContactAttributions = (of: ResultsOf): Sql => sql`
  insert into ${resultTable(of, 'attribution')} (${resultColumns(of)}, number_id, person_id, because, confidence, from_day, to_day, record_id)
  with saved as (
    select contact.number_id, trim(${letters(sql`contact.name`)}) as full_name, count(distinct contact.device_id) as phones
    from visible_contact as contact
    join visible_file as file on file.file_id = contact.file_id and ${isOfSight(of)}
    join visible_number as number on number.number_id = contact.number_id and number.kind = 'e164'
    where contact.name like '% %' and contact.number_id not in (
      select record.number_id from visible_record as record join linked_person using (record_id) where record.number_id is not null)
    group by all
  ),
  named as (
    select trim(${letters(sql`split_part(trim(record.forename), ' ', 1)`)}) || ' ' || trim(${letters(sql`record.surname`)}) as full_name,
      person.person_id,
      min(record.record_id) as record_id
    from visible_record as record
    join linked_person as person on person.record_id = record.record_id
    where record.forename is not null and record.surname is not null
    group by all
  ),
  sole_names as (
    select * from named qualify count(*) over (partition by full_name) = 1
  ),
  best as (
    select saved.number_id, sole_names.person_id, sole_names.record_id, saved.phones
    from saved
    join sole_names using (full_name)
    qualify count(distinct sole_names.person_id) over (partition by saved.number_id) = 1
      and row_number() over (partition by saved.number_id order by saved.phones desc, saved.full_name) = 1
  )
  select ${resultValues(of)}, number_id, person_id,
    'Saved under their full name in ' || phones || case when phones = 1 then ' phone' else ' phones' end || '; nobody else in the case has that name',
    ${confidences.contactBook}, null, null, record_id
  from best
  order by number_id`
