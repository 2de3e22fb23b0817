import { column, rows } from '../../case/rows.ts'
import { joined, type Sql, sql } from '../../case/sql.ts'

/** Divides the parts of a cell as written: a character that no file writes. */
export const cellPartMark = '\u001f'

/** The parts of a cell in one text; `null` for a part that the file has no column for. Null where all parts are blank. */
export const cellAsWritten = (parts: readonly (Sql | null)[]): Sql => {
  const pieces: Sql[] = []
  let marks = 0
  const flush = () => {
    if (marks > 0) pieces.push(sql`repeat(chr(31), ${{ text: String(marks), values: [] }})`)
    marks = 0
  }
  for (const [index, part] of parts.entries()) {
    if (index > 0) marks += 1
    if (!part) continue
    flush()
    pieces.push(sql`coalesce(${part}, '')`)
  }
  flush()
  const written = parts.filter((part) => part !== null)
  return sql`case when coalesce(${joined(written, ', ')}) is not null then ${joined(pieces, ' || ')} end`
}

export const createSaidCells = (): Sql =>
  sql`create or replace temp table said_cell (said varchar, id integer)`

export const noSaidHandsets = (): Sql =>
  sql`create or replace temp table said_handset (said varchar, id integer)`

/** Digits at odd places as they are; at even places doubled, their own digits added (Luhn). */
const luhnSum = (digits: Sql): Sql =>
  joined(
    Array.from({ length: 14 }, (_, index) => {
      const digit = sql`substr(${digits}, ${{ text: String(index + 1), values: [] }}, 1)`
      return index % 2 === 0
        ? sql`cast(${digit} as integer)`
        : sql`cast(substr('0246813579', cast(${digit} as integer) + 1, 1) as integer)`
    }),
    ' + ',
  )

/**
 * Each handset and SIM as the file writes it, in one writing: `canonicalImei` and `canonicalImsi` as SQL, since a file may write a
 * million of them. Those that are neither are left out.
 */
export const createReadHandsets = (said: Sql): Sql => sql`
  create or replace temp table read_handset as
  with digits as (
    select said, regexp_replace(split_part(said, '|', 1), '\\D', '', 'g') as imei_digits,
      regexp_replace(split_part(said, '|', 2), '\\D', '', 'g') as imsi
    from (${said})
  ),
  bodies as (
    select said, case when length(imei_digits) between 14 and 16 and ltrim(substr(imei_digits, 1, 14), '0') <> ''
        then substr(imei_digits, 1, 14) end as body,
      case when length(imsi) between 14 and 15 and ltrim(imsi, '0') <> '' then imsi end as imsi
    from digits
  )
  select said, body || cast((10 - (${luhnSum(sql`body`)}) % 10) % 10 as varchar) as imei, imsi
  from bodies where body is not null or imsi is not null`

export const addHandsets = (firstId: number): Sql => sql`
  insert into handset (handset_id, imei, imsi)
  with pairs as (select distinct imei, imsi from read_handset)
  select ${firstId} - 1 + row_number() over (order by p.imei, p.imsi), p.imei, p.imsi
  from pairs p anti join handset h on h.imei is not distinct from p.imei and h.imsi is not distinct from p.imsi`

export const createSaidHandsets = (): Sql => sql`
  create or replace temp table said_handset as
  select r.said, h.handset_id as id
  from read_handset r join handset h on h.imei is not distinct from r.imei and h.imsi is not distinct from r.imsi;
  drop table read_handset`

export const knownCells = () =>
  rows({
    code: column.text,
    name: column.text.orNull,
    postcode: column.text.orNull,
    latitude: column.number.orNull,
    longitude: column.number.orNull,
    azimuth: column.integer.orNull,
    cell_id: column.integer,
  })(sql`select cell_id, code, name, postcode, latitude, longitude, azimuth from cell order by cell_id`)
