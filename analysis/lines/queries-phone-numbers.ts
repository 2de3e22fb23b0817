import { type Sql, sql } from '../case/sql.ts'

/** Seconds by which a phone's clock may differ from the clock of whoever else saw the same call or text. */
const clockTolerance = 130
/** Calls or texts that others saw, with this many people, before a phone is said to have carried a number. */
const enoughCoincidences = 5
const enoughPeople = 2

/** Every call and text that a phone holds, as seen from the phone. */
export const createPhoneRows = (): Sql => sql`
  create or replace temp table phone_row as
  select communication_id, observation.device_id, medium, message_id,
    case when from_number_id = owner_number_id then to_number_id else from_number_id end as other_number_id,
    owner_number_id, from_number_id = owner_number_id as is_outgoing,
    epoch_us("at") // 1000000 + device.clock_correction_seconds as at_second, coalesce(duration_seconds, 0) as duration_seconds
  from visible_observation as observation
  join visible_communication_observation as communication_observation using (observation_id)
  join visible_device as device using (device_id)
  where medium <> 'data' and owner_number_id in (from_number_id, to_number_id)`

/**
 * Which number a phone was using when others saw the same call or text: the same person at the other end, the same
 * direction, the same words or the same length, within the tolerance of its clock.
 */
export const createPhoneCoincidences = (): Sql => sql`
  create or replace temp table phone_coincidence as
  with telling_rows as (
    select *, unnest([at_second // ${clockTolerance} - 1, at_second // ${clockTolerance}, at_second // ${clockTolerance} + 1]) as slot
    from phone_row
    where (medium = 'call' and duration_seconds >= 4) or (medium <> 'call' and message_id is not null)
  ),
  seen_elsewhere as (
    select device_id, medium, message_id, coalesce(duration_seconds, 0) as duration_seconds,
      from_number_id as number_id, to_number_id as other_number_id, true as is_outgoing, epoch_us("at") // 1000000 as at_second
    from visible_observation as observation
    where medium <> 'data' and to_number_id in (select other_number_id from phone_row)
    union all
    select device_id, medium, message_id, coalesce(duration_seconds, 0),
      to_number_id, from_number_id, false, epoch_us("at") // 1000000
    from visible_observation as observation
    where medium <> 'data' and from_number_id in (select other_number_id from phone_row)
  ),
  coincidences as (
    select telling_rows.device_id, telling_rows.communication_id, telling_rows.at_second, telling_rows.other_number_id,
      seen_elsewhere.number_id, seen_elsewhere.at_second - telling_rows.at_second as clock_difference
    from telling_rows
    join seen_elsewhere
      on seen_elsewhere.other_number_id = telling_rows.other_number_id
      and seen_elsewhere.medium = telling_rows.medium
      and seen_elsewhere.is_outgoing = telling_rows.is_outgoing
      and seen_elsewhere.at_second // ${clockTolerance} = telling_rows.slot
      and seen_elsewhere.device_id is distinct from telling_rows.device_id
    join visible_number as number on number.number_id = seen_elsewhere.number_id and starts_with(number.value, '+')
    where abs(seen_elsewhere.at_second - telling_rows.at_second) <= ${clockTolerance}
      and ((telling_rows.medium = 'call' and abs(seen_elsewhere.duration_seconds - telling_rows.duration_seconds) <= 2)
        or telling_rows.message_id = seen_elsewhere.message_id)
  ),
  numbers_per_device as (
    select device_id, number_id, count(distinct communication_id) as coincidences,
      cast(median(clock_difference) as bigint) as clock_difference
    from coincidences group by device_id, number_id
    having count(distinct communication_id) >= ${enoughCoincidences}
      and count(distinct other_number_id) >= ${enoughPeople}
  ),
  carried as (
    select * from numbers_per_device
    qualify coincidences * 20 >= max(coincidences) over (partition by device_id)
  )
  select coincidences.device_id, number_id, min(communication_id) as communication_id, at_second,
    any_value(carried.clock_difference) as clock_difference
  from coincidences join carried using (device_id, number_id)
  group by coincidences.device_id, number_id, at_second
  qualify row_number() over (partition by coincidences.device_id, at_second order by count(*) desc, number_id) = 1`

