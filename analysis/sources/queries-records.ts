import { column, rows } from '../case/rows.ts'
import { joined, type Sql, sql } from '../case/sql.ts'

/** SQL for each field of a record or event by name; `null` where the file has no such column. */
export type FieldSql = (name: string) => Sql

const noText = (text: Sql): Sql => sql`nullif(trim(${text}), '')`

const initials = (
  field: FieldSql,
  position: number,
  stated: string,
): Sql => sql`upper(coalesce(substr(${noText(field(stated))}, 1, 1),
  substr(${noText(field('attributor'))}, ${position}, 1), substr(${noText(field('initials'))}, ${position}, 1)))`

const sexOf = (text: Sql): Sql => sql`case when regexp_matches(lower(${text}), '^(m|male|1)$') then 'M'
  when regexp_matches(lower(${text}), '^(f|female|2)$') then 'F' when ${noText(text)} is null then null else 'U' end`

const sectorOf = (postcode: Sql): Sql =>
  sql`nullif(regexp_extract(upper(${postcode}), '^([A-Z]{1,2}[0-9][0-9A-Z]?\\s*[0-9])', 1), '')`

/** A full name taken apart: `SURNAME, Forename Middle` as police systems write it, else `Forename Middle Surname`. */
const namesOf = (fullName: Sql) => {
  const given = sql`case when contains(${fullName}, ',') then trim(regexp_extract(${fullName}, ',(.*)$', 1))
    else trim(regexp_extract(${fullName}, '^(.*)\\s\\S+$', 1)) end`
  return {
    forename: sql`nullif(split_part(case when ${given} = '' and not contains(${fullName}, ',') then ${fullName} else ${given} end, ' ', 1), '')`,
    middleNames: sql`nullif(trim(regexp_extract(${given}, '\\s(.*)$', 1)), '')`,
    surname: sql`nullif(trim(case when contains(${fullName}, ',') then split_part(${fullName}, ',', 1)
      else regexp_extract(${fullName}, '\\s(\\S+)$', 1) end), '')`,
  }
}

