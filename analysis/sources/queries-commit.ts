import { column, rows } from '../case/rows.ts'
import { identifier, joined, type Sql, sql } from '../case/sql.ts'
import type { ImportNote } from '../contract/index.ts'

/** The tables whose rows came from a file, each with `file_id`, `sheet` and `row_number`. */
export const rowTables = ['observation', 'contact', 'record', 'event', 'area', 'cell_site'] as const

/** `file_id`, `sheet` and `row_number` of every row of a file that stands in the case, whatever it became; each once. */
export const rowsStored = (fileId: number | null): Sql =>
  joined(
    rowTables.map(
      (table) =>
        sql`select file_id, sheet, row_number from ${identifier(table)}${fileId === null ? sql`` : sql` where file_id = ${fileId}`}`,
    ),
    ' union ',
  )

export const countStored = (fileId: number) =>
  rows({ rows: column.integer })(sql`select count(*) as rows from (${rowsStored(fileId)})`)

/** The same of a file each of whose rows is one observation or none, without telling the rows apart. */
export const countObservations = (fileId: number) =>
  rows({ rows: column.integer })(sql`select count(*) as rows from observation where file_id = ${fileId}`)

/** `row_outcome` holds the rows that are not loaded; `of_file_id` and `of_row_number` say which row a duplicate repeats. */
export const createRowOutcomes = (): Sql => sql`
  create or replace temp table row_outcome (sheet smallint default 0, row_number bigint, reason varchar, is_duplicate boolean,
    of_file_id integer, of_row_number bigint, detail varchar, raw varchar)`

export const dropRowOutcomes = (): Sql => sql`drop table if exists row_outcome`

export const insertFile = (file: {
  fileId: number
  sha256: string
  name: string
  sizeBytes: number
  kind: string
  layout: string
  mapping: string
  zone: string
  controller: string | null
  agreement: string | null
  basis: string | null
  handling: string | null
  retainUntil: string | null
  addedAt: Date
  addedBy: string
  rowsRead: number
  rowsLoaded: number
  rowsSetAside: number
  rowsDuplicate: number
  notes?: readonly ImportNote[]
}): Sql => sql`
  insert into file (file_id, sha256, name, size_bytes, kind, layout, mapping, zone, controller, agreement, basis, handling, retain_until,
    added_at, added_by, rows_read, rows_loaded, rows_set_aside, rows_duplicate, notes)
  values (${file.fileId}, ${file.sha256}, ${file.name}, ${file.sizeBytes}, ${file.kind}, ${file.layout}, ${file.mapping}, ${file.zone},
    ${file.controller}, ${file.agreement}, ${file.basis}, ${file.handling}, cast(${file.retainUntil} as date), ${file.addedAt}, ${file.addedBy},
    ${file.rowsRead}, ${file.rowsLoaded}, ${file.rowsSetAside}, ${file.rowsDuplicate}, ${JSON.stringify(file.notes ?? [])})`

export const insertSheet = (fileId: number, sheet: number, name: string, header: string): Sql =>
  sql`insert into sheet (file_id, sheet, name, header) values (${fileId}, ${sheet}, ${name}, ${header})`

export const storeRejects = (fileId: number): Sql => sql`
  insert into reject (file_id, sheet, row_number, reason, detail, raw)
  select ${fileId}, sheet, row_number, reason, detail, raw from row_outcome where not is_duplicate order by sheet, row_number`

export const storeDuplicates = (fileId: number): Sql => sql`
  insert into duplicate (file_id, sheet, row_number, reason, of_file_id, of_row_number)
  select ${fileId}, sheet, row_number, reason, of_file_id, of_row_number from row_outcome where is_duplicate order by sheet, row_number`

export const countRowOutcomes = () =>
  rows({ reason: column.text, is_duplicate: column.flag, rows: column.integer })(sql`
  select reason, is_duplicate, count(*) as rows from row_outcome group by reason, is_duplicate order by reason`)
