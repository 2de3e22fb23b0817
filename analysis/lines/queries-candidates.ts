import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { newNumberWords } from './word-lists.ts'

/** A number that met at least this many others is judged whatever it did. */
const enoughContacts = 5
/** One that met fewer is judged only if it was in touch with two or more this often, both ways. */
const enoughCommunications = 10
/** One that announced a new number is judged, to be joined to the old one, from this many communications up. */
const enoughAfterAnnouncing = 5

/**
 * Numbers that are seen from their own side: owners of seized phones, and subjects of call records (in a call file, the
 * party that occurs more often is whom the row was asked about; a subject is that party in most of its rows).
 */
export const createOwnNumbers = (): Sql => sql`
  create or replace temp table own_number as
  with call_file_rows as (
    select file_id, from_number_id, to_number_id from visible_observation as observation where device_id is null
  ),
  rows_per_file_number as (
    select file_id, number_id, count(*) as rows
    from (
      select file_id, from_number_id as number_id from call_file_rows
      union all
      select file_id, to_number_id from call_file_rows
    )
    group by file_id, number_id
  ),
  subject_sides as (
    select call_file_rows.file_id, from_number_id as number_id, sender.rows >= recipient.rows as is_subject
    from call_file_rows
    join rows_per_file_number as sender on sender.file_id = call_file_rows.file_id and sender.number_id = from_number_id
    join rows_per_file_number as recipient on recipient.file_id = call_file_rows.file_id and recipient.number_id = to_number_id
    union all
    select call_file_rows.file_id, to_number_id, recipient.rows >= sender.rows
    from call_file_rows
    join rows_per_file_number as sender on sender.file_id = call_file_rows.file_id and sender.number_id = from_number_id
    join rows_per_file_number as recipient on recipient.file_id = call_file_rows.file_id and recipient.number_id = to_number_id
  ),
  call_record_subjects as (
    select distinct number_id
    from (
      select file_id, number_id from subject_sides
      group by file_id, number_id
      having count(*) >= 20 and count(*) filter (where is_subject) * 10 >= count(*) * 7
    )
  )
  select number_id from call_record_subjects
  union
  select number_id from phone_owner`

/** Busy numbers in E.164, and seized phones of which no number is known, with whether they are seen from their own side. */
export const createCandidates = (): Sql => sql`
  create or replace temp table candidate as
  with legs_per_contact as (
    select number_id, other_number_id, sum(legs) as legs, sum(texts_out) as texts_out, sum(calls_in) as calls_in
    from (
      select from_number_id as number_id, to_number_id as other_number_id, count(*) as legs,
        count(*) filter (where medium <> 'call') as texts_out, 0 as calls_in
      from contact_made group by from_number_id, to_number_id
      union all
      select to_number_id, from_number_id, count(*), 0, count(*) filter (where medium = 'call')
      from contact_made group by to_number_id, from_number_id
    )
    group by number_id, other_number_id
  ),
  contacts_per_number as (
    select number_id, count(*) as contacts, sum(legs) as legs,
      count(*) filter (where texts_out > 0) as contacts_texted, count(*) filter (where calls_in > 0) as callers
    from legs_per_contact group by number_id
  ),
  announcing_number as (
    select distinct from_number_id as number_id
    from contact_made join visible_message_text as message_text using (message_id)
    where regexp_matches(lower(message_text.text), ${newNumberWords})
  )
  select contacts_per_number.number_id, number.value, contacts,
    contacts_per_number.number_id in (select number_id from own_number) as is_own
  from contacts_per_number
  join visible_number as number using (number_id)
  where (contacts >= ${enoughContacts}
      or (legs >= ${enoughCommunications} and contacts >= 2 and contacts_texted >= 1 and callers >= 1)
      or (legs >= ${enoughAfterAnnouncing} and contacts_per_number.number_id in (select number_id from announcing_number)))
    and (regexp_matches(number.value, '^\\+[0-9]{8,15}$') or contacts_per_number.number_id in (select number_id from phone_owner))`

/** Texts by their wording: letters only, the first of them, so that near-same texts meet. */
export const createTextKeys = (): Sql => sql`
  create or replace temp table text_key as
  select message_id, left(regexp_replace(lower(text), '[^a-z]+', '', 'g'), 24) as wording from visible_message_text as message_text`

export const createEveryUnit = (): Sql => sql`
  create or replace temp table unit_number as
  select number_id as unit_id, number_id, is_own from candidate`

export const createChainUnitTable = (): Sql => sql`
  create or replace temp table unit_number (unit_id integer, number_id integer, is_own boolean)`

/**
 * One row per side that a unit (one number, or the numbers of one line) has in a communication. Seconds are since
 * 1970-01-01 UTC; hour and weekday (1 Monday) are local.
 */
export const createUnitLegs = (): Sql => sql`
  create or replace temp table unit_leg as
  with sides as (
    select unit_number.unit_id, from_number_id as number_id, to_number_id as other_number_id, true as is_outgoing,
      communication_id, medium, outcome, "at", local_at, local_day, duration_seconds, message_id,
      from_cell_id as own_cell_id, to_cell_id as other_cell_id, from_handset_id as own_handset_id
    from contact_made join unit_number on unit_number.number_id = from_number_id
    where from_number_id <> to_number_id and medium <> 'data'
    union all
    select unit_number.unit_id, to_number_id, from_number_id, false,
      communication_id, medium, outcome, "at", local_at, local_day, duration_seconds, message_id,
      to_cell_id, from_cell_id, to_handset_id
    from contact_made join unit_number on unit_number.number_id = to_number_id
    where from_number_id <> to_number_id and medium <> 'data'
  )
  select unit_id, number_id, other_number_id, is_outgoing, communication_id,
    medium = 'call' as is_call,
    outcome = 'missed' or coalesce(duration_seconds, 1) = 0 as is_missed,
    epoch_us("at") // 1000000 as at_second,
    cast(hour(local_at) as integer) as local_hour, cast(isodow(local_at) as integer) as weekday, local_day,
    coalesce(duration_seconds, 0) as duration_seconds,
    message_id, own_cell_id, other_cell_id, own_handset_id
  from sides`

/** One row per unit and contact. */
export const createUnitContacts = (): Sql => sql`
  create or replace temp table unit_contact as
  select unit_id, other_number_id,
    count(*) filter (where is_call and is_outgoing) as calls_out,
    count(*) filter (where is_call and not is_outgoing) as calls_in,
    count(*) filter (where not is_call and is_outgoing) as texts_out,
    count(*) filter (where not is_call and not is_outgoing) as texts_in,
    count(*) filter (where is_call and duration_seconds >= 180) as long_calls,
    count(*) filter (where is_call and not is_outgoing and duration_seconds <= 60) as short_calls_in,
    count(distinct local_day) filter (where is_call and not is_outgoing) as days_called_in,
    min(at_second) filter (where is_call and not is_outgoing) as first_called_in,
    max(at_second) filter (where is_call and not is_outgoing) as last_called_in,
    count(*) as legs,
    count(distinct local_day) as days,
    arg_min(is_outgoing, (at_second, communication_id)) as outgoing_first,
    sum(duration_seconds) filter (where is_call) as talk_seconds,
    min(at_second) as first_second, max(at_second) as last_second
  from unit_leg
  group by unit_id, other_number_id`

export const candidateValues = () =>
  rows({ number_id: column.integer, value: column.text })(
    sql`select number_id, value from candidate order by number_id`,
  )
