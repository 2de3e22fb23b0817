import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { everydayTraffic } from './everyday-traffic.ts'
import { buildHistories } from './histories.ts'
import { createLedger } from './ledger.ts'
import { lineTraffic } from './line-traffic.ts'
import { buildLines } from './lines.ts'
import { lookAlikeTraffic } from './look-alike-traffic.ts'
import { buildLookAlikes } from './look-alikes.ts'
import { planObservation } from './observation.ts'
import { addPublicNumbers, giveNumbers, populate } from './people.ts'
import { type CountySize, sizes } from './sizes.ts'
import { createWorld } from './world.ts'
import { writeBoundaries } from './write-boundaries.ts'
import { writeCalls } from './write-calls.ts'
import { writeCells } from './write-cells.ts'
import { writeCrime } from './write-crime.ts'
import { writeHarm, writeProgramme, writeTreatment } from './write-health-records.ts'
import { writePhones } from './write-phones.ts'
import { writeCustody, writeDrugTests, writeNominals } from './write-police-records.ts'
import { writePrison } from './write-prison.ts'
import { writeTruth } from './write-truth.ts'

export type { CountySize } from './sizes.ts'

type GenerateProgress = { step: string; done: number; total: number }

type GenerateOptions = {
  seed: number
  size: CountySize
  outDirectory: string
  signal?: AbortSignal
  onProgress?: (progress: GenerateProgress) => void
}

export type GenerateResult = { files: number; events: number; seconds: number }

const sourceFolders = [
  'phones',
  'calls',
  'custody',
  'drug-tests',
  'treatment',
  'programme',
  'harm',
  'crime',
  'people',
  'boundaries',
  'prison',
  'cells',
  'truth',
]

const readme = `SYNTHETIC DATA

Everything in this folder was made by a program from a seed. No person, number, address, place or event is real.
Source files are in the folders named for their kind. The truth about them is in truth/.
`

/**
 * Writes a synthetic county: source files in their real layouts and the truth beside them.
 * The same seed and size give the same bytes. Earlier output of the same folder names is replaced.
 */
export async function generateCounty(options: GenerateOptions): Promise<GenerateResult> {
  const began = performance.now()
  const { outDirectory } = options
  const step = (name: string, done = 0, total = 1): void => {
    options.signal?.throwIfAborted()
    options.onProgress?.({ step: name, done, total })
  }
  const breathe = async (name: string, done: number, total: number): Promise<void> => {
    await nextTurn()
    step(name, done, total)
  }
  step('people')
  const world = createWorld(options.seed, sizes[options.size])
  const population = populate(world)
  giveNumbers(world, population.users)
  giveNumbers(world, population.arrestees)
  addPublicNumbers(world)
  const lines = buildLines(world, population)
  const lookAlikes = buildLookAlikes(world, population)
  const observation = planObservation(world, population, lines, lookAlikes)
  const ties = await lineTraffic(world, lines, (done) => breathe('line traffic', done, lines.length))
  await lookAlikeTraffic(world, lookAlikes, (done) => breathe('look-alike traffic', done, lookAlikes.length))
  const books = await everydayTraffic(world, observation, population.users, lookAlikes, (done, total) =>
    breathe('everyday traffic', done, total),
  )
  const histories = buildHistories(world, population)

  await mkdir(outDirectory, { recursive: true })
  for (const folder of sourceFolders) await rm(join(outDirectory, folder), { recursive: true, force: true })
  await writeFile(join(outDirectory, 'README.txt'), readme)
  const ledger = createLedger(outDirectory)
  await writePhones(world, observation.exhibits, books, ledger, (done, total) => step('phones', done, total))
  await writeCalls(world, observation.callTargets, ledger, (done, total) => step('call records', done, total))
  step('records')
  await writeCustody(world, histories, ledger)
  await writeDrugTests(world, histories, ledger)
  await writeNominals(world, population, ledger)
  await writeTreatment(world, histories, ledger)
  await writeProgramme(world, histories, ledger)
  await writeHarm(world, histories, ledger)
  await writeCrime(world, ledger)
  await writeBoundaries(ledger)
  await writePrison(world, histories, ledger)
  await writeCells(world, ledger)
  step('truth')
  await writeTruth({ world, lines, ties, lookAlikes, observation, histories, ledger })
  step('truth', 1, 1)
  return {
    files: new Set(ledger.counts.map((count) => count.file)).size,
    events: world.events.count(),
    seconds: (performance.now() - began) / 1000,
  }
}
