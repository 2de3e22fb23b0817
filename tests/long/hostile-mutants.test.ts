import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generateCounty } from '../../sample-data/generate/index.ts'
import { mutantsByReader, type ReaderFigures, tryMutants } from '../analysis/sources/hostile/run-mutants.ts'
import { keepFigures } from '../support/figures.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const perReader = Number(process.env.HUBLINE_MUTANTS ?? 2000)
const seed = Number(process.env.HUBLINE_SEED ?? 301)
/** Names of readers with commas between; all where nothing is said. */
const chosen = process.env.HUBLINE_READERS?.split(',')
const figures: ReaderFigures[] = []

it('mutants of every reader, with the layouts of a generated county: no crash, no hang, no row unaccounted for', async () => {
  const county = join(temporaryFolder(), 'county')
  await generateCounty({ seed: 301, size: 'small', outDirectory: county })
  for (const [reader, mutants] of Object.entries(mutantsByReader(county))) {
    if (chosen && !chosen.includes(reader)) continue
    const tried = await tryMutants(reader, mutants, perReader, seed, temporaryFolder())
    figures.push(tried)
    console.log(`${reader}: ${tried.mutants} mutants, ${tried.crashes.length} crashes`)
  }
  for (const { reader, mutants, loaded, refused, crashes, slowestSeconds } of figures)
    keepFigures({
      [reader]: `${mutants} mutants (seed ${seed}): ${loaded} loaded, ${refused} refused, ${crashes.length} crashes; slowest ${slowestSeconds.toFixed(1)} s`,
    })
  expect(figures.flatMap(({ crashes }) => crashes)).toEqual([])
})
