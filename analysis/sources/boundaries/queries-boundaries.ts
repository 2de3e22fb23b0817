import { type Sql, sql } from '../../case/sql.ts'

export const rowsOfAreas = (fileId: number, offset: number, limit: number): Sql => sql`
  select row_number as "row", name, code, population, west, south, east, north from area
  where file_id = ${fileId} order by row_number limit ${limit} offset ${offset}`
