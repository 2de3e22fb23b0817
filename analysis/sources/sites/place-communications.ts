import type { Connection } from '../../case/store.ts'
import { appendCells, type CellRow, CellShelf } from '../calls/cells-and-handsets.ts'
import { knownCells } from '../calls/queries-cells.ts'
import { SiteIndex } from './find-sites.ts'
import type { Site } from './queries-sites.ts'
import * as queries from './queries-sites.ts'

const placedCell = (said: Omit<CellRow, 'latitude' | 'longitude'>, site: Site): CellRow => ({
  code: said.code,
  name: said.name ?? site.name,
  postcode: said.postcode ?? site.postcode,
  latitude: site.latitude,
  longitude: site.longitude,
  azimuth: said.azimuth ?? site.azimuth,
})

/**
 * Gives communications whose cell is known by a code or a name alone the place that a loaded file of cell sites says it had on their day. The
 * observations keep what their source said, so that the places go when the sites do.
 * @returns whether the case has cell sites
 */
export async function placeByCellSites(connection: Connection): Promise<boolean> {
  const counted = await connection.one(queries.countSites())
  if ((counted?.sites ?? 0) === 0) return false
  const sites = new SiteIndex(await connection.all(queries.sitesOfCase()))
  const said = await connection.all(queries.cellsWithoutPlace())
  const found = said.flatMap((cell) =>
    sites.find(cell.code, cell.name).map((period) => ({ cell, ...period })),
  )
  const known = await connection.all(knownCells())
  const shelf = new CellShelf(known, await connection.nextIds('cell', found.length))
  await connection.run(queries.createPlacedCells())
  const periods = await connection.appender('placed_cell')
  for (const { cell, site, from, until } of found) {
    periods.appendInteger(cell.cell_id)
    periods.appendInteger(shelf.idOf(placedCell(cell, site)))
    periods.appendVarchar(from)
    periods.appendVarchar(until)
    periods.endRow()
  }
  periods.flushSync()
  periods.closeSync()
  await appendCells(connection, shelf.fresh)
  await connection.run(queries.placeCommunications())
  return true
}
