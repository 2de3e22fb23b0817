import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

/** Who saw it: a device (negative), or one leg in one file of call records (positive). */
const observer: Sql = sql`case when o.device_id is not null then -o.device_id else o.file_id * 2 + (case o.leg when 'B' then 1 else 0 end) end`

/** Seconds between the clocks of two call-record systems, and between a phone's clock and any other. */
const recordTolerance = 10
const phoneTolerance = 120
const durationTolerance = 5

const seconds = (value: number): Sql => ({ text: String(value), values: [] })

/** Observations of pairs of numbers that more than one observer saw; all others stand for themselves. */
export const createSightings = (): Sql => sql`
  create or replace temp table shared_pair as
  select o.from_number_id, o.to_number_id, o.medium from observation o
  group by o.from_number_id, o.to_number_id, o.medium having min(${observer}) <> max(${observer});
  create or replace temp table sighting as
  select o.observation_id, o.medium, o.from_number_id, o.to_number_id, coalesce(o.message_id, 0) as message_key, o.duration_seconds,
    ${observer} as observer, epoch_ms(o."at") // 1000 + coalesce(d.clock_correction_seconds, 0) as at_second
  from observation o join shared_pair p on p.from_number_id = o.from_number_id and p.to_number_id = o.to_number_id and p.medium = o.medium
  left join device d on d.device_id = o.device_id`

/**
 * Copies whose clocks agree: same ends, medium and text, durations alike, seconds apart; the k-th that one observer saw is the k-th that
 * another saw.
 */
export const createCopies = (): Sql => sql`
  create or replace temp table copied as
  with stepped as (
    select *, case when at_second - lag(at_second) over pair <= ${seconds(recordTolerance)} then 0 else 1 end as opens
    from sighting window pair as (partition by from_number_id, to_number_id, medium, message_key order by at_second, observation_id)
  ),
  islands as (
    select *, sum(opens) over (partition by from_number_id, to_number_id, medium, message_key order by at_second, observation_id
      rows unbounded preceding) as island
    from stepped
  ),
  lengths as (
    select *, case when coalesce(duration_seconds, -1000) - lag(coalesce(duration_seconds, -1000)) over alike <= ${seconds(durationTolerance)}
      then 0 else 1 end as differs
    from islands window alike as (partition by from_number_id, to_number_id, medium, message_key, island
      order by coalesce(duration_seconds, -1000), at_second, observation_id)
  ),
  sorted as (
    select *, sum(differs) over (partition by from_number_id, to_number_id, medium, message_key, island
      order by coalesce(duration_seconds, -1000), at_second, observation_id rows unbounded preceding) as class
    from lengths
  ),
  placed as (
    select *, row_number() over (partition by from_number_id, to_number_id, medium, message_key, island, class, observer
      order by at_second, observation_id) as place
    from sorted
  )
  select observation_id, from_number_id, to_number_id, medium, message_key, duration_seconds, observer, at_second,
    min(observation_id) over (partition by from_number_id, to_number_id, medium, message_key, island, class, place) as group_id
  from placed`

/**
 * What a phone saw is joined to what others saw up to two minutes apart, and a text without its words to one with them: the k-th with
 * the k-th, unless one observer would then have seen it twice, the words differ, or the durations do.
 */
