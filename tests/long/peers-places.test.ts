import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gridDisk, latLngToCell } from 'h3-js'
import { expect, it } from 'vitest'
import { getisOrd } from '../../analysis/places/getis-ord.ts'
import { neighboursOf } from '../../analysis/places/neighbours.ts'
import { keepFigures, keepReason } from '../support/figures.ts'
import { seeded } from '../support/seeded.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { rWithSpdep } from './peers/programs.ts'

const seed = Number(process.env.HUBLINE_SEED ?? 301)

it('Gi* equals that of spdep on counts drawn by seed', ({ skip }) => {
  const r = rWithSpdep()
  if ('missing' in r) {
    keepReason(r.missing)
    skip(r.missing)
    return
  }
  const random = seeded(seed)
  const cells = gridDisk(latLngToCell(54.5, -2.2, 8), 12).sort()
  const neighbours = neighboursOf(cells)
  const counts = cells.map(() => Math.floor(random() ** 4 * 40))
  const folder = temporaryFolder()
  const [countsPlace, neighboursPlace, outPlace] = ['counts.txt', 'neighbours.txt', 'out.csv'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const linesOf = cells.map((_, cell) => {
    const around = [...neighbours.hexagons.slice(neighbours.starts[cell], neighbours.starts[cell + 1])]
    return (
      around
        .filter((one) => one !== cell)
        .map((one) => one + 1)
        .join(',') || '0'
    )
  })
  writeFileSync(countsPlace, `${counts.join('\n')}\n`)
  writeFileSync(neighboursPlace, `${linesOf.join('\n')}\n`)
  const script = join(import.meta.dirname, '../analysis/places/golden/gi-star.R')
  const run = spawnSync(r.program, [script, countsPlace, neighboursPlace, outPlace], { encoding: 'utf8' })
  expect([run.status, run.stderr]).toEqual([0, ''])
  const rows = readFileSync(outPlace, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number))
  const { z, pValue, qValue } = getisOrd(Float64Array.from(counts), neighbours)
  const ours = [z, pValue, qValue]
  const differences = ours.map((values, column) =>
    Math.max(...rows.map((row, cell) => Math.abs(row[column]! - values[cell]!))),
  )
  for (const difference of differences) expect(difference).toBeLessThan(1e-9)
  keepFigures({
    seed,
    beside: run.stdout.trim(),
    cells: cells.length,
    'largest difference': Math.max(...differences).toExponential(1),
  })
})
