import { expect, it } from 'vitest'
import { runCheck, runCheckOn } from '../support/run-check.ts'

/** In two parts, so that this file passes the check itself. */
const vi = (rest: string) => `${'v'}i.${rest}`

const check = (files: Record<string, string>) => runCheck('no-mocks', files)

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
  const { status, stderr } = runCheckOn('no-mocks')
  expect([status, stderr]).toEqual([0, ''])
})
