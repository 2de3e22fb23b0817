import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = join(projectFolder, 'tests/kinds-index.mjs')
const own = join(projectFolder, 'analysis/kinds')

/** The project's kinds with one file more. */
function check(name: string, text: string, ...words: string[]) {
  const root = temporaryFolder()
  const folder = join(root, 'analysis/kinds')
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(own).filter((one) => one.endsWith('.ts')))
    copyFileSync(join(own, file), join(folder, file))
  writeFileSync(join(folder, name), text)
  const { status, stderr } = spawnSync(process.execPath, [program, root, ...words], { encoding: 'utf8' })
  return { status, said: stderr, index: readFileSync(join(folder, 'index.ts'), 'utf8') }
}

const visits = `foresee({ kind: 'visits', order: 900, titles: { plural: 'visits' }, family: 'police', visibleTo: ['police', 'health', 'hub'] })`
const imports = "import { foresee } from './define-kind.ts'\n"

it.each([
  ['on one line', `${imports}export const kind = ${visits}\n`],
  ['after a line break', `${imports}export const kind =\n  ${visits}\n`],
])('lists a kind that is declared %s', (_, text) => {
  const { status, said, index } = check('visits.ts', text, '--write')
  expect({ status, said }).toEqual({ status: 0, said: '' })
  expect(index).toContain("import { kind as visits } from './visits.ts'")
  expect(check('visits.ts', text)).toMatchObject({ status: 1, said: expect.stringContaining('--write') })
})

it.each([
  ['under another name', `${imports}const made = ${visits}\nexport { made as kind }\n`],
  ['by default', `${imports}export default ${visits}\n`],
  ['not at all', 'export const one = 1\n'],
])('refuses a file whose kind is exported %s', (_, text) => {
  expect(check('visits.ts', text, '--write')).toMatchObject({
    status: 1,
    said: expect.stringContaining('analysis/kinds/visits.ts declares no kind'),
  })
})

it('names the kind that cannot be loaded, and checks the others', () => {
  const text = `import { defineKind, field } from './define-kind.ts'
export const kind = defineKind({ kind: 'visits', fields: [field('at', undefined as never)] } as never)
`
  const { status, said } = check('visits.ts', text, '--write')
  expect(status).toBe(1)
  expect(said).toMatch(/^The kind "visits" cannot be read: .+\.\n$/)
})
