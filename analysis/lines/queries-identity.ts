import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { businessNames, familyNames, reminderWords } from './word-lists.ts'

/** Handsets under each number of a unit, from call records and from extractions, by IMEI. */
export const createHandsetUses = (): Sql => sql`
  create or replace temp table handset_use as
  with uses as (
    select from_number_id as number_id, handset.imei, "at" from contact_made
    join visible_handset as handset on handset.handset_id = from_handset_id where handset.imei is not null
    union all
    select to_number_id, handset.imei, "at" from contact_made
    join visible_handset as handset on handset.handset_id = to_handset_id where handset.imei is not null
    union all
    select phone_owner.number_id, imei, extracted_at from visible_device as device join phone_owner using (device_id) where imei is not null
  )
  select number_id, left(imei, 14) as imei, count(*) as uses,
    min(epoch_us("at") // 1000000) as first_second, max(epoch_us("at") // 1000000) as last_second
  from uses
  join visible_number as number using (number_id)
  where starts_with(number.value, '+') or number_id in (select number_id from phone_owner)
  group by number_id, left(imei, 14)`

/** One row per unit: how many numbers its handsets have carried, itself included. */
export const createSimSwaps = (): Sql => sql`
  create or replace temp table sim_swap as
  select unit_number.unit_id, count(distinct other_use.number_id) as numbers_on_handset,
    count(distinct handset_use.imei) as handsets
  from unit_number
  join handset_use using (number_id)
  join handset_use as other_use on other_use.imei = handset_use.imei
  group by unit_number.unit_id`

/** One row per unit: under what kind of names other people's phones hold its numbers. */
export const createSavedNames = (): Sql => sql`
  create or replace temp table saved_name as
  with names as (
    select distinct unit_number.unit_id, contact.device_id, lower(trim(contact.name)) as name
    from unit_number
    join visible_contact as contact using (number_id)
    where contact.name is not null and trim(contact.name) <> ''
      and (contact.device_id, contact.number_id) not in (select device_id, number_id from phone_owner)
  )
  select unit_id, count(distinct device_id) as phones,
    count(distinct device_id) filter (where regexp_matches(name, ${businessNames})) as business_phones,
    count(distinct device_id) filter (where regexp_matches(name, ${familyNames})) as family_phones,
    count(distinct device_id) filter (where name not like '% %') as single_word_phones,
    mode(name) as usual_name
  from names group by unit_id`

/** One row per unit: how many of its readable bulk texts read like reminders, offers or notices of an open business. */
export const createReminders = (): Sql => sql`
  create or replace temp table reminder as
  select bulk_text.unit_id, bulk_text.communication_id
  from bulk_text
  join visible_communication as communication using (communication_id)
  join visible_message_text as message_text using (message_id)
  where regexp_matches(lower(message_text.text), ${reminderWords})`

/** One row per unit: its own contact book, when its phone was seized. */
export const createContactBooks = (): Sql => sql`
  create or replace temp table contact_book as
  select unit_number.unit_id, count(distinct contact.number_id) as entries,
    count(distinct contact.number_id) filter (where regexp_matches(lower(contact.name), ${familyNames})) as family_entries,
    count(distinct contact.number_id) filter (where unit_contact.other_number_id is not null) as used_entries
  from unit_number
  join phone_owner using (number_id)
  join visible_contact as contact on contact.device_id = phone_owner.device_id
  left join unit_contact on unit_contact.unit_id = unit_number.unit_id and unit_contact.other_number_id = contact.number_id
  group by unit_number.unit_id`

const unitCountColumns = {
  unit_id: column.integer,
  is_own: column.flag,
  is_landline: column.flag,
  legs: column.integer,
  days: column.integer,
  calls: column.integer,
  calls_out: column.integer,
  calls_in: column.integer,
  short_calls_in: column.integer,
  long_calls: column.integer,
  texts_out: column.integer,
  texts_in: column.integer,
  office_legs: column.integer,
  night_legs: column.integer,
  evening_legs: column.integer,
  first_second: column.integer,
  last_second: column.integer,
  contacts: column.integer,
  one_day_contacts: column.integer,
  one_day_legs: column.integer.orNull,
  repeat_days: column.integer.orNull,
  repeat_seconds: column.integer.orNull,
  stranger_calls: column.integer.orNull,
  repeat_callers: column.integer,
  repeat_short_calls: column.integer.orNull,
  family_like_contacts: column.integer,
  called_contacts: column.integer,
  strangers_called: column.integer,
  callers: column.integer,
  missed_calls: column.integer,
  missed_calls_returned: column.integer,
  returns: column.integer,
  people_called_back: column.integer,
  median_wait_seconds: column.integer,
  bulk_texts: column.integer,
  most_recipients: column.integer,
  bulk_texts_to_twenty: column.integer,
  usual_recipients: column.integer,
  bulk_text_count: column.integer,
  same_texts: column.integer,
  readable_texts: column.integer,
  answers: column.integer,
  answer_calls: column.integer,
  events_answered: column.integer,
  answerers: column.integer,
  expected_thousandths: column.integer,
  numbers_on_handset: column.integer,
  phones: column.integer,
  business_phones: column.integer,
  family_phones: column.integer,
  single_word_phones: column.integer,
  reminder_texts: column.integer,
  weekdays: column.integer,
  bulk_days: column.integer,
  handsets: column.integer,
  book_entries: column.integer,
  book_family_entries: column.integer,
}
/** What communications, contact books and handsets say of one unit. */
export type UnitCounts = RowOf<typeof unitCountColumns>

/** Every unit with all that the scoring reads, one row each. */
export const unitFeatures = () =>
  rows(unitCountColumns)(sql`
  with reminders_per_unit as (select unit_id, count(*) as reminder_texts from reminder group by unit_id),
  numbers_per_unit as (
    select unit_id, bool_or(is_own) as is_own, bool_or(regexp_matches(number.value, '^\\+44[123]')) as is_landline,
      arg_min(number.value, number.number_id) as any_number
    from unit_number join visible_number as number using (number_id)
    group by unit_id
  )
  select behaviour.*, numbers_per_unit.is_own, is_landline,
    coalesce(numbers_on_handset, 0) as numbers_on_handset, coalesce(handsets, 0) as handsets,
    coalesce(phones, 0) as phones, coalesce(business_phones, 0) as business_phones,
    coalesce(family_phones, 0) as family_phones, coalesce(single_word_phones, 0) as single_word_phones,
    coalesce(reminder_texts, 0) as reminder_texts,
    coalesce(entries, 0) as book_entries, coalesce(family_entries, 0) as book_family_entries
  from behaviour
  join numbers_per_unit using (unit_id)
  left join sim_swap using (unit_id)
  left join saved_name using (unit_id)
  left join reminders_per_unit using (unit_id)
  left join contact_book using (unit_id)
  order by behaviour.unit_id`)
