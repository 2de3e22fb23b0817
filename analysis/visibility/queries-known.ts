import { identifier, nothing, type Sql, sql } from '../case/sql.ts'

/** Of one file, of every file of a kind, or of all files. */
export type KnownFrom = { readonly fileId: number } | { readonly kind: string } | null

const chosen = (from: KnownFrom): Sql =>
  from === null
    ? nothing
    : 'fileId' in from
      ? sql`where file.file_id = ${from.fileId}`
      : sql`where file.kind = ${from.kind}`

const ofFiles = (from: KnownFrom): Sql =>
  from === null
    ? nothing
    : 'fileId' in from
      ? sql`and file_id = ${from.fileId}`
      : sql`and file_id in (select file_id from file where kind = ${from.kind})`

/** Whether a row of a kind with handling codes may not be shared; rows of other kinds may. */
const isRestricted = (table: Sql, codedKinds: readonly string[]): Sql => sql`
  (list_contains(${codedKinds}, ${table}.kind)
    and (${table}.file_id, ${table}.sheet, ${table}.row_number) not in (select (file_id, sheet, row_number) from sharable_row))`

export type KnownThing = 'number' | 'text' | 'place'

const tables: Readonly<Record<KnownThing, { readonly table: string; readonly id: string }>> = {
  number: { table: 'number_kind', id: 'number_id' },
  text: { table: 'text_kind', id: 'text_id' },
  place: { table: 'place_kind', id: 'place_id' },
}

/** `file_id`, `id`, `is_restricted`: where each thing stands in the rows. */
function met(thing: KnownThing, from: KnownFrom, codedKinds: readonly string[]): Sql {
  const rows = ofFiles(from)
  const ofRecords = (id: Sql) => sql`
    select file_id, ${id} as id, ${isRestricted(sql`record`, codedKinds)} as is_restricted from record where ${id} is not null ${rows}`
  switch (thing) {
    case 'number':
      return sql`
    select file_id, from_number_id as id, false as is_restricted from observation where true ${rows}
    union select file_id, to_number_id, false from observation where true ${rows}
    union select file_id, number_id, false from contact where true ${rows}
    union select file_id, owner_number_id, false from device where true ${rows}
    union ${ofRecords(sql`number_id`)}`
    case 'text':
      return sql`
    select file_id, from_text_id as id, false as is_restricted from observation where from_text_id is not null ${rows}
    union select file_id, to_text_id, false from observation where to_text_id is not null ${rows}
    union select file_id, text_id, false from contact where true ${rows}
    union ${ofRecords(sql`text_id`)}`
    case 'place':
      return sql`
    ${ofRecords(sql`place_id`)}
    union select file_id, place_id, ${isRestricted(sql`event`, codedKinds)} from event where place_id is not null ${rows}`
  }
}

/** Adds through which kinds the things of some files are known, where it is not noted yet. */
export const noteKnown = (thing: KnownThing, from: KnownFrom, codedKinds: readonly string[]): Sql => {
  const { table, id } = tables[thing]
  return sql`
  insert into ${identifier(table)}
  with met as (${met(thing, from, codedKinds)}),
  found as (
    select distinct met.id, file.kind, met.is_restricted from met join file using (file_id) ${chosen(from)}
  )
  select found.id, found.kind, found.is_restricted
  from found
  anti join ${identifier(table)} as noted
    on noted.${identifier(id)} = found.id and noted.kind = found.kind and noted.is_restricted = found.is_restricted
  order by found.id, found.kind, found.is_restricted`
}

export const forgetKnown = (thing: KnownThing, kind: string | null): Sql =>
  sql`delete from ${identifier(tables[thing].table)} ${kind === null ? nothing : sql`where kind = ${kind}`}`

/** What the notes say too much and too little: rows of the notes that no row of the case bears out, and the other way round. */
export const notesThatDiffer = (thing: KnownThing, codedKinds: readonly string[]): Sql => {
  const { table, id } = tables[thing]
  return sql`
  with met as (${met(thing, null, codedKinds)}),
  borne_out as (select distinct met.id, file.kind, met.is_restricted from met join file using (file_id)),
  noted as (select ${identifier(id)} as id, kind, is_restricted from ${identifier(table)})
  select (select count(*) from (from noted except from borne_out)) + (select count(*) from (from borne_out except from noted)) as rows`
}

export const kindOfFile = (fileId: number): Sql =>
  sql`select kind, cast(mapping as varchar) as mapping from file where file_id = ${fileId}`

/** The rows of a file whose handling code, under its own header, lets them be shared. */
export const noteSharableRows = (
  table: 'record' | 'event',
  fileId: number,
  header: string,
  codes: readonly string[],
): Sql => sql`
  insert into sharable_row
  select distinct file_id, sheet, row_number from ${identifier(table)}
  where file_id = ${fileId}
    and list_contains(${codes}, regexp_extract(upper(trim(json_extract_string(fields, ${`/${header.replaceAll('~', '~0').replaceAll('/', '~1')}`}))), '^[A-Z0-9]+'))
    and (file_id, sheet, row_number) not in (select (file_id, sheet, row_number) from sharable_row)`

export const forgetSharableRows = (fileId: number): Sql =>
  sql`delete from sharable_row where file_id = ${fileId}`
