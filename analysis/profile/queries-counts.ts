import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

const countedCellColumns = {
  row_code: column.text.orNull,
  column_code: column.text.orNull,
  row_total: column.integer,
  column_total: column.integer,
  counted: column.integer,
}
export type CountedCell = RowOf<typeof countedCellColumns>

/**
 * Distinct units by row and column code, with the totals over rows, over columns and over both; `row_total` and `column_total` are
 * 1 where that code is summed over. `facts` as of `CountTable`.
 */
export const countsOf = (facts: Sql) =>
  rows(countedCellColumns)(sql`
  with facts as (${facts})
  select row_code, column_code, grouping(row_code) as row_total, grouping(column_code) as column_total, count(distinct unit) as counted
  from facts
  group by grouping sets ((row_code, column_code), (row_code), (column_code), ())
  order by row_total, column_total, row_code, column_code`)

interface FigureRowsOf {
  facts: Sql
  rowCodes: readonly string[]
  /** Null where the table has no columns. */
  columnCodes: readonly string[] | null
  limit: number
}

/**
 * The source rows behind a figure: `source, sheet, row, kind, day, counted as`. A figure of numbers leads to the communications of
 * those numbers with lines. No identity and no free text.
 */
export const figureRows = ({ facts, rowCodes, columnCodes, limit }: FigureRowsOf): Sql => sql`
  with facts as (${facts}),
  chosen as (
    select distinct unit, file_id, sheet, row_number, number_id from facts
    where list_contains(${rowCodes}, row_code) ${columnCodes === null ? sql`` : sql`and list_contains(${columnCodes}, column_code)`}
  ),
  source_rows as (
    select chosen.file_id, chosen.sheet, chosen.row_number from chosen where chosen.file_id is not null
    union
    select observation.file_id, observation.sheet, observation.row_number
    from visible_observation as observation
    where observation.from_number_id in (select number_id from chosen where number_id is not null)
      or observation.to_number_id in (select number_id from chosen where number_id is not null)
  ),
  day_of as (
    select file_id, sheet, row_number, min(local_day) as local_day from (
      select file_id, sheet, row_number, local_day from visible_record as record
      union all select file_id, sheet, row_number, local_day from visible_event as event
      union all select file_id, sheet, row_number, local_day from visible_observation as observation
    )
    semi join source_rows using (file_id, sheet, row_number)
    group by file_id, sheet, row_number
  )
  select file.name as source, sheet.name as sheet, source_rows.row_number as "row", file.kind as kind,
    strftime(day_of.local_day, '%Y-%m-%d') as day
  from source_rows
  join visible_file as file on file.file_id = source_rows.file_id
  left join visible_sheet as sheet on sheet.file_id = source_rows.file_id and sheet.sheet = source_rows.sheet
  left join day_of on day_of.file_id = source_rows.file_id and day_of.sheet = source_rows.sheet and day_of.row_number = source_rows.row_number
  order by file.name, source_rows.sheet, source_rows.row_number
  limit ${limit}`
