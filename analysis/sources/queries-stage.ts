import { column, rows } from '../case/rows.ts'
import { identifier, joined, type Sql, sql } from '../case/sql.ts'
import type { SourceKind } from '../contract/index.ts'

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

export const countRejects = () =>
  rows({ rows: column.integer })(sql`select count(*) as rows from reject_errors`)

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

export const countStaged = () =>
  rows({ readable: column.integer, unreadable: column.integer })(sql`
  select (select count(*) from staged_text) as readable, (select count(*) from staged_reject) as unreadable`)

export const fileWithHash = (sha256: string) =>
  rows({ file_id: column.integer, kind: column.textOf<SourceKind>(), rows_read: column.integer })(
    sql`select file_id, kind, rows_read from file where sha256 = ${sha256} order by file_id`,
  )

export const outcomesOfLostRecords = (): Sql => sql`
  insert into row_outcome (row_number, reason, is_duplicate, detail, raw)
  select row_number, reason, false, detail, raw from staged_reject`

export const countOutcomesWithoutRaw = () =>
  rows({ rows: column.integer })(
    sql`select count(*) as rows from row_outcome where not is_duplicate and raw is null`,
  )

/** The text of the rows that are set aside; those that could not be told apart bring their own. */
export const keepRawOfOutcomes = (raw: Sql): Sql => sql`
  update row_outcome set raw = written.raw
  from (
    select s.row_number, left(${raw}, 2000) as raw from staged_row s
    where s.row_number in (select row_number from row_outcome where not is_duplicate and raw is null)
  ) as written
  where row_outcome.row_number = written.row_number and not row_outcome.is_duplicate and row_outcome.raw is null`

export const rawOf = (columns: number): Sql =>
  sql`concat_ws(',', ${joined(
    Array.from({ length: columns }, (_, index) => sql`coalesce(s.${columnName(index)}, '')`),
    ', ',
  )})`

/** A cell's code as what it means; a cell that is none of the codes as it stands. */
export const meaningOf = (cell: Sql, values: Readonly<Record<string, string>>): Sql =>
  sql`case lower(trim(${cell})) ${joined(
    Object.entries(values).map(([code, meaning]) => sql`when ${code} then ${meaning}`),
    ' ',
  )} else ${cell} end`

export const countRows = (table: string) =>
  rows({ rows: column.integer })(sql`select count(*) as rows from ${identifier(table)}`)
