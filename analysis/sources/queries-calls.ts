import { type Sql, sql } from '../engine/sql.ts'

/** SQL for each field of a call record, `null` where the file has no such column. */
export interface CallColumns {
  from: Sql
  to: Sql
  subscriber: Sql
  other: Sql
  atText: Sql
  at: Sql
  precision: Sql
  localAt: Sql
  duration: Sql
  type: Sql
  direction: Sql
  leg: Sql
  imei: Sql
  imsi: Sql
  farImei: Sql
  farImsi: Sql
  cell: Sql
  cellName: Sql
  cellPostcode: Sql
  latitude: Sql
  longitude: Sql
  azimuth: Sql
}

const seconds = (text: Sql): Sql => sql`case
  when regexp_full_match(${text}, '\\d+(\\.\\d+)?') then cast(round(try_cast(${text} as double)) as integer)
  when regexp_full_match(${text}, '\\d{1,3}:\\d{2}:\\d{2}') then try_cast(split_part(${text}, ':', 1) as integer) * 3600
    + try_cast(split_part(${text}, ':', 2) as integer) * 60 + try_cast(split_part(${text}, ':', 3) as integer)
  when regexp_full_match(${text}, '\\d{1,3}:\\d{2}') then try_cast(split_part(${text}, ':', 1) as integer) * 60 + try_cast(split_part(${text}, ':', 2) as integer)
  end`

/** Texts, not yet numbers: who called whom, when, how long, on what. */
export const createCallTexts = (columns: CallColumns): Sql => sql`
  create or replace temp table call_text as
  with said as (
    select row_number, ${columns.from} as from_said, ${columns.to} as to_said, ${columns.subscriber} as subscriber, ${columns.other} as other,
      ${columns.at} as "at", ${columns.precision} as precision, ${columns.atText} as at_text,
      lower(coalesce(${columns.type}, '')) as type_said, lower(coalesce(${columns.direction}, '')) as direction_said,
      upper(coalesce(${columns.leg}, '')) as leg_said, ${seconds(columns.duration)} as duration_seconds,
      ${columns.imei} as imei, ${columns.imsi} as imsi, ${columns.farImei} as far_imei, ${columns.farImsi} as far_imsi,
      ${columns.cell} as cell_code, ${columns.cellName} as cell_name, ${columns.cellPostcode} as cell_postcode,
      try_cast(${columns.latitude} as double) as latitude, try_cast(${columns.longitude} as double) as longitude,
      try_cast(${columns.azimuth} as smallint) as azimuth
    from staged_row
  ),
  ways as (
    select *, regexp_matches(direction_said || ' ' || type_said, '(^|[^a-z])(in|incoming|inbound|received|mt|mtc|missed|terminating)([^a-z]|$)|-mt$') as is_incoming
    from said
  )
  select row_number, "at", precision, at_text,
    trim(coalesce(from_said, case when is_incoming then other else subscriber end)) as from_text,
    trim(coalesce(to_said, case when is_incoming then subscriber else other end)) as to_text,
    cast(case when regexp_matches(type_said, 'sms|text|mms|message') then 'text'
      when regexp_matches(type_said, 'gprs|data|internet|packet') then 'data' else 'call' end as medium) as medium,
    case when leg_said in ('A', 'B') then leg_said when regexp_matches(type_said, '(^|[^a-z])(mo|moc)([^a-z]|$)') then 'A'
      when regexp_matches(type_said, '(^|[^a-z])(mt|mtc)([^a-z]|$)') then 'B'
      when from_said is null and is_incoming then 'B' else 'A' end as leg,
    regexp_matches(type_said, 'missed|unanswered|no answer|busy') as said_missed, duration_seconds,
    nullif(regexp_replace(imei, '\\D', '', 'g'), '') as imei, nullif(regexp_replace(imsi, '\\D', '', 'g'), '') as imsi,
    nullif(regexp_replace(far_imei, '\\D', '', 'g'), '') as far_imei, nullif(regexp_replace(far_imsi, '\\D', '', 'g'), '') as far_imsi,
    nullif(trim(cell_code), '') as cell_code, cell_name, cell_postcode, latitude, longitude, azimuth
  from ways`

export const collectCallNumbers = (): Sql => sql`
  insert into new_number_text select distinct text from (select from_text as text from call_text union all select to_text from call_text)
  where text is not null and text <> ''`

export const addHandsets = (): Sql => sql`
  insert into handset (handset_id, imei, imsi)
  with met as (
    select distinct imei, imsi from (select imei, imsi from call_text union all select far_imei, far_imsi from call_text)
    where imei is not null or imsi is not null
  ),
  fresh as (select m.imei, m.imsi from met m where not exists (
    select 1 from handset h where h.imei is not distinct from m.imei and h.imsi is not distinct from m.imsi))
  select (select coalesce(max(handset_id), 0) from handset) + row_number() over (order by imei, imsi), imei, imsi from fresh`

