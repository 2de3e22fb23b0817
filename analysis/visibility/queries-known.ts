import { column, rows } from '../case/rows.ts'
import { identifier, joined, nothing, type Sql, sql } from '../case/sql.ts'

/** Of one file, of every file of a kind, or of all files. */
export type KnownFrom = { readonly fileId: number } | { readonly kind: string } | null

const ofFiles = (from: KnownFrom): Sql =>
  from === null
    ? nothing
    : 'fileId' in from
      ? sql`and file_id = ${from.fileId}`
      : sql`and kind = ${from.kind}`

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

/** `id`, `kind`, `is_restricted`: through which kinds of row each thing is known. */
function met(thing: KnownThing, from: KnownFrom, codedKinds: readonly string[]): Sql {
  const chosen = ofFiles(from)
  const ofRows = (table: Sql, id: Sql) => sql`
    select ${id} as id, kind, ${isRestricted(table, codedKinds)} as is_restricted from ${table} where ${id} is not null ${chosen}`
  const ofFile = (table: Sql, id: Sql) => sql`
    select ${id} as id, kind, false as is_restricted from ${table} join (select file_id as of_file, kind from file) on of_file = file_id
    where ${id} is not null ${chosen}`
  const parts: Readonly<Record<KnownThing, readonly Sql[]>> = {
    number: [
      ofFile(sql`observation`, sql`from_number_id`),
      ofFile(sql`observation`, sql`to_number_id`),
      ofFile(sql`contact`, sql`number_id`),
      ofFile(sql`device`, sql`owner_number_id`),
      ofRows(sql`record`, sql`number_id`),
    ],
    text: [
      ofFile(sql`observation`, sql`from_text_id`),
      ofFile(sql`observation`, sql`to_text_id`),
      ofFile(sql`contact`, sql`text_id`),
      ofRows(sql`record`, sql`text_id`),
    ],
    place: [ofRows(sql`record`, sql`place_id`), ofRows(sql`event`, sql`place_id`)],
  }
  return joined(parts[thing], ' union ')
}

/** Adds through which kinds the things of some files are known, where it is not noted yet. */
export const noteKnown = (thing: KnownThing, from: KnownFrom, codedKinds: readonly string[]): Sql => {
  const { table, id } = tables[thing]
  return sql`
  insert into ${identifier(table)}
  with found as (${met(thing, from, codedKinds)})
  select found.id, found.kind, found.is_restricted
  from found
  anti join ${identifier(table)} as noted
    on noted.${identifier(id)} = found.id and noted.kind = found.kind and noted.is_restricted = found.is_restricted
  order by found.id, found.kind, found.is_restricted`
}

export const forgetKnown = (thing: KnownThing, kind: string | null): Sql =>
  sql`delete from ${identifier(tables[thing].table)} ${kind === null ? nothing : sql`where kind = ${kind}`}`

/** What the notes say too much and too little: rows of the notes that no row of the case bears out, and the other way round. */
export const notesThatDiffer = (thing: KnownThing, codedKinds: readonly string[]) => {
  const { table, id } = tables[thing]
  return rows({ rows: column.integer })(sql`
  with borne_out as (${met(thing, null, codedKinds)}),
  noted as (select ${identifier(id)} as id, kind, is_restricted from ${identifier(table)})
  select (select count(*) from (from noted except from borne_out)) + (select count(*) from (from borne_out except from noted)) as rows`)
}

export const kindOfFile = (fileId: number) =>
  rows({ kind: column.text, mapping: column.text })(
    sql`select kind, cast(mapping as varchar) as mapping from file where file_id = ${fileId}`,
  )

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
