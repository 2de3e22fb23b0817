import { identifier, type Sql, sql } from '../case/sql.ts'
import { newNumberWords } from './word-lists.ts'

/** Rows handed over as one JSON array; each becomes a row of a temporary table. */
export const fillScoredUnits = (json: string): Sql => sql`
  insert into scored_unit
  select entry.unit_id, entry.score
  from (select unnest(from_json(${json}, '[{"unit_id":"INTEGER","score":"DOUBLE"}]')) as entry)`

export const fillUnitNumbers = (json: string): Sql => sql`
  insert into unit_number
  select entry.unit_id, entry.number_id, candidate.is_own
  from (select unnest(from_json(${json}, '[{"unit_id":"INTEGER","number_id":"INTEGER"}]')) as entry)
  join candidate on candidate.number_id = entry.number_id`

export const createKeptUnits = (json: string): Sql => sql`
  create or replace temp table kept_unit as
  select entry.unit_id, entry.line_id
  from (select unnest(from_json(${json}, '[{"unit_id":"INTEGER","line_id":"VARCHAR"}]')) as entry)`

export const createKeptReasons = (json: string): Sql => sql`
  create or replace temp table kept_reason as
  select entry.*
  from (select unnest(from_json(${json}, '[{"unit_id":"INTEGER","line_id":"VARCHAR","position":"INTEGER",
    "feature":"VARCHAR","words":"VARCHAR","weight":"DOUBLE","value":"DOUBLE"}]')) as entry)`

/** The communications behind each reason: those that were counted for it, or against it. */
export const insertEvidence = (runId: number): Sql => sql`
  insert into line_evidence
  with shown as (select unit_id, line_id, feature, weight > 0 as is_for from kept_reason),
  stranger_contacts as (
    select unit_id, other_number_id from unit_contact
    where calls_out > 0 and outgoing_first and calls_in + texts_in = 0 and days = 1
  ),
  shared_handsets as (
    select handset.handset_id
    from visible_handset as handset
    where left(handset.imei, 14) in (
      select imei from handset_use group by imei having count(distinct number_id) > 1
    )
  ),
  evidence as (
    select unit_id, 'bulk-texts' as feature, null as is_for, communication_id from bulk_text
    union all
    select unit_id, 'reminders', false, communication_id from reminder
    union all
    select unit_id, 'reminders', true, communication_id from bulk_text
    union all
    select unit_id, 'burst', null, communication_id from burst where is_after_bulk
    union all
    select unit_id, 'call-backs', null, approach_id from call_back where is_returned
    union all
    select unit_id, 'call-backs', null, returned_id from call_back where is_returned
    union all
    select unit_leg.unit_id, 'customer-calls', null, communication_id
    from unit_leg join unit_contact using (unit_id, other_number_id)
    where is_call and not is_outgoing and unit_leg.duration_seconds <= 60 and days_called_in >= 2 and short_calls_in >= 3
    union all
    select unit_id, 'long-calls', false, communication_id from unit_leg where is_call and duration_seconds >= 180
    union all
    select unit_id, 'long-calls', true, communication_id from unit_leg where is_call
    union all
    select unit_id, 'shift-hours', true, communication_id from unit_leg where local_hour >= 17 or weekday >= 6
    union all
    select unit_id, 'shift-hours', false, communication_id from unit_leg
    where (weekday <= 5 and local_hour between 9 and 16) or local_hour between 2 and 6
    union all
    select unit_leg.unit_id, 'one-offs', null, communication_id
    from unit_leg join unit_contact using (unit_id, other_number_id)
    where unit_contact.days = 1
    union all
    select unit_leg.unit_id, 'outgoing-strangers', null, communication_id
    from unit_leg join stranger_contacts using (unit_id, other_number_id)
    union all
    select unit_id, 'sim-swaps', null, communication_id from unit_leg
    where own_handset_id in (select handset_id from shared_handsets)
    union all
    select unit_leg.unit_id, 'contact-book', null, communication_id
    from unit_leg
    where exists (
      select 1 from visible_contact as contact join phone_owner using (device_id)
      where contact.number_id = unit_leg.number_id and phone_owner.number_id = unit_leg.other_number_id
    )
    union all
    select unit_id, 'wording', null, communication_id from deal_text
    union all
    select unit_id, 'wording', null, communication_id from meeting_text where is_meeting
    union all
    select unit_leg.unit_id, 'drug-arrests', null, communication_id
    from unit_leg where other_number_id in (select number_id from drug_arrest)
    union all
    select unit_leg.unit_id, 'number-changes', null, communication_id
    from unit_leg join visible_message_text as message_text using (message_id)
    where is_outgoing and not is_call and regexp_matches(lower(message_text.text), ${newNumberWords})
    union all
    select unit_id, 'landline', null, communication_id from unit_leg
    union all
    select unit_leg.unit_id, 'upstream', null, communication_id
    from unit_leg join upstream using (unit_id, other_number_id)
    where upstream.area is not null
  )
  select distinct cast(${runId} as integer), shown.line_id, shown.feature, evidence.communication_id
  from evidence
  join shown on shown.unit_id = evidence.unit_id and shown.feature = evidence.feature
    and (evidence.is_for is null or evidence.is_for = shown.is_for)`

