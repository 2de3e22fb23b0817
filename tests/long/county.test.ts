import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ImportResult } from '../../analysis/contract/index.ts'
import { type CommandResult, runCommand } from '../support/command.ts'
import { keepFigures } from '../support/figures.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const seed = Number(process.env.HUBLINE_SEED ?? 311)

interface Evaluation {
  lines: { precision: number; recall: number }
  people: { pairwise: { precision: number; recall: number } }
  profile: { identifiersLeaked: number }
  editions: { cellsRecovered: number; cellsAttacked: number }
}

it('a county of millions of rows, from its files to its released profile', async () => {
  const folder = temporaryFolder()
  const environment = { HUBLINE_HOME: join(folder, 'home') }
  const [county, casePath, profile] = ['county', 'county.hubline', 'profile'].map((name) =>
    join(folder, name),
  ) as [string, string, string]
  const seconds: Record<string, number> = {}
  const step = async (...words: string[]): Promise<CommandResult> => {
    const began = performance.now()
    const result = await runCommand([...words, '--json'], { environment })
    expect([result.status, result.messages.match(/bug .*/)]).toEqual([0, null])
    seconds[`${words[0]}, seconds`] = Math.round((performance.now() - began) / 1000)
    return result
  }
  await step('generate', '--seed', String(seed), '--size', 'county', '--out', county)
  await step('new', casePath, '--name', 'county')
  const sources = readdirSync(county)
    .filter((name) => name !== 'truth')
    .map((name) => join(county, name))
  const imported = (await step('import', casePath, ...sources)).json<ImportResult[]>()
  for (const { file, rowsRead, rowsLoaded, rowsSetAside, rowsDuplicate } of imported)
    expect(rowsLoaded + rowsSetAside + rowsDuplicate, file).toBe(rowsRead)
  await step('wash', casePath)
  await step('lines', casePath)
  await step('profile', casePath, '--out', profile, '--format', 'pdf,docx,html,csv')
  await step('verify', casePath)
  const truth = join(county, 'truth')
  const evaluated = await step('evaluate', casePath, '--truth', truth, '--release', profile)
  const found = evaluated.json<Evaluation>()
  expect(found.profile.identifiersLeaked).toBe(0)
  expect(found.editions.cellsRecovered).toBe(0)
  keepFigures({
    seed,
    files: imported.length,
    rows: imported.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    'lines, precision and recall': `${found.lines.precision}, ${found.lines.recall}`,
    'people, precision and recall': `${found.people.pairwise.precision}, ${found.people.pairwise.recall}`,
    'cells recovered': `0 of ${found.editions.cellsAttacked}`,
    ...seconds,
  })
})
