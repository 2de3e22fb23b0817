import { column, type RowOf, rows } from '../case/rows.ts'
import { identifier, sql } from '../case/sql.ts'
import { rowsStored } from './queries-commit.ts'

/** How many rows of a table the connection's role sees. */
export const rowsShownOf = (table: string) =>
  rows({ rows: column.integer })(sql`select count(*) as rows from ${identifier(`visible_${table}`)}`)

const fileRowsColumns = {
  file_id: column.integer,
  name: column.text,
  rows_read: column.integer,
  rows_loaded: column.integer,
  rows_set_aside: column.integer,
  rows_duplicate: column.integer,
  loaded: column.integer,
  set_aside: column.integer,
  repeated: column.integer,
}
export type FileRows = RowOf<typeof fileRowsColumns>

/** Every file with what it said of itself, and the rows of each outcome that stand in the case. */
export const rowsOfFiles = () =>
  rows(fileRowsColumns)(sql`
  with loaded as (
    select file_id, count(*) as rows from (
      ${rowsStored(null)}
    ) group by file_id
  ),
  set_aside as (select file_id, count(distinct (sheet, row_number)) as rows from reject group by file_id),
  repeated as (select file_id, count(distinct (sheet, row_number)) as rows from duplicate group by file_id)
  select file.file_id, file.name, file.rows_read, file.rows_loaded, file.rows_set_aside, file.rows_duplicate,
    cast(coalesce(loaded.rows, 0) as bigint) as loaded, cast(coalesce(set_aside.rows, 0) as bigint) as set_aside,
    cast(coalesce(repeated.rows, 0) as bigint) as repeated
  from file
  left join loaded using (file_id)
  left join set_aside using (file_id)
  left join repeated using (file_id)
  order by file.file_id`)

/** Communications whose observations are gone, and observations that no communication counts. */
export const looseCommunications = () =>
  rows({ unseen: column.integer, lost: column.integer })(sql`
  select
    (select count(*) from communication anti join communication_observation using (communication_id)) as unseen,
    (select count(*) from communication_observation anti join observation using (observation_id)) as lost`)
