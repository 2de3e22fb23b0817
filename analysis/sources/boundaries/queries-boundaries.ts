import { type Sql, sql } from '../../case/sql.ts'

export const nextAreaId = (): Sql => sql`select coalesce(max(area_id), 0) + 1 as area_id from area`

export const rowsOfAreas = (fileId: number, offset: number, limit: number): Sql => sql`
  select row_number as "row", name, code, population, west, south, east, north from area
  where file_id = ${fileId} order by row_number limit ${limit} offset ${offset}`
