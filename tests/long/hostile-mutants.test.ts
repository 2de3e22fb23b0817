import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { generateCounty } from '../../sample-data/generate/index.ts'
import { mutantsByReader, type ReaderFigures, tryMutants } from '../analysis/sources/hostile/run-mutants.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const perReader = Number(process.env.MUTANTS ?? 2000)
const seed = Number(process.env.SEED ?? 301)
/** Names of readers with commas between; all where nothing is said. */
const chosen = process.env.READERS?.split(',')
const figures: ReaderFigures[] = []

afterAll(() => {
  console.table(
    figures.map(({ crashes, slowestSeconds, ...counts }) => ({
      ...counts,
      crashes: crashes.length,
      'slowest s': Number(slowestSeconds.toFixed(1)),
    })),
  )
})

it('mutants of every reader, with the layouts of a generated county: no crash, no hang, no row unaccounted for', async () => {
  const county = join(temporaryFolder(), 'county')
  await generateCounty({ seed: 301, size: 'small', outDirectory: county })
  for (const [reader, mutants] of Object.entries(mutantsByReader(county))) {
    if (chosen && !chosen.includes(reader)) continue
    const tried = await tryMutants(reader, mutants, perReader, seed, temporaryFolder())
    figures.push(tried)
    console.log(`${reader}: ${tried.mutants} mutants, ${tried.crashes.length} crashes`)
  }
  expect(figures.flatMap(({ crashes }) => crashes)).toEqual([])
})
