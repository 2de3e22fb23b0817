import { latLngToCell } from 'h3-js'
import type { CaseStore } from '../case/store.ts'
import type { PlaceFlow } from '../contract/index.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { placesOf } from './case-places.ts'
import { arrestsByHome } from './queries-flows.ts'
import { districtPositions } from './queries-hexagons.ts'

/**
 * From the home area of people arrested (the outward part of the postcode that custody wrote) to the place of the custody suite, most
 * arrests first. The arrest itself has no position in custody records; the suite stands for it, and the window says so. A share is of
 * the arrests whose home and suite are both written.
 * @throws CancelledError
 */
export async function arrestFlows(
  database: CaseStore,
  sight: Sight,
  range: { from: string; to: string } | undefined,
  signal: AbortSignal | undefined,
): Promise<{ arrests: number; homeKnown: number; flows: PlaceFlow[] }> {
  const places = await placesOf(database, sight, signal)
  return database.read(sight, signal, async (connection) => {
    const ground = await places.ground(connection, 'place')
    const rows = await connection.all(arrestsByHome(range ?? null))
    const districts = await connection.all(districtPositions())
    const known = rows.filter((row) => row.home !== null && row.suite !== null)
    const homeKnown = rows.reduce((sum, row) => (row.home === null ? sum : sum + row.arrests), 0)
    const whole = known.reduce((sum, row) => sum + row.arrests, 0)
    return {
      arrests: rows.reduce((sum, row) => sum + row.arrests, 0),
      homeKnown,
      flows: known.map((row): PlaceFlow => {
        const suite = districts.find(({ name }) => row.suite!.toLowerCase().startsWith(name.toLowerCase()))
        const isLocated = row.latitude !== null && row.longitude !== null
        return {
          home: row.home!,
          from: row.home_name ? `${row.home_name} (${row.home})` : `${row.home} postcodes`,
          to: row.suite!,
          arrests: row.arrests,
          share: row.arrests / whole,
          inCounty: isLocated && ground.coarse.has(latLngToCell(row.latitude!, row.longitude!, 5)),
          fromPosition: isLocated ? [row.longitude!, row.latitude!] : null,
          toPosition: suite ? [suite.longitude, suite.latitude] : null,
        }
      }),
    }
  })
}