export const createJoined = (): Sql => sql`
  create or replace temp table joined_copy as
  with grouped as (
    select group_id, from_number_id, to_number_id, medium, min(at_second) as at_second,
      coalesce(array_to_string(list_sort(list(distinct observer) filter (where observer < 0)), ','), 'records') as seen_by
    from copied group by group_id, from_number_id, to_number_id, medium
  ),
  stepped as (
    select *, case when at_second - lag(at_second) over pair <= ${seconds(phoneTolerance)} then 0 else 1 end as opens
    from grouped window pair as (partition by from_number_id, to_number_id, medium order by at_second, group_id)
  ),
  islands as (
    select *, sum(opens) over (partition by from_number_id, to_number_id, medium order by at_second, group_id rows unbounded preceding) as island
    from stepped
  ),
  placed as (
    select *, row_number() over (partition by from_number_id, to_number_id, medium, island, seen_by order by at_second, group_id) as place
    from islands
  ),
  proposed as (
    select group_id, min(group_id) over (partition by from_number_id, to_number_id, medium, island, place) as joined_id from placed
  ),
  refused as (
    select p.joined_id from proposed p join copied c on c.group_id = p.group_id
    group by p.joined_id
    having count(*) > count(distinct c.observer) or count(distinct nullif(c.message_key, 0)) > 1
      or max(c.duration_seconds) - min(c.duration_seconds) > ${seconds(durationTolerance)}
  )
  select c.observation_id, case when p.joined_id in (select joined_id from refused) then p.group_id else p.joined_id end as communication_id
  from copied c join proposed p on p.group_id = c.group_id`

export const observationsJoined = () =>
  rows({ observations: column.integer, joined: column.integer, is_placed: column.flag })(sql`
  select (select count(*) from observation) as observations, (select count(*) from communication_observation) as joined,
    not exists (from cell_site) or (select value from meta where key = 'communications_version')
      is not distinct from (select value from meta where key = 'data_version') as is_placed`)

export const replaceCommunications = (): Sql => sql`
  delete from communication_observation;
  delete from communication;
  insert into communication_observation
  select coalesce(j.communication_id, o.observation_id), o.observation_id
  from observation o left join joined_copy j on j.observation_id = o.observation_id;
  insert into communication (communication_id, medium, outcome, from_number_id, to_number_id, "at", local_at, local_day, duration_seconds,
    message_id, from_cell_id, to_cell_id, from_handset_id, to_handset_id, observations)
  select o.observation_id, o.medium, o.outcome, o.from_number_id, o.to_number_id, o."at", o.local_at, o.local_day, o.duration_seconds, o.message_id,
    case when o.leg is distinct from 'B' then o.cell_id end, case when o.leg = 'B' then o.cell_id end,
    case when o.leg = 'B' then o.far_handset_id else o.handset_id end, case when o.leg = 'B' then o.handset_id else o.far_handset_id end, 1
  from observation o where o.observation_id not in (select observation_id from joined_copy);
  insert into communication (communication_id, medium, outcome, from_number_id, to_number_id, "at", local_at, local_day, duration_seconds,
    message_id, from_cell_id, to_cell_id, from_handset_id, to_handset_id, observations)
  select j.communication_id, min(o.medium),
    case when bool_or(o.outcome = 'answered') then 'answered' when bool_or(o.outcome = 'missed') then 'missed' else 'unknown' end,
    min(o.from_number_id), min(o.to_number_id),
    coalesce(min(o."at") filter (where o.device_id is null), min(o."at")),
    coalesce(min(o.local_at) filter (where o.device_id is null), min(o.local_at)),
    cast(coalesce(min(o.local_at) filter (where o.device_id is null), min(o.local_at)) as date),
    coalesce(max(o.duration_seconds) filter (where o.device_id is null), max(o.duration_seconds)), max(o.message_id),
    max(o.cell_id) filter (where o.leg is distinct from 'B'), max(o.cell_id) filter (where o.leg = 'B'),
    coalesce(max(o.handset_id) filter (where o.leg is distinct from 'B'), max(o.far_handset_id) filter (where o.leg = 'B')),
    coalesce(max(o.handset_id) filter (where o.leg = 'B'), max(o.far_handset_id) filter (where o.leg is distinct from 'B')),
    cast(count(*) as integer)
  from joined_copy j join observation o on o.observation_id = j.observation_id
  group by j.communication_id order by j.communication_id;
  drop table shared_pair; drop table sighting; drop table copied; drop table joined_copy`
