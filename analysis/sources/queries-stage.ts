import { identifier, joined, type Sql, sql } from '../case/sql.ts'
import type { ImportNote } from '../contract/index.ts'

export const columnName = (index: number): Sql => identifier(`c${index}`)

/** The file as text, in its order; `rowid + 1` is the ordinal among the rows that could be read. */
export const stageText = (path: string, delimiter: string, skippedLines: number, columns: number): Sql => {
  const list = joined(
    Array.from({ length: columns }, (_, index) => sql`${columnName(index)}: 'VARCHAR'`),
    ', ',
  )
  return sql`create or replace temp table staged_text as select * from read_csv(${path}, delim = ${delimiter}, quote = '"', escape = '"',
    header = false, skip = ${skippedLines}, auto_detect = false, columns = {${list}}, store_rejects = true, nullstr = '', parallel = true)`
}

export const countRejects = (): Sql => sql`select count(*) as rows from reject_errors`

/** Records that were set aside before DuckDB read the rest, one JSON object a line. */
export const lostRecords = (path: string): Sql => sql`
  create or replace temp table staged_reject as
  select ordinal as row_number, reason, detail, raw
  from read_json(${path}, format = 'newline_delimited', columns = {ordinal: 'BIGINT', reason: 'VARCHAR', detail: 'VARCHAR', raw: 'VARCHAR'})`

export const dropRejects = (): Sql =>
  sql`drop table if exists reject_errors; drop table if exists reject_scans`

export const noLostRecords = (): Sql =>
  sql`create or replace temp table staged_reject (row_number bigint, reason varchar, detail varchar, raw varchar)`

/** DuckDB numbers rows that its transaction has not committed yet from 36028797018960000 (its MAX_ROW_ID). */
const placeInTable = sql`(rowid % 36028797018960000)`

/** Gives each readable row its ordinal in the file, counting the records that were set aside before. */
export const numberRows = (): Sql => sql`
  create or replace temp table numbered_row as
  with lost as (
    select row_number as ordinal, row_number() over (order by row_number) as place from staged_reject
  ),
  steps as (select ordinal - place as after_row, place as shift from lost),
  shifts as (select after_row, max(shift) as shift from steps group by after_row)
  select t.*, t.place + 1 + coalesce(s.shift, 0) as row_number
  from (select ${placeInTable} as place, * from staged_text) t asof left join shifts s on t.place >= s.after_row`

export const rowsAsNumbered = (): Sql =>
  sql`create or replace temp view staged_row as select * from numbered_row`

/** Where every line could be read, the ordinal is the row's own place. */
export const rowsInOrder = (): Sql =>
  sql`create or replace temp view staged_row as select *, ${placeInTable} + 1 as row_number from staged_text`

export const countStaged = (): Sql => sql`
  select (select count(*) from staged_text) as readable, (select count(*) from staged_reject) as unreadable`

export const fileWithHash = (sha256: string): Sql =>
  sql`select file_id, kind, rows_read from file where sha256 = ${sha256} order by file_id limit 1`

export const nextFileId = (): Sql => sql`select coalesce(max(file_id), 0) + 1 as file_id from file`

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

/** `row_fate(row_number, reason, duplicate, of_file_id, of_row_number)` holds the rows that are not loaded. */
export const createFates = (): Sql => sql`
  create or replace temp table row_fate (row_number bigint, reason varchar, is_duplicate boolean,
    of_file_id integer, of_row_number bigint, detail varchar)`

export const fatesOfLostRecords = (): Sql => sql`
  insert into row_fate select row_number, reason, false, null, null, detail from staged_reject`

/** Rows of the file that stand in the case, whatever they became. */
export const countLoaded = (fileId: number): Sql => sql`
  select (select count(*) from observation where file_id = ${fileId}) + (
    select count(*) from (
      select row_number from record where file_id = ${fileId} union select row_number from event where file_id = ${fileId}
      union select row_number from area where file_id = ${fileId}
    )) as rows`

export const storeRejects = (fileId: number, raw: Sql): Sql => sql`
  insert into reject (file_id, sheet, row_number, reason, detail, raw)
  select ${fileId}, 0, f.row_number, f.reason, f.detail, coalesce(u.raw, left(${raw}, 2000))
  from row_fate f left join staged_row s using (row_number) left join staged_reject u on u.row_number = f.row_number
  where not f.is_duplicate order by f.row_number`

export const storeDuplicates = (fileId: number): Sql => sql`
  insert into duplicate (file_id, sheet, row_number, reason, of_file_id, of_row_number)
  select ${fileId}, 0, row_number, reason, of_file_id, of_row_number from row_fate where is_duplicate order by row_number`

export const countFates = (): Sql => sql`
  select reason, is_duplicate, count(*) as rows from row_fate group by reason, is_duplicate order by reason`

export const rawOf = (columns: number): Sql =>
  sql`concat_ws(',', ${joined(
    Array.from({ length: columns }, (_, index) => sql`coalesce(s.${columnName(index)}, '')`),
    ', ',
  )})`
