import { latLngToCell } from 'h3-js'
import type { CaseStore, Connection } from '../case/store.ts'
import { giveWay } from '../platform/errors.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { isAtSea } from './land.ts'
import { forgetStaleHexagons, positionsWithoutHexagons, resolutions } from './queries-hexagons.ts'

const atOnce = 20_000

/**
 * Stores the H3 hexagons of every position that has none yet: once after an import, nothing afterwards.
 * @returns how many positions were given hexagons
 * @throws CancelledError; what was stored before stays as it was.
 */
export async function storeHexagons(database: CaseStore, signal: AbortSignal | undefined): Promise<number> {
  const read = (connection: Connection) =>
    connection.all<{ origin: string; place_id: number; latitude: number; longitude: number }>(
      positionsWithoutHexagons(),
    )
  if ((await database.read(wholeSight, signal, read)).length === 0) return 0
  const store = async (connection: Connection) => {
    await connection.run(forgetStaleHexagons())
    const missing = await read(connection)
    const appender = await connection.appender('place_cell')
    for (const [index, { origin, place_id, latitude, longitude }] of missing.entries()) {
      appender.appendVarchar(origin)
      appender.appendInteger(place_id)
      appender.appendDouble(latitude)
      appender.appendDouble(longitude)
      appender.appendBoolean(isAtSea(latitude, longitude))
      for (const resolution of resolutions)
        appender.appendUBigInt(BigInt(`0x${latLngToCell(latitude, longitude, resolution)}`))
      appender.endRow()
      if (index % atOnce === atOnce - 1) await giveWay(signal)
    }
    appender.flushSync()
    appender.closeSync()
    return missing.length
  }
  return database.write(signal, store, { sees: wholeSight })
}
