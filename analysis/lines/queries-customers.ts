import { column, type RowOf, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'
import { businessNames, familyNames } from './word-lists.ts'

const lineContactColumns = {
  unit_id: column.integer,
  other_number_id: column.integer,
  value: column.text,
  calls_out: column.integer,
  calls_in: column.integer,
  texts_out: column.integer,
  texts_in: column.integer,
  long_calls: column.integer,
  short_calls_in: column.integer,
  days_called_in: column.integer,
  days: column.integer,
  outgoing_first: column.flag,
  talk_seconds: column.integer,
  first_second: column.integer,
  last_second: column.integer,
  bulk_texts: column.integer,
  answers: column.integer,
  call_backs: column.integer,
  is_family: column.flag,
  is_business: column.flag,
  is_own_seen: column.flag,
  evening_texts_out: column.integer,
  evening_texts_in: column.integer,
}
/** What one line and one of its contacts did with each other. */
export type LineContact = RowOf<typeof lineContactColumns>

/** One row per contact of each kept unit, with all that says whether it is a customer. */
export const contactsOfUnits = () =>
  rows(lineContactColumns)(sql`
  with kept_contacts as (
    select * from unit_contact where unit_id in (select unit_id from kept_unit)
  ),
  bulk_per_contact as (
    select unit_id, other_number_id, count(distinct event_id) as bulk_texts
    from bulk_text where unit_id in (select unit_id from kept_unit)
    group by unit_id, other_number_id
  ),
  burst_per_contact as (
    select unit_id, other_number_id, count(*) as answers
    from burst where is_after_bulk and unit_id in (select unit_id from kept_unit)
    group by unit_id, other_number_id
  ),
  call_backs_per_contact as (
    select unit_id, other_number_id, count(*) as call_backs
    from call_back where is_returned and unit_id in (select unit_id from kept_unit)
    group by unit_id, other_number_id
  ),
  family_per_contact as (
    select unit_number.unit_id, contact.number_id as other_number_id,
      bool_or(regexp_matches(lower(contact.name), ${familyNames})) as is_family
    from unit_number
    join phone_owner using (number_id)
    join visible_contact as contact on contact.device_id = phone_owner.device_id
    where unit_number.unit_id in (select unit_id from kept_unit)
    group by unit_number.unit_id, contact.number_id
  ),
  named_as_business as (
    select distinct number_id as other_number_id from visible_contact as contact where regexp_matches(lower(name), ${businessNames})
  ),
  evening_texts_per_contact as (
    select unit_id, other_number_id, count(*) filter (where is_outgoing) as evening_texts_out,
      count(*) filter (where not is_outgoing) as evening_texts_in
    from unit_leg
    where not is_call and local_hour >= 18 and unit_id in (select unit_id from kept_unit)
    group by unit_id, other_number_id
  )
  select kept_contacts.unit_id, other_number_id, number.value,
    calls_out, calls_in, texts_out, texts_in, long_calls, short_calls_in, days_called_in, days, outgoing_first,
    cast(coalesce(talk_seconds, 0) as bigint) as talk_seconds, first_second, last_second,
    coalesce(bulk_texts, 0) as bulk_texts, coalesce(answers, 0) as answers, coalesce(call_backs, 0) as call_backs,
    coalesce(is_family, false) as is_family,
    other_number_id in (select other_number_id from named_as_business) as is_business,
    other_number_id in (select number_id from candidate where is_own) as is_own_seen,
    coalesce(evening_texts_out, 0) as evening_texts_out, coalesce(evening_texts_in, 0) as evening_texts_in
  from kept_contacts
  join visible_number as number on number.number_id = other_number_id
  left join bulk_per_contact using (unit_id, other_number_id)
  left join burst_per_contact using (unit_id, other_number_id)
  left join call_backs_per_contact using (unit_id, other_number_id)
  left join family_per_contact using (unit_id, other_number_id)
  left join evening_texts_per_contact using (unit_id, other_number_id)
  where regexp_matches(number.value, '^\\+[0-9]{8,15}$')
  order by kept_contacts.unit_id, other_number_id`)
