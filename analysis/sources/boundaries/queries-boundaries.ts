import { type Sql, sql } from '../../case/sql.ts'

export const nextAreaId = (): Sql => sql`select coalesce(max(area_id), 0) + 1 as area_id from area`

export const insertSetAside = (
  fileId: number,
  rowNumber: number,
  reason: string,
  detail: string,
  raw: string,
): Sql =>
  sql`insert into reject (file_id, sheet, row_number, reason, detail, raw) values (${fileId}, 0, ${rowNumber}, ${reason}, ${detail}, ${raw})`

export const insertRepeated = (fileId: number, rowNumber: number, ofRowNumber: number): Sql =>
  sql`insert into duplicate (file_id, sheet, row_number, reason, of_file_id, of_row_number)
    values (${fileId}, 0, ${rowNumber}, 'DUPLICATE_IN_FILE', ${fileId}, ${ofRowNumber})`

export const areasSetAside = (
  fileId: number,
  reason: string | undefined,
  offset: number,
  limit: number,
): Sql => sql`
  select row_number as "row", reason, detail as what, raw as "as written" from reject
  where file_id = ${fileId} and (${reason ?? null} is null or reason = ${reason ?? null})
  order by row_number limit ${limit} offset ${offset}`

export const rowsOfAreas = (fileId: number, offset: number, limit: number): Sql => sql`
  select row_number as "row", name, code, population, west, south, east, north from area
  where file_id = ${fileId} order by row_number limit ${limit} offset ${offset}`
