import { column, type RowOf, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'
import { identifyingCells } from '../visibility/queries-identifying.ts'

const identifierColumns = { identifier: column.text }
/** One identifier that the case holds. */
export type IdentifierRow = RowOf<typeof identifierColumns>

export const telephoneNumbers = () =>
  rows(identifierColumns)(
    sql`select distinct value as identifier from visible_number as number where regexp_matches(value, '[0-9]{7}') order by identifier`,
  )

/** IMEI, IMSI and ICCID of handsets, cards and extractions. */
export const handsetNumbers = () =>
  rows(identifierColumns)(sql`
  with written as (
    select unnest([imei, imsi]) as identifier from visible_handset as handset
    union
    select unnest([imei, imsi, iccid]) from visible_device as device
  )
  select identifier from written where identifier is not null order by identifier`)

export const sourceIdentifiers = () =>
  rows(identifierColumns)(sql`
  select source_record_id as identifier from visible_record as record where source_record_id is not null
  union
  select source_event_id from visible_event as event where source_event_id is not null
  union
  select value from (${identifyingCells()})
  order by identifier`)

export const birthDates = () =>
  rows(identifierColumns)(
    sql`select distinct strftime(date_of_birth, '%Y-%m-%d') as identifier from visible_record as record where date_of_birth is not null order by identifier`,
  )

/** Full postcodes alone: an outward code or a sector is an area. */
export const fullPostcodes = () =>
  rows(identifierColumns)(sql`
  with written as (
    select postcode from visible_record as record union select postcode from visible_place as place union select postcode from visible_cell as cell
  )
  select distinct upper(trim(postcode)) as identifier
  from written
  where regexp_matches(upper(trim(postcode)), '^[A-Z]{1,2}[0-9][A-Z0-9]?\\s*[0-9][A-Z]{2}$')
  order by identifier`)

export const namePairs = () =>
  rows({ forename: column.text, surname: column.text })(sql`
  select distinct trim(forename) as forename, trim(surname) as surname
  from visible_record as record
  where length(trim(forename)) > 1 and length(trim(surname)) > 1
  order by forename, surname`)