export const addCells = (): Sql => sql`
  insert into cell (cell_id, code, name, postcode, latitude, longitude, azimuth)
  with met as (
    select cell_code, min(cell_name) as name, min(cell_postcode) as postcode, min(latitude) as latitude, min(longitude) as longitude,
      min(azimuth) as azimuth
    from call_text where cell_code is not null group by cell_code
  )
  select (select coalesce(max(cell_id), 0) from cell) + row_number() over (order by cell_code), cell_code, name, postcode, latitude, longitude, azimuth
  from met where cell_code not in (select code from cell)`

export const createTypedCalls = (localAt: (utc: Sql) => Sql): Sql => sql`
  create or replace temp table typed_call as
  select c.row_number, c.medium, c.leg, c."at", c.precision, ${localAt(sql`c."at"`)} as local_at, c.duration_seconds,
    cast(case when c.medium <> 'call' then 'unknown' when c.said_missed then 'missed' when c.duration_seconds is null then 'unknown'
      when c.duration_seconds = 0 then 'missed' else 'answered' end as outcome) as outcome,
    f.text_id as from_text_id, f.number_id as from_number_id, t.text_id as to_text_id, t.number_id as to_number_id,
    l.cell_id, h.handset_id, g.handset_id as far_handset_id,
    case when c."at" is null then case when coalesce(c.at_text, '') = '' then 'NO_TIME' else 'BAD_TIME' end
      when f.text_id is null or t.text_id is null then 'NO_PARTIES'
      when nf.kind = 'not-a-number' and regexp_matches(coalesce(c.from_text, ''), '[Ee]\\+') then 'NUMBER_LOST_DIGITS'
      when nt.kind = 'not-a-number' and regexp_matches(coalesce(c.to_text, ''), '[Ee]\\+') then 'NUMBER_LOST_DIGITS'
      when nf.kind = 'not-a-number' or nt.kind = 'not-a-number' then 'NOT_A_NUMBER' end as reason
  from call_text c
  left join number_text f on f.text = c.from_text left join number nf on nf.number_id = f.number_id
  left join number_text t on t.text = c.to_text left join number nt on nt.number_id = t.number_id
  left join cell l on l.code = c.cell_code
  left join handset h on h.imei is not distinct from c.imei and h.imsi is not distinct from c.imsi and (c.imei is not null or c.imsi is not null)
  left join handset g on g.imei is not distinct from c.far_imei and g.imsi is not distinct from c.far_imsi
    and (c.far_imei is not null or c.far_imsi is not null)`

export const fatesOfBadCalls = (): Sql =>
  sql`insert into row_fate select row_number, reason, false, null, null from typed_call where reason is not null`

const sameCall = (left: string, right: string): Sql => ({
  text: ['from_number_id', 'to_number_id', 'at', 'medium']
    .map((column) => `${left}."${column}" = ${right}."${column}"`)
    .concat(
      ['duration_seconds', 'leg', 'cell_id', 'handset_id', 'far_handset_id'].map(
        (column) => `${left}.${column} is not distinct from ${right}.${column}`,
      ),
    )
    .join(' and '),
  values: [],
})

export const fatesOfRepeatedCalls = (): Sql => sql`
  insert into row_fate
  with ranked as (
    select row_number, min(row_number) over content as first_row
    from typed_call where reason is null
    window content as (partition by from_number_id, to_number_id, "at", medium, duration_seconds, leg, cell_id, handset_id, far_handset_id)
  )
  select row_number, 'DUPLICATE_IN_FILE', true, null, first_row from ranked where row_number > first_row`

export const fatesOfKnownCalls = (): Sql => sql`
  insert into row_fate
  select t.row_number, 'DUPLICATE_OF_FILE', true, min(o.file_id), min(o.row_number)
  from typed_call t join observation o on o.device_id is null and ${sameCall('t', 'o')}
  where t.reason is null and t.row_number not in (select row_number from row_fate)
  group by t.row_number`

export const loadCalls = (fileId: number): Sql => sql`
  insert into observation (observation_id, file_id, sheet, row_number, device_id, medium, direction, outcome, from_number_id, to_number_id,
    from_text_id, to_text_id, "at", precision, local_at, local_day, duration_seconds, message_id, cell_id, handset_id, far_handset_id, leg, deleted)
  select (select coalesce(max(observation_id), 0) from observation) + row_number() over (order by row_number), ${fileId}, 0, row_number, null,
    medium, 'outgoing', outcome, from_number_id, to_number_id, from_text_id, to_text_id, "at", precision, local_at, cast(local_at as date),
    duration_seconds, null, cell_id, handset_id, far_handset_id, leg, false
  from typed_call where reason is null and row_number not in (select row_number from row_fate where is_duplicate) order by row_number`
