import { column, type RowOf, rows } from '../case/rows.ts'
import { identifier, joined, type Sql, sql } from '../case/sql.ts'
import { rowTables } from './queries-commit.ts'

const fileColumns = sql`f.file_id, f.name, f.kind, f.layout, f.sha256, f.size_bytes, f.added_at, f.added_by, f.rows_read, f.rows_loaded,
  f.rows_set_aside, f.rows_duplicate, f.controller, f.agreement, f.basis, f.handling, strftime(f.retain_until, '%Y-%m-%d') as retain_until, f.mapping, f.notes`

const storedFileColumns = {
  file_id: column.integer,
  name: column.text,
  kind: column.text,
  layout: column.text,
  sha256: column.text,
  size_bytes: column.integer,
  added_at: column.instant,
  added_by: column.text,
  rows_read: column.integer,
  rows_loaded: column.integer,
  rows_set_aside: column.integer,
  rows_duplicate: column.integer,
  controller: column.text.orNull,
  agreement: column.text.orNull,
  basis: column.text.orNull,
  handling: column.text.orNull,
  retain_until: column.text.orNull,
  mapping: column.text,
  notes: column.text.orNull,
}
export type StoredFile = RowOf<typeof storedFileColumns>

export const sourceFiles = () =>
  rows(storedFileColumns)(sql`select ${fileColumns} from file f order by f.file_id`)

export const sourceFile = (fileId: number): Sql =>
  sql`select ${fileColumns} from file f where f.file_id = ${fileId}`

/** `kind` of each file with this content. */
export const kindsOfContent = (sha256: string) =>
  rows({ kind: column.text })(sql`select distinct kind from file where sha256 = ${sha256} order by kind`)

export const outcomeReasons = () =>
  rows({ file_id: column.integer, reason: column.text, rows: column.integer })(sql`
  select file_id, reason, count(*) as rows from (select file_id, reason from reject union all select file_id, reason from duplicate)
  group by file_id, reason order by file_id, reason`)

export const rowsSetAside = (
  fileId: number,
  reason: string | undefined,
  offset: number,
  limit: number,
): Sql => sql`
  select row_number as "row", reason, detail as what, raw as "as written" from reject
  where file_id = ${fileId} and (${reason ?? null} is null or reason = ${reason ?? null})
  order by sheet, row_number limit ${limit} offset ${offset}`

export const rowsDuplicate = (
  fileId: number,
  reason: string | undefined,
  offset: number,
  limit: number,
): Sql => sql`
  select d.row_number as "row", d.reason, coalesce(o.name, f.name) as "same as file", d.of_row_number as "same as row"
  from duplicate d join file f on f.file_id = d.file_id left join file o on o.file_id = d.of_file_id
  where d.file_id = ${fileId} and (${reason ?? null} is null or d.reason = ${reason ?? null})
  order by d.sheet, d.row_number limit ${limit} offset ${offset}`

export const rowsOfCalls = (fileId: number, offset: number, limit: number): Sql => sql`
  select o.row_number as "row", o.local_at as "when", cast(o.medium as varchar) as medium, cast(o.outcome as varchar) as outcome,
    nf.value as "from", tf.text as "from as written", nt.value as "to", tt.text as "to as written", o.duration_seconds as seconds,
    c.code as cell, h.imei as handset
  from observation o join number nf on nf.number_id = o.from_number_id join number nt on nt.number_id = o.to_number_id
  left join number_text tf on tf.text_id = o.from_text_id left join number_text tt on tt.text_id = o.to_text_id
  left join cell c on c.cell_id = o.cell_id left join handset h on h.handset_id = o.handset_id
  where o.file_id = ${fileId} order by o.sheet, o.row_number limit ${limit} offset ${offset}`

export const rowsOfAreas = (fileId: number, offset: number, limit: number): Sql => sql`
  select row_number as "row", name, code, population, west, south, east, north from area
  where file_id = ${fileId} order by row_number limit ${limit} offset ${offset}`

export const headerOf = (fileId: number) =>
  rows({ header: column.text })(
    sql`select header from sheet where file_id = ${fileId} order by sheet limit 1`,
  )

/** The rows of a file that keeps them as written, each column under its own header, as written. */
export const rowsAsWritten = (
  table: 'record' | 'event' | 'cell_site',
  fileId: number,
  headers: readonly string[],
  offset: number,
  limit: number,
): Sql => sql`
  select row_number as "row", ${joined(
    headers.map(
      (header) =>
        sql`json_extract_string(fields, ${`/${header.replaceAll('~', '~0').replaceAll('/', '~1')}`}) as ${identifier(header)}`,
    ),
    ', ',
  )}
  from ${identifier(table)} where file_id = ${fileId} order by sheet, row_number limit ${limit} offset ${offset}`

export const describeFile = (
  fileId: number,
  provenance: {
    controller?: string
    agreement?: string
    basis?: string
    handling?: string
    retainUntil?: string
  },
): Sql => sql`
  update file set controller = ${provenance.controller ?? null}, agreement = ${provenance.agreement ?? null}, basis = ${provenance.basis ?? null},
    handling = ${provenance.handling ?? null}, retain_until = cast(${provenance.retainUntil ?? null} as date)
  where file_id = ${fileId}`

/** Tables whose rows go with the file that brought them, those that name rows of others first. */
export const tablesOfFiles = [
  'communication_observation',
  ...rowTables,
  'device',
  'reject',
  'duplicate',
  'sheet',
  'file',
] as const

export const removeFrom = (table: (typeof tablesOfFiles)[number], fileId: number): Sql =>
  table === 'communication_observation'
    ? sql`delete from communication_observation where observation_id in (select observation_id from observation where file_id = ${fileId})`
    : sql`delete from ${identifier(table)} where file_id = ${fileId}`

/** Raw numbers that nothing in the case names any more go with the file that brought them. */
export const removeUnusedTexts = (): Sql => sql`
  delete from number_text where text_id not in (
    select from_text_id from observation where from_text_id is not null union select to_text_id from observation where to_text_id is not null
    union select text_id from contact union select text_id from record where text_id is not null)`

export const savedMappings = () =>
  rows({ name: column.text, mapping: column.text, saved_at: column.instant })(
    sql`select name, mapping, saved_at from saved_mapping order by name`,
  )

export const saveMapping = (name: string, mapping: string, at: Date, person: string): Sql => sql`
  merge into saved_mapping as kept
  using (select ${name} as name, cast(${mapping} as json) as mapping, ${at} as saved_at, ${person} as saved_by) as given
  on kept.name = given.name
  when matched then update set mapping = given.mapping, saved_at = given.saved_at, saved_by = given.saved_by
  when not matched then insert (name, mapping, saved_at, saved_by)
    values (given.name, given.mapping, given.saved_at, given.saved_by)`
