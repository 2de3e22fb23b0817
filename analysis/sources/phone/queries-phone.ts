import { type Sql, sql } from '../../case/sql.ts'

export const createPhoneTables = (): Sql => sql`
  create or replace temp table phone_text (sheet smallint, row_number bigint, medium varchar, direction varchar, outcome varchar,
    from_text varchar, to_text varchar, at_text varchar, seconds integer, body varchar, deleted boolean);
  create or replace temp table phone_contact (sheet smallint, row_number bigint, name varchar, text varchar, source varchar)`

export const dropPhoneTables = (): Sql =>
  sql`drop table phone_text; drop table phone_contact; drop table if exists typed_phone;
    drop table if exists phone_item`

export const nameOwner = (owner: string): Sql => sql`
  update phone_text set from_text = coalesce(from_text, ${owner}), to_text = coalesce(to_text, ${owner})
  where from_text is null or to_text is null`

/** A handset whose own number is not written anywhere is a number of its own until somebody says whose. */
export const addUnknownOwner = (numberId: number, value: string): Sql => sql`
  insert into number (number_id, value, kind) select ${numberId}, ${value}, 'owner-unknown'
  where ${value} not in (select value from number)`

export const addUnknownOwnerText = (textId: number, value: string): Sql => sql`
  insert into number_text (text_id, text, number_id)
  select ${textId}, n.value, n.number_id from number n
  where n.value = ${value} and ${value} not in (select text from number_text)`

export const insertDevice = (device: {
  deviceId: number
  fileId: number
  label: string
  key: string
  ownerText: string
  certainty: string
  imei: string | null
  imsi: string | null
  iccid: string | null
  msisdn: string | null
  make: string | null
  model: string | null
}): Sql => sql`
  insert into device (device_id, file_id, label, device_key, owner_number_id, owner_certainty, imei, imsi, iccid, msisdn, make, model)
  select ${device.deviceId}, ${device.fileId}, ${device.label}, ${device.key}, number_id, ${device.certainty}, ${device.imei}, ${device.imsi},
    ${device.iccid}, ${device.msisdn}, ${device.make}, ${device.model} from number_text where text = ${device.ownerText}`

export const collectPhoneNumbers = (owner: string): Sql => sql`
  insert into new_number_text select distinct text from (
    select from_text as text from phone_text union all select to_text from phone_text union all select text from phone_contact
    union all select ${owner}) where text is not null and text <> '' and text not like 'owner of %'`

/** A message's shape: its words without the numbers in them, so that near-same broadcasts can be told. */
export const addMessageTexts = (firstId: number): Sql => sql`
  insert into message_text (message_id, text, shape)
  with fresh as (select distinct body from phone_text where body is not null and body not in (select text from message_text))
  select ${firstId} - 1 + row_number() over (order by body), body,
    trim(regexp_replace(regexp_replace(lower(body), '[0-9]+', '#', 'g'), '[^a-z#]+', ' ', 'g'))
  from fresh`

export const phoneHandset = (handsetId: number, imei: string | null, imsi: string | null): Sql => sql`
  insert into handset (handset_id, imei, imsi)
  select ${handsetId}, ${imei}, ${imsi}
  where not exists (select 1 from handset h where h.imei is not distinct from ${imei} and h.imsi is not distinct from ${imsi})`

export const createTypedPhone = (parts: { at: Sql; precision: Sql; localAt: (utc: Sql) => Sql }): Sql => sql`
  create or replace temp table typed_phone as
  with timed as (
    select *, ${parts.at} as instant, ${parts.precision} as precision, md5(concat_ws('|', sheet, medium, direction, from_text, to_text, at_text, seconds,
      body)) as content_key
    from phone_text
  )
  select t.*, ${parts.localAt(sql`instant`)} as local_at, f.text_id as from_text_id, f.number_id as from_number_id, o.text_id as to_text_id,
    o.number_id as to_number_id, m.message_id,
    case when instant is null then 'BAD_TIME' when f.text_id is null or o.text_id is null then 'NO_PARTIES'
      when nf.kind = 'not-a-number' or nt.kind = 'not-a-number' then case when regexp_matches(concat_ws(' ',
        case when nf.kind = 'not-a-number' then t.from_text end, case when nt.kind = 'not-a-number' then t.to_text end), '\\d[Ee]\\+?\\d')
        then 'NUMBER_LOST_DIGITS' else 'NOT_A_NUMBER' end end as reason
  from timed t left join number_text f on f.text = t.from_text left join number nf on nf.number_id = f.number_id
  left join number_text o on o.text = t.to_text left join number nt on nt.number_id = o.number_id
  left join message_text m on m.text = t.body`

