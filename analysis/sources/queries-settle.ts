import { type Sql, sql } from '../engine/sql.ts'

/**
 * Copies of one call or message become one communication: same ends, medium and text, at most two minutes apart, durations
 * within five seconds; the k-th seen by one witness (a device, or one leg of call records) with the k-th seen by another.
 */
export const createCopies = (): Sql => sql`
  create or replace temp table copied as
  with witnessed as (
    select o.observation_id, o.medium, o.from_number_id, o.to_number_id, coalesce(o.message_id, 0) as message_key,
      o."at" + to_seconds(coalesce(d.clock_correction_seconds, 0)) as corrected_at,
      coalesce('d' || o.device_id, coalesce(o.leg, 'A')) as witness
    from observation o left join device d using (device_id)
  ),
  stepped as (
    select *, case when corrected_at - lag(corrected_at) over pair <= interval 120 seconds then 0 else 1 end as opens
    from witnessed window pair as (partition by medium, from_number_id, to_number_id, message_key order by corrected_at, observation_id)
  ),
  islands as (
    select *, sum(opens) over (partition by medium, from_number_id, to_number_id, message_key order by corrected_at, observation_id
      rows unbounded preceding) as island
    from stepped
  ),
  placed as (
    select *, row_number() over (partition by medium, from_number_id, to_number_id, message_key, island, witness
      order by corrected_at, observation_id) as place
    from islands
  )
  select observation_id, min(observation_id) over (partition by medium, from_number_id, to_number_id, message_key, island, place)
    as communication_id
  from placed`

export const replaceCommunications = (): Sql => sql`
  delete from communication_observation;
  delete from communication;
  insert into communication_observation select communication_id, observation_id from copied order by communication_id, observation_id;
  insert into communication (communication_id, medium, outcome, from_number_id, to_number_id, "at", local_at, local_day, duration_seconds,
    message_id, from_cell_id, to_cell_id, from_handset_id, to_handset_id, observations)
  select c.communication_id, any_value(o.medium),
    case when count(*) filter (where o.outcome = 'answered') > 0 then 'answered' when count(*) filter (where o.outcome = 'missed') > 0 then 'missed'
      else 'unknown' end, any_value(o.from_number_id), any_value(o.to_number_id), min(o."at"), min(o.local_at), min(o.local_day),
    max(o.duration_seconds), max(o.message_id),
    max(o.cell_id) filter (where o.leg is distinct from 'B'), max(o.cell_id) filter (where o.leg = 'B'),
    coalesce(max(o.handset_id) filter (where o.leg is distinct from 'B'), max(o.far_handset_id) filter (where o.leg = 'B')),
    coalesce(max(o.handset_id) filter (where o.leg = 'B'), max(o.far_handset_id) filter (where o.leg is distinct from 'B')), cast(count(*) as integer)
  from copied c join observation o using (observation_id) group by c.communication_id order by c.communication_id;
  drop table copied`
