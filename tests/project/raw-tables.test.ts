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
  return { status, places, tables: [...stderr.matchAll(/stored table "(\w+)"/g)].map(([, table]) => table) }
}

const query = 'analysis/lines/queries-a.ts'

it.each([
  ['alone', 'sql`select name from record`', ['record']],
  ['joined', 'sql`select name from visible_record as record join main.person using (record_id)`', ['person']],
  ['of cell sites', 'sql`select code from cell_site`', ['cell_site']],
  ['of decisions', 'sql`select note from decision`', ['decision']],
  ['after a comma', 'sql`select name from visible_record, person where true`', ['person']],
  [
    'after two',
    'sql`select 1 from visible_record as record,\n  temp.person as person, link`',
    ['person', 'link'],
  ],
])('refuses a stored table %s', (_, text, tables) => {
  expect(check(query, `// one\n${text}\n`)).toMatchObject({ status: 1, tables })
  expect(check('analysis/sources/queries-a.ts', text).status).toBe(0)
})

it.each([
  ['a view', 'sql`select name from visible_record as record, visible_person as person`'],
  ['a table of the case', 'sql`select max(run_id) from run where method = 1`'],
  ['columns of the same name', 'sql`select number, person, line from visible_line_customer`'],
  ['what is taken from a module', "import { record, person } from './record.ts'"],
])('passes %s', (_, text) => {
  expect(check(query, text)).toMatchObject({ status: 0, tables: [] })
})

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
    expect(check(path, `// one\n${text}\n`)).toMatchObject({ status: 1, places: [`${path}:2`] })
  for (const path of ['analysis/contract/roles.ts', 'analysis/visibility/a.ts', 'analysis/kinds/a.ts'])
    expect(check(path, text)).toMatchObject({ status: 0, places: [] })
})

it.each([
  ['a family of sources', "const isHealth = family === 'health' ? 1 : 2"],
  ['a remark', "// role === 'hub'"],
  ['words of each role', "const words = { hub: 'Hub', police: 'Police' }"],
  ['a session', "const session = { person: 'a', role: 'hub' }"],
])('lets stand what is no rule of a role: %s', (_, text) => {
  expect(check('renderer/text/a.ts', text)).toMatchObject({ status: 0, places: [] })
})

it('refuses reading the case as it is stored, but for the one call that answers free queries', () => {
  const path = 'analysis/app/procedures.ts'
  const text = readFileSync(join(projectFolder, path), 'utf8')
  expect(check(path, text)).toMatchObject({ status: 0, places: [] })
  const lines = text.split('\n').length
  const more = `${text}const more = (database) => database.readAsStored(undefined, (connection) => connection.all(a))\n`
  expect(check(path, more)).toMatchObject({ status: 1, places: [`${path}:${lines}`] })
  const again = `${text}const more = (database) => database.readAsStored(signal, (connection) => selectOnly(connection))\n`
  expect(check(path, again).status).toBe(1)
  expect(check('analysis/lines/procedures.ts', text).status).toBe(1)
})
