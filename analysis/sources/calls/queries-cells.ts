import { joined, type Sql, sql } from '../../engine/sql.ts'

/** Divides the parts of a cell as written: a character that no file writes. */
export const cellPartMark = '\u001f'

/** The parts of a cell in one text; `null` for a part that the file has no column for. Null where all parts are blank. */
export const cellAsWritten = (parts: readonly (Sql | null)[]): Sql => {
  const pieces: Sql[] = []
  let marks = 0
  const flush = () => {
    if (marks > 0) pieces.push(sql`repeat(chr(31), ${{ text: String(marks), values: [] }})`)
    marks = 0
  }
  for (const [index, part] of parts.entries()) {
    if (index > 0) marks += 1
    if (!part) continue
    flush()
    pieces.push(sql`coalesce(${part}, '')`)
  }
  flush()
  const written = parts.filter((part) => part !== null)
  return sql`case when coalesce(${joined(written, ', ')}) is not null then ${joined(pieces, ' || ')} end`
}

export const createSaidCells = (): Sql =>
  sql`create or replace temp table said_cell (said varchar, id integer)`

export const createSaidHandsets = (): Sql =>
  sql`create or replace temp table said_handset (said varchar, id integer)`

export const knownCells = (): Sql =>
  sql`select cell_id, code, name, postcode, latitude, longitude, azimuth from cell order by cell_id`

export const knownHandsets = (): Sql => sql`select handset_id, imei, imsi from handset order by handset_id`
