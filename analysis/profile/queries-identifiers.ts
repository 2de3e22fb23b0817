import { type Sql, sql } from '../engine/sql.ts'

/** Telephone numbers of the case as digits, and other numbers of handsets and cards. */
export const telephoneIdentifiers = (): Sql => sql`
  select regexp_replace(value, '[^0-9]', '', 'g') as identifier from number where length(regexp_replace(value, '[^0-9]', '', 'g')) >= 7
  union
  select imei from handset where imei is not null
  union
  select imsi from handset where imsi is not null
  union
  select unnest([imei, imsi, iccid]) from device
  order by identifier`

/** Source ids of six characters or more, as the sources write them. */
export const sourceIdentifiers = (): Sql => sql`
  select lower(trim(source_record_id)) as identifier from record where length(trim(source_record_id)) >= 6
  union
  select lower(trim(source_event_id)) from event where length(trim(source_event_id)) >= 6
  order by identifier`

export const birthDates = (): Sql =>
  sql`select distinct strftime(date_of_birth, '%Y-%m-%d') as identifier from record where date_of_birth is not null order by identifier`

export const fullPostcodes = (): Sql => sql`
  with written as (
    select postcode from record union select postcode from place union select postcode from cell
  )
  select distinct regexp_replace(upper(postcode), '[^A-Z0-9]', '', 'g') as identifier
  from written
  where regexp_matches(upper(trim(postcode)), '^[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][A-Z]{2}$')
  order by identifier`

export const namePairs = (): Sql => sql`
  select distinct lower(trim(forename)) as forename, lower(trim(surname)) as surname
  from record
  where length(trim(forename)) > 1 and length(trim(surname)) > 1
  order by forename, surname`
