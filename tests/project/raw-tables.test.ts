import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = join(projectFolder, 'tests/raw-tables.mjs')

function check(path: string, text: string) {
  const folder = temporaryFolder()
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  const { status, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' })
  const places = stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(': ')[0])
  return { status, places }
}

it.each([
  ['compared', "const isHub = session.role === 'hub'"],
  ['compared the other way', "const isOther = 'reader' !== role"],
  ['compared with a fallback', "const isHub = (role ?? 'hub') === 'hub'"],
  ['in a list', "const analysts = ['police', 'health', 'hub']"],
  ['in a list of one', "seenBy: ['hub']"],
  ['in a set', "const some = new Set(['lead'])"],
  ['in a list that goes on', "const some = [...analysts, 'lead'].includes(role)"],
  ['as a case', "switch (role) { case 'reader': break }"],
])('refuses a role that is named anywhere but in the table: %s', (_, text) => {
  for (const path of [
    'analysis/lines/a.ts',
    'analysis/contract/lines.ts',
    'renderer/views/lines/a.tsx',
    'electron/a.ts',
  ])
    expect(check(path, `// one\n${text}\n`)).toEqual({ status: 1, places: [`${path}:2`] })
  for (const path of ['analysis/contract/roles.ts', 'analysis/visibility/a.ts', 'analysis/kinds/a.ts'])
    expect(check(path, text)).toEqual({ status: 0, places: [] })
})

it.each([
  ['a family of sources', "const isHealth = family === 'health' ? 1 : 2"],
  ['a remark', "// role === 'hub'"],
  ['words of each role', "const words = { hub: 'Hub', police: 'Police' }"],
  ['a session', "const session = { person: 'a', role: 'hub' }"],
])('lets stand what is no rule of a role: %s', (_, text) => {
  expect(check('renderer/text/a.ts', text)).toEqual({ status: 0, places: [] })
})

it('refuses reading the case as it is stored, but for the one call that answers free queries', () => {
  const path = 'analysis/app/procedures.ts'
  const text = readFileSync(join(projectFolder, path), 'utf8')
  expect(check(path, text)).toEqual({ status: 0, places: [] })
  const lines = text.split('\n').length
  const more = `${text}const more = (database) => database.readAsStored(undefined, (connection) => connection.all(a))\n`
  expect(check(path, more)).toEqual({ status: 1, places: [`${path}:${lines}`] })
  const again = `${text}const more = (database) => database.readAsStored(signal, (connection) => selectOnly(connection))\n`
  expect(check(path, again).status).toBe(1)
  expect(check('analysis/lines/procedures.ts', text).status).toBe(1)
})
