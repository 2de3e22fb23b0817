import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

/**
 * One row per text of a bulk text. Seen from the line's own side: texts at most 90 s apart to 8 numbers or more,
 * or the same text (by its wording) to 4 or more. Seen only
 * on the phones of those who received them: the same text (by its wording) at most 10 minutes apart on 2 phones or more.
 */
export const createBulkTexts = (): Sql => sql`
  create or replace temp table bulk_text as
  with outgoing_texts as (
    select unit_leg.unit_id, communication_id, other_number_id, at_second, local_hour, local_day,
      text_key.wording, unit_number.is_own,
      case when unit_number.is_own then '' else coalesce(text_key.wording, '') end as thread,
      case when unit_number.is_own then 90 else 600 end as longest_gap
    from unit_leg
    join unit_number using (unit_id, number_id)
    left join text_key using (message_id)
    where is_outgoing and not is_call
      and (unit_number.is_own or text_key.wording is not null)
  ),
  text_gaps as (
    select *,
      at_second - lag(at_second) over (partition by unit_id, is_own, thread order by at_second, communication_id)
        as gap_seconds
    from outgoing_texts
  ),
  text_sessions as (
    select *,
      count(*) filter (where gap_seconds is null or gap_seconds > longest_gap)
        over (partition by unit_id, is_own, thread order by at_second, communication_id
          rows between unbounded preceding and current row) as session
    from text_gaps
  ),
  bulk_sessions as (
    select unit_id, is_own, thread, session,
      min(at_second) as started, max(at_second) as ended, count(distinct other_number_id) as recipients,
      arg_min(local_hour, (at_second, communication_id)) as local_hour,
      min(communication_id) as first_communication_id,
      mode(wording) as usual_wording
    from text_sessions
    group by unit_id, is_own, thread, session
    having count(distinct other_number_id) >= 8
      or (count(distinct other_number_id) >= case when is_own then 4 else 2 end
        and count(*) filter (where wording is not null) * 4 >= count(*) * 3 and count(distinct wording) = 1)
  )
  select text_sessions.unit_id, text_sessions.communication_id, text_sessions.other_number_id, text_sessions.wording,
    text_sessions.at_second,
    bulk_sessions.first_communication_id as event_id, started, ended, recipients, bulk_sessions.local_hour,
    usual_wording is not null and text_sessions.wording is not distinct from usual_wording as is_usual_wording
  from text_sessions join bulk_sessions using (unit_id, is_own, thread, session)`

/** One row per bulk text sent. */
export const createBulkEvents = (): Sql => sql`
  create or replace temp table bulk_event as
  select unit_id, event_id, any_value(started) as started, any_value(ended) as ended,
    any_value(recipients) as recipients, any_value(local_hour) as local_hour,
    count(*) as texts, count(*) filter (where is_usual_wording) as same_texts,
    count(wording) as readable_texts
  from bulk_text
  group by unit_id, event_id`

/** Minutes after a bulk text in which what comes in is counted as its answer. */
const burstMinutes = 30

/** Incoming short calls and texts, each with the bulk text in whose half hour it falls, if any. */
export const createBurst = (): Sql => sql`
  create or replace temp table burst as
  with answers as (
    select unit_id, communication_id, other_number_id, at_second, local_hour, is_call, is_missed
    from unit_leg
    where not is_outgoing and (not is_call or is_missed or duration_seconds <= 120)
      and unit_id in (select unit_id from bulk_event)
  )
  select answers.*, bulk_event.event_id, bulk_event.started,
    coalesce(answers.at_second <= bulk_event.ended + ${burstMinutes} * 60, false) as is_after_bulk
  from answers
  asof left join bulk_event
    on answers.unit_id = bulk_event.unit_id and answers.at_second >= bulk_event.started`

/**
 * One row per unit that sent bulk texts: how many answers came in the half hours after, and how many would have come at
 * the unit's own rate in the same local hours without one.
 */
export const createBurstLift = (): Sql => sql`
  create or replace temp table burst_lift as
  with days_per_unit as (
    select unit_id, count(distinct local_day) as days from unit_leg group by unit_id
  ),
  windows_per_hour as (
    select unit_id, local_hour, sum(ended - started + ${burstMinutes} * 60) as window_seconds
    from bulk_event group by unit_id, local_hour
  ),
  base_per_hour as (
    select unit_id, local_hour, count(*) filter (where not is_after_bulk) as answers_outside
    from burst group by unit_id, local_hour
  ),
  expected_per_hour as (
    select unit_id, local_hour,
      cast(coalesce(answers_outside, 0) as double) * window_seconds
        / greatest(days * 3600 - window_seconds, 3600) as expected
    from windows_per_hour
    join days_per_unit using (unit_id)
    left join base_per_hour using (unit_id, local_hour)
  ),
  expected_per_unit as (
    select unit_id, sum(cast(round(expected * 1000) as bigint)) as expected_thousandths
    from expected_per_hour group by unit_id
  ),
  answers_per_unit as (
    select unit_id, count(*) filter (where is_after_bulk) as answers,
      count(*) filter (where is_after_bulk and is_call) as calls,
      count(distinct event_id) filter (where is_after_bulk) as events_answered,
      count(distinct other_number_id) filter (where is_after_bulk) as answerers
    from burst group by unit_id
  )
  select unit_id, coalesce(answers, 0) as answers, coalesce(calls, 0) as calls,
    coalesce(events_answered, 0) as events_answered, coalesce(answerers, 0) as answerers,
    expected_thousandths
  from expected_per_unit left join answers_per_unit using (unit_id)`

const wordingColumns = { unit_id: column.integer, text: column.text, times: column.integer }
export type Wording = RowOf<typeof wordingColumns>

/** The most usual text of the bulk texts of each unit, and up to 400 different ones to read names from. */
export const bulkTextWordings = () =>
  rows(wordingColumns)(sql`
  select unit_id, message_text.text, count(*) as times
  from bulk_text
  join visible_communication as communication using (communication_id)
  join visible_message_text as message_text using (message_id)
  group by unit_id, message_text.text
  qualify row_number() over (partition by unit_id order by times desc, message_text.text) <= 400
  order by unit_id, times desc, message_text.text`)
