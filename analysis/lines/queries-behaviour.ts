import { type Sql, sql } from '../case/sql.ts'

/** Minutes within which an outgoing call to somebody who rang counts as calling them back. */
const callBackMinutes = 15

/** One row per missed or very short incoming call, or incoming text, that was answered by a call to the same number. */
export const createCallBacks = (): Sql => sql`
  create or replace temp table call_back as
  with telling_legs as (
    select unit_id, communication_id, other_number_id, at_second, is_call, is_outgoing
    from unit_leg
    where (is_outgoing and is_call) or (not is_outgoing and (not is_call or is_missed or duration_seconds <= 15))
  ),
  followed_legs as (
    select *,
      first_value(case when is_outgoing then communication_id end ignore nulls) over following as returned_id,
      first_value(case when is_outgoing then at_second end ignore nulls) over following as returned_second
    from telling_legs
    window following as (partition by unit_id, other_number_id order by at_second, is_outgoing, communication_id
      rows between current row and unbounded following)
  ),
  next_calls as (
    select unit_id, communication_id as approach_id, other_number_id, is_call, at_second,
      returned_id, returned_second - at_second as wait_seconds
    from followed_legs where not is_outgoing
  )
  select *, coalesce(wait_seconds <= ${callBackMinutes} * 60, false) as is_returned from next_calls`

/** One row per unit: everything that is counted from its calls, texts and contacts alone. */
export const createBehaviour = (): Sql => sql`
  create or replace temp table behaviour as
  with legs_per_unit as (
    select unit_id, count(*) as legs, count(distinct local_day) as days,
      count(*) filter (where is_call) as calls,
      count(*) filter (where is_call and is_outgoing) as calls_out,
      count(*) filter (where is_call and not is_outgoing) as calls_in,
      count(*) filter (where is_call and not is_outgoing and duration_seconds <= 60) as short_calls_in,
      count(*) filter (where is_call and duration_seconds >= 180) as long_calls,
      count(*) filter (where not is_call and is_outgoing) as texts_out,
      count(*) filter (where not is_call and not is_outgoing) as texts_in,
      count(*) filter (where weekday <= 5 and local_hour between 9 and 16) as office_legs,
      count(*) filter (where local_hour between 2 and 6) as night_legs,
      count(*) filter (where local_hour >= 17 or weekday >= 6) as evening_legs,
      count(distinct weekday) as weekdays,
      min(at_second) as first_second, max(at_second) as last_second
    from unit_leg group by unit_id
  ),
  contacts_per_unit as (
    select unit_id, count(*) as contacts,
      count(*) filter (where days = 1) as one_day_contacts,
      cast(sum(legs) filter (where days = 1) as bigint) as one_day_legs,
      cast(sum(days_called_in) filter (where days_called_in >= 2 and short_calls_in >= 3) as bigint) as repeat_days,
      cast(sum(greatest(last_called_in - first_called_in, 604800)) filter (where days_called_in >= 2 and short_calls_in >= 3) as bigint)
        as repeat_seconds,
      cast(sum(calls_out) filter (where outgoing_first and calls_in + texts_in = 0 and days = 1) as bigint) as stranger_calls,
      count(*) filter (where days_called_in >= 2 and short_calls_in >= 3) as repeat_callers,
      sum(short_calls_in) filter (where days_called_in >= 2 and short_calls_in >= 3) as repeat_short_calls,
      count(*) filter (where long_calls >= 3) as family_like_contacts,
      count(*) filter (where calls_out > 0) as called_contacts,
      count(*) filter (where calls_out > 0 and outgoing_first and calls_in + texts_in = 0 and days = 1) as strangers_called,
      count(*) filter (where calls_in > 0) as callers
    from unit_contact group by unit_id
  ),
  call_backs_per_unit as (
    select unit_id, count(*) filter (where is_call) as missed_calls,
      count(*) filter (where is_call and is_returned) as missed_calls_returned,
      count(*) filter (where is_returned) as returns,
      count(distinct other_number_id) filter (where is_returned) as people_called_back,
      cast(coalesce(median(wait_seconds) filter (where is_returned), 0) as integer) as median_wait_seconds
    from call_back group by unit_id
  ),
  bulk_per_unit as (
    select unit_id, count(*) as bulk_texts, max(recipients) as most_recipients,
      count(*) filter (where recipients >= 20) as bulk_texts_to_twenty,
      cast(median(recipients) as integer) as usual_recipients,
      sum(texts) as bulk_text_count, sum(same_texts) as same_texts, sum(readable_texts) as readable_texts,
      count(distinct started // 86400) as bulk_days
    from bulk_event group by unit_id
  )
  select legs_per_unit.*, contacts_per_unit.* exclude (unit_id),
    coalesce(missed_calls, 0) as missed_calls, coalesce(missed_calls_returned, 0) as missed_calls_returned,
    coalesce(returns, 0) as returns, coalesce(people_called_back, 0) as people_called_back,
    coalesce(median_wait_seconds, 0) as median_wait_seconds,
    coalesce(bulk_texts, 0) as bulk_texts, coalesce(most_recipients, 0) as most_recipients,
    coalesce(bulk_texts_to_twenty, 0) as bulk_texts_to_twenty, coalesce(usual_recipients, 0) as usual_recipients,
    coalesce(bulk_text_count, 0) as bulk_text_count, coalesce(same_texts, 0) as same_texts,
    coalesce(readable_texts, 0) as readable_texts, coalesce(bulk_days, 0) as bulk_days,
    coalesce(answers, 0) as answers, coalesce(burst_lift.calls, 0) as answer_calls,
    coalesce(events_answered, 0) as events_answered, coalesce(answerers, 0) as answerers,
    coalesce(expected_thousandths, 0) as expected_thousandths
  from legs_per_unit
  join contacts_per_unit using (unit_id)
  left join call_backs_per_unit using (unit_id)
  left join bulk_per_unit using (unit_id)
  left join burst_lift using (unit_id)`
