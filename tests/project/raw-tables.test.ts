import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = join(projectFolder, 'tests/raw-tables.mjs')

function check(text: string, path = 'analysis/lines/queries-a.ts') {
  const folder = temporaryFolder()
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  const { status, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' })
  return { status, tables: [...stderr.matchAll(/stored table "(\w+)"/g)].map(([, table]) => table) }
}

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
  expect(check(`// one\n${text}\n`)).toEqual({ status: 1, tables })
  expect(check(text, 'analysis/sources/queries-a.ts').status).toBe(0)
})

it.each([
  ['a view', 'sql`select name from visible_record as record, visible_person as person`'],
  ['a table of the case', 'sql`select max(run_id) from run where method = 1`'],
  ['columns of the same name', 'sql`select number, person, line from visible_line_customer`'],
  ['what is taken from a module', "import { record, person } from './record.ts'"],
])('passes %s', (_, text) => {
  expect(check(text)).toEqual({ status: 0, tables: [] })
})
