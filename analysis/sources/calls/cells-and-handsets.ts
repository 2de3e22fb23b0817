import { latLngToCell } from 'h3-js'
import type { Connection } from '../../case/duckdb/database.ts'
import type { Sql } from '../../case/sql.ts'
import { positionOfGrid } from '../grid-reference.ts'
import { cellsSaid, createCellsSaid, createHandsetsSaid, handsetsSaid } from './queries-call-rows.ts'
import {
  addHandsets,
  cellPartMark,
  createReadHandsets,
  createSaidCells,
  createSaidHandsets,
  knownCells,
  noSaidHandsets,
} from './queries-cells.ts'

const finite = (text: string | undefined): number | null => {
  if (!text) return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}

interface CellRow {
  code: string
  name: string | null
  postcode: string | null
  latitude: number | null
  longitude: number | null
  azimuth: number | null
}

const keyOfCell = (cell: CellRow) =>
  JSON.stringify([cell.code, cell.name, cell.postcode, cell.latitude, cell.longitude, cell.azimuth])

function cellOf(said: string): CellRow | null {
  const [code, name, postcode, latitude, longitude, easting, northing, azimuth] = said
    .split(cellPartMark)
    .map((part) => part.trim())
  const point = { easting: finite(easting) ?? 0, northing: finite(northing) ?? 0 }
  const written =
    finite(latitude) !== null &&
    finite(longitude) !== null &&
    (finite(latitude) !== 0 || finite(longitude) !== 0)
      ? { latitude: finite(latitude)!, longitude: finite(longitude)! }
      : null
  const position = written ?? positionOfGrid(point)
  const label = code || name || postcode || (position ? `${position.latitude},${position.longitude}` : '')
  if (!label) return null
  const bearing = finite(azimuth)
  return {
    code: label,
    name: name || null,
    postcode: postcode || null,
    latitude: position && Math.abs(position.latitude) <= 90 ? Number(position.latitude.toFixed(6)) : null,
    longitude: position && Math.abs(position.longitude) <= 180 ? Number(position.longitude.toFixed(6)) : null,
    azimuth: bearing !== null && Math.abs(bearing) <= 360 ? Math.round(bearing) : null,
  }
}

/** Gives each cell that the file writes its place in `cell`, and leaves `said_cell(said, id)` for the rows. */
export async function placeCells(connection: Connection, texts: Sql | null): Promise<void> {
  await connection.run(createSaidCells())
  if (!texts) return
  await connection.run(createCellsSaid(texts))
  const known = await connection.all<CellRow & { cell_id: number }>(knownCells())
  const idOf = new Map(known.map((cell) => [keyOfCell(cell), cell.cell_id]))
  let next = known.reduce((highest, cell) => Math.max(highest, cell.cell_id), 0) + 1
  const said = await connection.all<{ said: string }>(cellsSaid())
  const cells = await connection.appender('cell')
  const links = await connection.appender('said_cell')
  for (const row of said) {
    const cell = cellOf(row.said)
    if (!cell) continue
    const key = keyOfCell(cell)
    let id = idOf.get(key)
    if (id === undefined) {
      id = next
      next += 1
      idOf.set(key, id)
      cells.appendInteger(id)
      cells.appendVarchar(cell.code)
      for (const text of [cell.name, cell.postcode])
        text === null ? cells.appendNull() : cells.appendVarchar(text)
      for (const degrees of [cell.latitude, cell.longitude])
        degrees === null ? cells.appendNull() : cells.appendDouble(degrees)
      cell.azimuth === null ? cells.appendNull() : cells.appendSmallInt(cell.azimuth)
      if (cell.latitude === null || cell.longitude === null) cells.appendNull()
      else cells.appendUBigInt(BigInt(`0x${latLngToCell(cell.latitude, cell.longitude, 8)}`))
      cells.endRow()
    }
    links.appendVarchar(row.said)
    links.appendInteger(id)
    links.endRow()
  }
  for (const appender of [cells, links]) {
    appender.flushSync()
    appender.closeSync()
  }
}

/** Gives each handset and SIM that the file writes its place in `handset`, and leaves `said_handset(said, id)` for the rows. */
export async function placeHandsets(connection: Connection, texts: Sql | null): Promise<void> {
  if (!texts) return connection.run(noSaidHandsets())
  await connection.run(createHandsetsSaid(texts))
  await connection.run(createReadHandsets(handsetsSaid()))
  await connection.run(addHandsets())
  await connection.run(createSaidHandsets())
}
