import { column, rows } from '../../case/rows.ts'
import { type Sql, sql } from '../../case/sql.ts'

export const nextAreaId = () =>
  rows({ area_id: column.integer })(sql`select coalesce(max(area_id), 0) + 1 as area_id from area`)

export const rowsOfAreas = (fileId: number, offset: number, limit: number): Sql => sql`
  select row_number as "row", name, code, population, west, south, east, north from area
  where file_id = ${fileId} order by row_number limit ${limit} offset ${offset}`
