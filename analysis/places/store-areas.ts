import type { CaseStore, Connection } from '../case/store.ts'
import { giveWay } from '../platform/errors.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { areaAt, readBoundaries } from './boundaries.ts'
import { areasOfOthers, forgetAreasOfOthers, positionsWithoutArea } from './queries-boundaries.ts'

const atOnce = 20_000
const noFile = 0

/**
 * Stores which area each position lies in, for the boundaries in use: once after an import, nothing afterwards. Positions need their hexagons first.
 * @throws CancelledError; what was stored before stays as it was.
 */
export async function storeAreas(database: CaseStore, signal: AbortSignal | undefined): Promise<void> {
  const { boundaries, stale, missing } = await database.read(wholeSight, signal, async (connection) => {
    const found = await readBoundaries(connection)
    const others = await connection.one(areasOfOthers(found?.fileId ?? noFile))
    return {
      boundaries: found,
      stale: others?.rows ?? 0,
      missing: found ? await connection.all(positionsWithoutArea(found.fileId)) : [],
    }
  })
  if (stale === 0 && missing.length === 0) return
  const store = async (connection: Connection) => {
    await connection.run(forgetAreasOfOthers(boundaries?.fileId ?? noFile))
    if (!boundaries) return
    const appender = await connection.appender('place_area')
    for (const [index, { origin, place_id, latitude, longitude }] of missing.entries()) {
      const area = areaAt(boundaries, longitude, latitude)
      appender.appendVarchar(origin)
      appender.appendInteger(place_id)
      appender.appendInteger(boundaries.fileId)
      if (area) appender.appendInteger(area.areaId)
      else appender.appendNull()
      appender.endRow()
      if (index % atOnce === atOnce - 1) await giveWay(signal)
    }
    appender.flushSync()
    appender.closeSync()
  }
  await database.write(signal, store, { sees: wholeSight })
}