export const insertReasons = (runId: number): Sql => sql`
  insert into line_reason
  with rows_per_reason as (
    select line_id, feature, count(*) as rows from visible_line_evidence as line_evidence where run_id = ${runId} group by line_id, feature
  )
  select cast(${runId} as integer), kept_reason.line_id, position, kept_reason.feature, words, weight, value, coalesce(rows, 0)
  from kept_reason left join rows_per_reason using (line_id, feature)`

export const insertLines = (runId: number, json: string): Sql => sql`
  insert into line
  with legs_per_hour as (
    select unit_id, weekday, local_hour, count(*) as legs from unit_leg group by unit_id, weekday, local_hour
  ),
  slots as (select unnest(range(168)) as slot),
  week_per_unit as (
    select kept_unit.unit_id, slot, cast(coalesce(legs, 0) as integer) as legs
    from kept_unit cross join slots
    left join legs_per_hour
      on legs_per_hour.unit_id = kept_unit.unit_id and (weekday - 1) * 24 + local_hour = slot
  ),
  hours_per_unit as (
    select unit_id, slot % 24 as local_hour, cast(sum(legs) as integer) as legs from week_per_unit group by unit_id, slot % 24
  ),
  week_list as (select unit_id, list(legs order by slot) as week from week_per_unit group by unit_id),
  hours_list as (select unit_id, list(legs order by local_hour) as hours from hours_per_unit group by unit_id),
  life_per_unit as (
    select unit_id, min(at_second) as first_second, max(at_second) as last_second from unit_leg group by unit_id
  )
  select cast(${runId} as integer), entry.line_id, entry.name, entry.rank, entry.score, entry.prior, entry.accepted,
    make_timestamp(first_second * 1000000), make_timestamp(last_second * 1000000), entry.exporter_area, hours, week
  from (select unnest(from_json(${json}, '[{"unit_id":"INTEGER","line_id":"VARCHAR","name":"VARCHAR","rank":"INTEGER",
    "score":"DOUBLE","prior":"DOUBLE","accepted":"BOOLEAN","exporter_area":"VARCHAR"}]')) as entry)
  join week_list on week_list.unit_id = entry.unit_id
  join hours_list on hours_list.unit_id = entry.unit_id
  join life_per_unit on life_per_unit.unit_id = entry.unit_id`

export const insertLineNumbers = (runId: number, json: string): Sql => sql`
  insert into line_number
  with life_per_number as (
    select number_id, min(at_second) as first_second, max(at_second) as last_second from unit_leg group by number_id
  )
  select cast(${runId} as integer), entry.line_id, entry.position, entry.number_id,
    make_timestamp(first_second * 1000000), make_timestamp(last_second * 1000000),
    entry.succession, entry.share_kept, entry.same_handset, entry.certainty
  from (select unnest(from_json(${json}, '[{"line_id":"VARCHAR","position":"INTEGER","number_id":"INTEGER",
    "succession":"VARCHAR","share_kept":"DOUBLE","same_handset":"BOOLEAN","certainty":"VARCHAR"}]')) as entry)
  join life_per_number on life_per_number.number_id = entry.number_id`

export const insertCustomers = (runId: number, json: string): Sql => sql`
  insert into line_customer
  select cast(${runId} as integer), entry.line_id, entry.number_id, entry.why, entry.confidence, entry.texts, entry.calls,
    entry.call_backs, make_timestamp(entry.first_second * 1000000), make_timestamp(entry.last_second * 1000000)
  from (select unnest(from_json(${json}, '[{"line_id":"VARCHAR","number_id":"INTEGER","why":"VARCHAR","confidence":"DOUBLE",
    "texts":"INTEGER","calls":"INTEGER","call_backs":"INTEGER","first_second":"BIGINT","last_second":"BIGINT"}]')) as entry)`

export const insertRoles = (runId: number, json: string): Sql => sql`
  insert into line_role
  select cast(${runId} as integer), entry.line_id, entry.number_id, entry.role, entry.words, entry.confidence
  from (select unnest(from_json(${json}, '[{"line_id":"VARCHAR","number_id":"INTEGER","role":"VARCHAR","words":"VARCHAR",
    "confidence":"DOUBLE"}]')) as entry)`

const resultTables = ['line', 'line_number', 'line_reason', 'line_customer', 'line_role', 'line_evidence']

/** Results of earlier runs are replaced; the runs themselves stay listed. */
export const deleteEarlierResults = (runId: number): Sql[] =>
  resultTables.map((table) => sql`delete from ${identifier(table)} where run_id < ${runId}`)

export const dropWorkingTables = (): Sql => ({
  text: [
    'phone_row',
    'phone_coincidence',
    'phone_number',
    'contact_made',
    'phone_owner',
    'own_number',
    'candidate',
    'text_key',
    'unit_number',
    'unit_leg',
    'unit_contact',
    'bulk_text',
    'bulk_event',
    'burst',
    'burst_lift',
    'call_back',
    'behaviour',
    'handset_use',
    'sim_swap',
    'saved_name',
    'reminder',
    'contact_book',
    'meeting_text',
    'deal_text',
    'drug_arrest',
    'close_partner',
    'scored_unit',
    'upstream',
    'cell_area',
    'kept_unit',
    'kept_reason',
  ]
    .map((table) => `drop table if exists temp.${table}`)
    .join('; '),
  values: [],
})
