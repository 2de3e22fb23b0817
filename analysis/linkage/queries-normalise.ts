import { type Sql, sql } from '../case/sql.ts'
import { deathKinds, personKinds, referenceKinds } from '../kinds/lists.ts'

export const createNicknameRoots = (json: string): Sql => sql`
  create or replace temp table nickname_root as
  select name, list(root order by root) as roots
  from (
    select distinct entry.name, entry.root
    from (select unnest(from_json(${json}, '[{"name":"VARCHAR","root":"VARCHAR"}]')) as entry)
  )
  group by name`

const letters = (text: Sql): Sql => sql`nullif(regexp_replace(${text}, '[^a-z]', '', 'g'), '')`
const plainName = (column: Sql): Sql =>
  sql`regexp_replace(trim(lower(strip_accents(${column}))), '^(mr|mrs|ms|miss|dr)[. ]+', '')`
const ownReference = sql`nullif(regexp_replace(upper(names.source_record_id), '[^A-Z0-9/]', '', 'g'), '')`

/** Which columns of the files hold a reference that a system gives to a person, and those references by record. */
const referencesPerRecord = sql`
  headers as (
    select file_id, mapping, unnest(json_keys(mapping, '$.fields')) as header
    from visible_file as file
    where kind in (select unnest(${personKinds}))
  ),
  reference_headers as (
    select file_id, '/' || replace(replace(header, '~', '~0'), '/', '~1') as pointer,
      json_extract_string(mapping, '/fields/' || replace(replace(header, '~', '~0'), '/', '~1')) as field,
      trim(regexp_replace(lower(header), '[^a-z0-9]+', ' ', 'g')) as words
    from headers
  ),
  named_references as (
    select file_id, pointer, case
        when field = 'pncId' or field is null and regexp_matches(words, '^pnc( ?id| no| number)?$') then 'pnc'
        when field = 'nominal' or field is null and regexp_matches(words, '^nominal( ref| urn| reference)?$') then 'nominal'
        when field = 'clientId' or field is null and regexp_matches(words, '^client ?id$') then 'client'
        when field = 'custodyRecord' or field is null and regexp_matches(words, '^custody record( no| number)?$') then 'custody'
      end as reference
    from reference_headers
  ),
  references_per_record as (
    select record.record_id,
      max(value) filter (where reference = 'nominal') as nominal, max(value) filter (where reference = 'pnc') as pnc,
      max(value) filter (where reference = 'client') as client, max(value) filter (where reference = 'custody') as custody_reference
    from (
      select record.record_id, named_references.reference,
        nullif(regexp_replace(upper(json_extract_string(record.fields, named_references.pointer)), '[^A-Z0-9/]', '', 'g'), '') as value
      from visible_record as record
      join named_references on named_references.file_id = record.file_id and named_references.reference is not null
    ) as record
    where value is not null
    group by record.record_id
  )`

/** The records about people with what is compared of them, each in one form. */
const peopleRecords = sql`
  people_records as (
    select record.record_id, record.record_key, record.kind, record.file_id, file.controller,
      ${plainName(sql`record.forename`)} as forename_text,
      ${plainName(sql`record.surname`)} as surname_text,
      lower(record.forename_initial) as forename_initial, lower(record.surname_initial) as surname_initial,
      case when record.date_of_birth > date '1900-01-01' then record.date_of_birth end as birth,
      case when lower(trim(record.sex)) in ('m', 'male', '1') then 'M'
        when lower(trim(record.sex)) in ('f', 'female', '2') then 'F' end as sex,
      nullif(lower(trim(record.email)), '') as email,
      case when number.kind = 'e164' then record.number_id end as number_id,
      nullif(regexp_replace(upper(record.postcode), '[^A-Z0-9]', '', 'g'), '') as postcode_text,
      nullif(regexp_replace(upper(record.postcode_sector), '[^A-Z0-9]', '', 'g'), '') as sector_text,
      ${letters(sql`lower(strip_accents(coalesce(record.city, record.area)))`)} as area,
      case when regexp_matches(record.address, '[0-9]') then nullif(regexp_replace(lower(record.address), '[^a-z0-9]', '', 'g'), '') end as address,
      nullif(trim(record.source_record_id), '') as source_record_id,
      nominal, pnc, client, custody_reference,
      record.local_day, record.until_day,
      list_contains(${deathKinds}, record.kind) and (
        regexp_matches(lower(concat_ws(' ', record.category, record.outcome)), '\\b(death|died)\\b')
        or regexp_matches(lower(cast(file.mapping as varchar)), '"[^"]*death[^"]*" *: *"at"')
      ) as is_death
    from visible_record as record
    join visible_file as file on file.file_id = record.file_id
    left join visible_number as number using (number_id)
    left join references_per_record using (record_id)
    where record.kind in (select unnest(${personKinds}))
  )`

const names = sql`
  names as (
    select *,
      ${letters(sql`split_part(forename_text, ' ', 1)`)} as forename,
      ${letters(sql`surname_text`)} as surname,
      list_filter(
        list_transform(regexp_split_to_array(coalesce(surname_text, ''), '[- ]+'), lambda part: regexp_replace(part, '[^a-z]', '', 'g')),
        lambda part: length(part) > 2
      ) as surname_parts
    from people_records
  )`

/**
 * One row per record about a person, with the names, dates and references in the form in which they are compared.
 * `reference_*` are the references that a system gives to a person; a treatment record's attributor is in initials and birth.
 */
export const createLinkageRecords = (): Sql => sql`
  create or replace temp table linkage_record as
  with ${referencesPerRecord},
  ${peopleRecords},
  ${names}
  select names.record_id, names.record_key, names.kind, names.file_id, names.forename, names.surname, names.surname_parts,
    coalesce(nickname_root.roots, case when names.forename is null then [] else [names.forename] end) as forename_roots,
    coalesce(left(names.forename, 1), names.forename_initial) as forename_initial,
    coalesce(left(names.surname, 1), names.surname_initial) as surname_initial,
    names.birth, strftime(names.birth, '%Y%m%d') as birth_text, names.sex, names.email,
    split_part(names.email, '@', 1) as email_local, split_part(names.email, '@', -1) as email_domain, names.number_id,
    case when regexp_matches(names.postcode_text, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$') then names.postcode_text end as postcode,
    case when regexp_matches(names.postcode_text, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$')
        then left(names.postcode_text, length(names.postcode_text) - 2)
      else names.sector_text end as sector,
    names.area, names.address,
    case when list_contains(${referenceKinds('nominal')}, names.kind) then coalesce(names.nominal, ${ownReference}) else names.nominal end as reference_nominal,
    case when list_contains(${referenceKinds('own')}, names.kind) then names.kind || '|' || coalesce(lower(trim(names.controller)), '') || '|' || ${ownReference} end as reference_own,
    names.pnc as reference_pnc, names.client as reference_client,
    case when names.kind = 'custody' then ${ownReference} else names.custody_reference end as reference_custody,
    names.local_day, names.until_day, names.is_death,
    case when names.forename is not null and names.surname is not null
      then least(names.forename, names.surname) || ' ' || greatest(names.forename, names.surname) end as both_names,
    left(coalesce(nickname_root.roots[1], names.forename, names.forename_initial), 1) as root_initial,
    year(names.birth) as birth_year,
    case when names.birth is not null then least(month(names.birth), day(names.birth)) * 100 + greatest(month(names.birth), day(names.birth)) end
      as birth_day
  from names
  left join nickname_root on nickname_root.name = names.forename`