/**
 * A row is as many items as it has pairs of parties. Each knows whether an earlier row of the file says the same, and whether an
 * earlier extraction of the handset did.
 */
export const createPhoneItems = (key: string): Sql => sql`
  create or replace temp table phone_item as
  with earlier as (
    select o.from_number_id, o.to_number_id, o."at", cast(o.medium as varchar) as medium, o.message_id
    from observation o join device d on d.device_id = o.device_id where d.device_key = ${key}
  ),
  ranked as (
    select *, reason is null
      and row_number() over (partition by reason is null, content_key order by sheet, row_number) > 1 as is_repeated
    from typed_phone
  )
  select r.*, r.reason is null and exists (
      select 1 from earlier e where e.from_number_id = r.from_number_id and e.to_number_id = r.to_number_id and e."at" = r.instant
        and e.medium = r.medium and e.message_id is not distinct from r.message_id
    ) as is_known
  from ranked r`

/** Rows none of whose items can be loaded, and why: bad first, then repeated, then known. */
export const outcomesOfPhoneRows = (): Sql => sql`
  insert into row_outcome (sheet, row_number, reason, is_duplicate, raw)
  select sheet, row_number,
    case when bool_and(reason is not null) then min(reason)
      when bool_and(reason is not null or is_repeated) then 'DUPLICATE_IN_FILE' else 'DUPLICATE_OF_FILE' end,
    not bool_and(reason is not null),
    case when bool_and(reason is not null) then min(concat_ws(' | ', at_text, from_text, to_text, body)) end
  from phone_item
  where (sheet, row_number) not in (select (sheet, row_number) from row_outcome)
  group by sheet, row_number
  having bool_and(reason is not null or is_repeated or is_known)`

/** Contacts none of whose entries is a number that anybody could have. */
export const outcomesOfEmptyContacts = (): Sql => sql`
  insert into row_outcome (sheet, row_number, reason, is_duplicate, raw)
  select sheet, row_number, 'NO_PARTIES', false, min(concat_ws(' | ', phone_contact.name, text))
  from phone_contact left join number_text using (text)
  where (sheet, row_number) not in (select (sheet, row_number) from row_outcome)
  group by sheet, row_number having count(text_id) = 0`

export interface PhoneOfFile {
  readonly fileId: number
  readonly deviceId: number
}

export const loadPhone = (
  firstId: number,
  { fileId, deviceId }: PhoneOfFile,
  imei: string | null,
  imsi: string | null,
): Sql => sql`
  insert into observation (observation_id, file_id, sheet, row_number, device_id, medium, direction, outcome, from_number_id, to_number_id,
    from_text_id, to_text_id, "at", precision, local_at, local_day, duration_seconds, message_id, cell_id, handset_id, far_handset_id, leg, deleted)
  select ${firstId} - 1 + row_number() over (order by t.sheet, t.row_number, t.to_number_id), ${fileId},
    t.sheet, t.row_number, ${deviceId}, cast(t.medium as medium), cast(t.direction as direction), cast(t.outcome as outcome), t.from_number_id,
    t.to_number_id, t.from_text_id, t.to_text_id, t.instant, t.precision, t.local_at, cast(t.local_at as date), t.seconds, t.message_id, null,
    h.handset_id, null, case when t.direction = 'incoming' then 'B' else 'A' end, t.deleted
  from phone_item t left join handset h on h.imei is not distinct from ${imei} and h.imsi is not distinct from ${imsi} and ${imei} is not null
  where t.reason is null and not t.is_repeated and not t.is_known
    and (t.sheet, t.row_number) not in (select (sheet, row_number) from row_outcome)`

export const loadContacts = (firstId: number, { fileId, deviceId }: PhoneOfFile): Sql => sql`
  insert into contact (contact_id, file_id, sheet, row_number, device_id, number_id, text_id, name, source)
  select ${firstId} - 1 + row_number() over (order by c.sheet, c.row_number, n.text_id), ${fileId}, c.sheet,
    c.row_number, ${deviceId}, n.number_id, n.text_id, nullif(c.name, ''), nullif(c.source, '')
  from phone_contact c join number_text n on n.text = c.text
  where (c.sheet, c.row_number) not in (select (sheet, row_number) from row_outcome)`