/** Every row as a record, with why it cannot be loaded where it cannot. */
export const createTypedRecords = (parts: {
  kind: string
  field: FieldSql
  at: Sql
  atText: Sql
  precision: Sql
  until: Sql
  dateOfBirth: Sql
  localAt: (utc: Sql) => Sql
  raw: Sql
  fields: Sql
  needsIdentity: boolean
  needsTime: boolean
  /** The postcode of what happened. */
  placePostcode: Sql
  /** Whether the area of a row is where something happened or a record's; the area of a home is no place of an event. */
  isAreaOfPlace: boolean
}): Sql => {
  const { field, kind } = parts
  const substances = joined(
    ['substances', 'substance1', 'substance2', 'substance3'].map((name) => sql`${noText(field(name))}`),
    ', ',
  )
  return sql`
  create or replace temp table typed_record as
  with read_rows as (
    select s.row_number, md5(${kind} || '|' || ${parts.raw}) as content_key, ${parts.fields} as fields, ${parts.at} as "at", ${parts.atText} as at_text,
      ${parts.precision} as precision, ${parts.until} as until_day,
      coalesce(${parts.dateOfBirth}, cast(try_strptime(substr(${noText(field('attributor'))}, 3, 8), '%d%m%Y') as date)) as date_of_birth,
      ${noText(field('dateOfBirth'))} as date_of_birth_text, ${noText(field('recordId'))} as source_record_id,
      coalesce(${noText(field('forename'))}, ${namesOf(noText(field('fullName'))).forename}) as forename,
      coalesce(${noText(field('middleNames'))}, ${namesOf(noText(field('fullName'))).middleNames}) as middle_names,
      coalesce(${noText(field('surname'))}, ${namesOf(noText(field('fullName'))).surname}) as surname,
      ${initials(field, 1, 'forenameInitial')} as forename_initial, ${initials(field, 2, 'surnameInitial')} as surname_initial,
      coalesce(${sexOf(field('sex'))}, ${sexOf(sql`substr(${field('attributor')}, 11, 1)`)}) as sex, ${noText(field('ethnicity'))} as ethnicity,
      ${noText(field('phone'))} as phone, lower(${noText(field('email'))}) as email, ${noText(field('address'))} as address,
      upper(${noText(field('postcode'))}) as postcode, upper(${noText(parts.placePostcode)}) as place_postcode,
      ${noText(field('area'))} as area, ${parts.isAreaOfPlace ? noText(field('area')) : sql`cast(null as varchar)`} as place_area,
      ${noText(field('city'))} as city,
      ${noText(field('ageBand'))} as age_band, try_cast(${field('age')} as smallint) as age,
      ${noText(field('category'))} as category, ${noText(field('outcome'))} as outcome, ${noText(field('areaCode'))} as area_code,
      ${noText(field('location'))} as location, ${noText(field('eventId'))} as source_event_id,
      try_cast(${field('latitude')} as double) as latitude, try_cast(${field('longitude')} as double) as longitude,
      list_filter(list_transform(string_split(concat_ws(';', ${substances}), ';'), name -> lower(trim(name))), name -> name <> '') as substances
    from staged_row s
  )
  select *, ${parts.localAt(sql`"at"`)} as local_at, ${sectorOf(sql`postcode`)} as postcode_sector,
    row_number() over (partition by content_key order by row_number) as occurrence,
    case when ${parts.needsTime} and "at" is null then case when coalesce(at_text, '') = '' then 'NO_TIME' else 'BAD_TIME' end
      when ${parts.needsTime} and date_of_birth_text is not null and date_of_birth is null then 'BAD_DATE'
      when ${parts.needsIdentity} and surname is null and forename is null and source_record_id is null and phone is null and email is null
        and forename_initial is null then 'NO_IDENTITY' end as reason
  from read_rows`
}

/** Why, with what the cell says: `Date of birth: “31/02/1990”`. */
export const outcomesOfBadRecords = (timeHeader: string, birthHeader: string): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, detail)
  select row_number, reason, false,
    case reason when 'BAD_TIME' then ${timeHeader} || ': “' || left(at_text, 80) || '”' when 'BAD_DATE' then ${birthHeader} || ': “' || left(date_of_birth_text, 80) || '”'
      when 'NO_TIME' then ${timeHeader} || ' is empty' end
  from typed_record where reason is not null`

export const outcomesOfRepeatedRecords = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  with ranked as (
    select row_number, min(row_number) over (partition by content_key) as first_row from typed_record where reason is null
  )
  select row_number, 'DUPLICATE_IN_FILE', true, null, first_row from ranked where row_number > first_row`

export const outcomesOfKnownRecords = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  select t.row_number, 'DUPLICATE_OF_FILE', true, min(r.file_id), min(r.row_number)
  from typed_record t join record r on r.record_key = t.content_key
  where t.reason is null and t.row_number not in (select row_number from row_outcome) group by t.row_number`

/** Identical rows of crime are genuine: the n-th of a content here is the n-th of it in another file. */
export const outcomesOfKnownEvents = (kind: string): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, of_file_id, of_row_number)
  with stored as (
    select md5(${kind} || '|' || json_extract_string(fields, '$."row text"')) as content_key, file_id, row_number
    from event where kind = ${kind}
  ),
  counted as (
    select content_key, file_id, row_number, row_number() over (partition by content_key, file_id order by row_number) as occurrence from stored
  )
  select t.row_number, 'DUPLICATE_OF_FILE', true, min(c.file_id), min(c.row_number)
  from typed_record t join counted c using (content_key, occurrence) where t.reason is null group by t.row_number`

