import { latLngToCell } from 'h3-js'
import type { Sql } from '../../case/sql.ts'
import type { Connection } from '../../case/store.ts'
import { positionOfGrid } from '../grid-reference.ts'
import { idsForRows } from '../ids-for-rows.ts'
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

export interface CellRow {
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

/** The cells of the case by what they are, and those that are new to it, numbered from `firstId`. */
export class CellShelf {
  readonly fresh: (CellRow & { readonly cell_id: number })[] = []
  private readonly ids: Map<string, number>
  private next: number

  constructor(known: readonly (CellRow & { readonly cell_id: number })[], firstId: number) {
    this.ids = new Map(known.map((cell) => [keyOfCell(cell), cell.cell_id]))
    this.next = firstId
  }

  idOf(cell: CellRow): number {
    const key = keyOfCell(cell)
    const known = this.ids.get(key)
    if (known !== undefined) return known
    const id = this.next
    this.next += 1
    this.ids.set(key, id)
    this.fresh.push({ ...cell, cell_id: id })
    return id
  }
}

export async function appendCells(
  connection: Connection,
  fresh: readonly (CellRow & { readonly cell_id: number })[],
): Promise<void> {
  const cells = await connection.appender('cell')
  for (const cell of fresh) {
    cells.appendInteger(cell.cell_id)
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
  cells.flushSync()
  cells.closeSync()
}

/** Gives each cell that the file writes its place in `cell`, and leaves `said_cell(said, id)` for the rows. */
export async function placeCells(connection: Connection, texts: Sql | null): Promise<void> {
  await connection.run(createSaidCells())
  if (!texts) return
  await connection.run(createCellsSaid(texts))
  const known = await connection.all<CellRow & { cell_id: number }>(knownCells())
  const said = await connection.all<{ said: string }>(cellsSaid())
  const shelf = new CellShelf(known, await connection.nextIds('cell', said.length))
  const links = await connection.appender('said_cell')
  for (const row of said) {
    const cell = cellOf(row.said)
    if (!cell) continue
    links.appendVarchar(row.said)
    links.appendInteger(shelf.idOf(cell))
    links.endRow()
  }
  links.flushSync()
  links.closeSync()
  await appendCells(connection, shelf.fresh)
}

/** Gives each handset and SIM that the file writes its place in `handset`, and leaves `said_handset(said, id)` for the rows. */
export async function placeHandsets(connection: Connection, texts: Sql | null): Promise<void> {
  if (!texts) return connection.run(noSaidHandsets())
  await connection.run(createHandsetsSaid(texts))
  await connection.run(createReadHandsets(handsetsSaid()))
  await connection.run(addHandsets(await idsForRows(connection, 'handset', 'read_handset')))
  await connection.run(createSaidHandsets())
}
