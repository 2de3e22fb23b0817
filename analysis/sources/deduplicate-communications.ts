import type { OpenCase } from '../case/open-case.ts'
import { dataVersion, raiseDataVersion, setMeta } from '../case/queries-case.ts'
import type { JobProgress } from '../platform/jobs.ts'
import {
  createCopies,
  createJoined,
  createSightings,
  observationsJoined,
  replaceCommunications,
} from './queries-deduplicate.ts'
import { placeByCellSites } from './sites/place-communications.ts'
import { countCells, forgetUnusedCells } from './sites/queries-sites.ts'

/**
 * Whether every observation is counted in a communication, and every one has the place that cell sites give it: not so where the engine ended between
 * loading a file and joining its calls.
 */
export async function isEveryObservationJoined(openCase: OpenCase): Promise<boolean> {
  const found = await openCase.database.readAsStored(undefined, (connection) =>
    connection.one(observationsJoined()),
  )
  return found?.observations === found?.joined && found?.is_placed !== false
}

/**
 * Builds `communication` and `communication_observation` again where observations changed since: what happened once is one
 * communication, however many devices and legs of call records saw it. Does nothing while they are up to date.
 * @throws CancelledError; the communications stay as they were.
 */
export async function deduplicateCommunications(openCase: OpenCase, progress: JobProgress): Promise<void> {
  const { database } = openCase
  const deduplicated = (await openCase.meta()).communications_version
  const found = await database.readAsStored(progress.signal, (connection) => connection.one(dataVersion()))
  const version = String(found?.version ?? 0)
  if (deduplicated === version) return
  progress.step('joining the copies of each call and message')
  await database.write(progress.signal, async (connection) => {
    await connection.run(createSightings())
    await connection.run(createCopies())
    await connection.run(createJoined())
    await connection.run(replaceCommunications())
    const isPlaced = await placeByCellSites(connection)
    // What was asked while the places were still missing is asked again.
    if (isPlaced) await connection.run(raiseDataVersion())
    const cells = await connection.one(countCells())
    if ((cells?.cells ?? 0) > 0) await connection.run(forgetUnusedCells())
    await connection.run(setMeta('communications_version', isPlaced ? String(Number(version) + 1) : version))
  })
}
