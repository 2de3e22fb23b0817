import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { temporaryFolder } from '../support/temporary-folder.ts'

const program = join(projectFolder, 'tests/no-mocks.mjs')
/** In two parts, so that this file passes the check itself. */
const vi = (rest: string) => `${'v'}i.${rest}`

function check(files: Record<string, string>) {
  const folder = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const { status, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' })
  const places = stderr
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(': ')[0])
  return { status, places }
}

it.each([
  ['the package', vi(`mock('@duckdb/node-api', () => ({}))`)],
  ['the package, later', vi(`doMock("@duckdb/node-api")`)],
  ['its bindings', vi('mock(`@duckdb/node-bindings`)')],
  ['by an import', vi(`mock(import('@duckdb/node-api'), () => ({}))`)],
  ['our wrapper of it', vi(`mock('../../analysis/case/duckdb/database.ts')`)],
  ['our queries', vi(`mock('../../analysis/case/queries-log.ts')`)],
  ['the case', vi(`mock('../analysis/case/open-case.ts')`)],
  ['over two lines', vi(`mock(\n  '@duckdb/node-api',\n)`)],
  ['a spy on a connection', vi(`spyOn(connection, 'run')`)],
  ['a spy on a case’s database', vi(`spyOn(held.database, 'read')`)],
  [
    'a spy on its module',
    `import * as api from '@duckdb/node-api'\n${vi(`spyOn(api.DuckDBInstance, 'create')`)}`,
  ],
])('refuses a test that mocks DuckDB: %s', (_, text) => {
  const { status, places } = check({ 'analysis/a.test.ts': `// one\n${text}\n` })
  expect(status).toBe(1)
  expect(places).toHaveLength(1)
  expect(places[0]).toMatch(/^analysis\/a\.test\.ts:[23]$/)
})

it('accepts mocks of what is no DuckDB', () => {
  const text = [vi(`spyOn(performance, 'now')`), vi(`mock('../window.ts')`), vi('fn()')].join('\n')
  expect(check({ 'a.test.ts': text, 'notes.md': vi(`mock('@duckdb/node-api')`) })).toEqual({
    status: 0,
    places: [],
  })
})

it('finds none in this project', () => {
  const { status, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