/**
 * The number under which each row of a phone was made, where it is not the one that the extraction names: that of the
 * last coincidence before it, or of the first one where the extraction names none.
 */
export const createPhoneNumbers = (): Sql => sql`
  create or replace temp table phone_number as
  with first_numbers as (
    select device_id, arg_min(number_id, at_second) as number_id, arg_min(clock_difference, at_second) as clock_difference
    from phone_coincidence group by device_id
  ),
  devices as (
    select device_id, number_id as first_number_id, first_numbers.clock_difference as first_difference, owner_certainty
    from first_numbers join visible_device as device using (device_id)
  ),
  told_rows as (
    select phone_row.*, phone_coincidence.number_id as told_number_id, phone_coincidence.clock_difference as told_difference
    from phone_row
    left join phone_coincidence
      on phone_coincidence.device_id = phone_row.device_id and phone_coincidence.communication_id = phone_row.communication_id
  ),
  carried_rows as (
    select *,
      last_value(told_number_id ignore nulls) over so_far as last_number_id,
      last_value(told_difference ignore nulls) over so_far as last_difference
    from told_rows
    window so_far as (partition by device_id order by at_second, communication_id rows between unbounded preceding and current row)
  ),
  numbered_rows as (
    select carried_rows.* exclude (told_number_id, told_difference, last_number_id, last_difference),
      coalesce(last_number_id, case when owner_certainty = 'assumed' then first_number_id end) as number_id,
      coalesce(last_difference, first_difference) as clock_difference
    from carried_rows join devices using (device_id)
  )
  select * from numbered_rows where number_id <> owner_number_id and number_id <> other_number_id`

/**
 * All communications, those of a phone under the number that it carried at the time; a phone's row that others saw under
 * that number, by its usual clock difference, is theirs and is left out.
 */
export const createContactsMade = (): Sql => sql`
  create or replace temp table contact_made as
  with renumbered as (
    select communication_id, any_value(owner_number_id) as owner_number_id, any_value(number_id) as number_id,
      any_value(other_number_id) as other_number_id, any_value(is_outgoing) as is_outgoing, any_value(medium) as medium,
      any_value(at_second) as at_second, any_value(clock_difference) as clock_difference
    from phone_number group by communication_id
  ),
  repeated as (
    select distinct renumbered.communication_id
    from renumbered
    join visible_communication as seen
      on seen.medium = renumbered.medium
      and seen.from_number_id = case when is_outgoing then number_id else other_number_id end
      and seen.to_number_id = case when is_outgoing then other_number_id else number_id end
    where abs(epoch_us(seen."at") // 1000000 - renumbered.at_second - clock_difference) <= 5
  )
  select communication.communication_id, communication.medium, outcome,
    case when renumbered.number_id is not null and is_outgoing then renumbered.number_id else from_number_id end as from_number_id,
    case when renumbered.number_id is not null and not is_outgoing then renumbered.number_id else to_number_id end as to_number_id,
    "at", local_at, local_day, duration_seconds, message_id, from_cell_id, to_cell_id, from_handset_id, to_handset_id
  from visible_communication as communication
  left join renumbered using (communication_id)
  where communication.communication_id not in (select communication_id from repeated)`

/**
 * The numbers of each phone: that which the extraction names, those that it was seen to carry, and those that its own rows
 * name on this side: at least a tenth of its rows, with five or more people.
 */
export const createPhoneOwners = (): Sql => sql`
  create or replace temp table phone_owner as
  with device_sides as (
    select device_id, from_number_id as number_id, to_number_id as other_number_id from visible_observation as observation where device_id is not null
    union all
    select device_id, to_number_id, from_number_id from visible_observation as observation where device_id is not null
  ),
  rows_per_device as (select device_id, count(*) as rows from visible_observation as observation where device_id is not null group by device_id)
  select device_id, number_id
  from device_sides join rows_per_device using (device_id) join visible_number as number using (number_id)
  where starts_with(number.value, '+')
  group by device_id, number_id
  having count(*) * 10 >= any_value(rows) and count(distinct other_number_id) >= 5
  union
  select device_id, owner_number_id as number_id from visible_device as device
  where owner_certainty <> 'assumed' or device_id not in (select device_id from phone_coincidence)
  union
  select device_id, number_id from phone_coincidence`