/** Telephone numbers that a spreadsheet wrote as `4.47701E+11`. */
export const roundedNumbers = () =>
  rows({ rows: column.integer, example: column.text.orNull })(sql`
  select count(*) as rows, min(phone) as example from typed_record where regexp_full_match(phone, '=?\\+?\\d(\\.\\d+)?[Ee]\\+?\\d+')`)

export const collectRecordNumbers = (): Sql =>
  sql`insert into new_number_text select distinct phone from typed_record where phone is not null`

const loadable = sql`t.reason is null and t.row_number not in (select row_number from row_outcome where is_duplicate)`

/** A location in words alone is no place: nothing can find it again. */
const saysPlace = sql`(t.latitude is not null or t.place_postcode is not null or t.place_area is not null or t.area_code is not null)`

export const addPlaces = (firstId: number): Sql => sql`
  insert into place (place_id, latitude, longitude, postcode, area, area_code, location)
  with met as (
    select distinct latitude, longitude, place_postcode as postcode, place_area as area, area_code, location from typed_record t where ${saysPlace}
  ),
  fresh as (select m.* from met m where not exists (select 1 from place p where p.latitude is not distinct from m.latitude
    and p.longitude is not distinct from m.longitude and p.postcode is not distinct from m.postcode and p.area is not distinct from m.area
    and p.area_code is not distinct from m.area_code and p.location is not distinct from m.location))
  select ${firstId} - 1 + row_number() over (order by latitude, longitude, area, area_code, location, postcode),
    latitude, longitude, postcode, area, area_code, location
  from fresh`

const placeOf = sql`left join place p on p.latitude is not distinct from t.latitude and p.longitude is not distinct from t.longitude
  and p.postcode is not distinct from t.place_postcode and p.area is not distinct from t.place_area
  and p.area_code is not distinct from t.area_code and p.location is not distinct from t.location and ${saysPlace}`

export const loadRecords = (firstId: number, fileId: number, kind: string): Sql => sql`
  insert into record (record_id, file_id, sheet, row_number, kind, source_record_id, record_key, forename, middle_names, surname,
    forename_initial, surname_initial, date_of_birth, sex, ethnicity, number_id, text_id, email, address, postcode, postcode_sector, area, city,
    age, age_band, "at", precision, local_day, until_day, category, outcome, substances, place_id, fields)
  select ${firstId} - 1 + row_number() over (order by t.row_number), ${fileId}, 0, t.row_number, ${kind},
    t.source_record_id, t.content_key, t.forename, t.middle_names, t.surname, coalesce(t.forename_initial, upper(substr(t.forename, 1, 1))),
    coalesce(t.surname_initial, upper(substr(t.surname, 1, 1))), t.date_of_birth, t.sex, t.ethnicity, n.number_id, n.text_id, t.email, t.address,
    t.postcode, t.postcode_sector, t.area, t.city, t.age, t.age_band, t."at", t.precision, cast(t.local_at as date), t.until_day, t.category,
    t.outcome, t.substances, p.place_id, t.fields
  from typed_record t left join number_text n on n.text = t.phone ${placeOf} where ${loadable} order by t.row_number`

export const loadEvents = (firstId: number, fileId: number, kind: string): Sql => sql`
  insert into event (event_id, file_id, sheet, row_number, kind, source_event_id, record_id, "at", precision, local_day, place_id, area, category,
    outcome, substances, fields)
  select ${firstId} - 1 + row_number() over (order by t.row_number), ${fileId}, 0, t.row_number, ${kind},
    coalesce(t.source_event_id, t.source_record_id), r.record_id, t."at", t.precision,
    cast(t.local_at as date), p.place_id, t.place_area,
    t.category, t.outcome, t.substances, t.fields
  from typed_record t left join record r on r.file_id = ${fileId} and r.row_number = t.row_number ${placeOf} where ${loadable} order by t.row_number`

export const dropTypedRecords = (): Sql => sql`drop table if exists typed_record`
