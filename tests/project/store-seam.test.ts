import { expect, it } from 'vitest'
import { runCheck, runCheckOn } from '../support/run-check.ts'

const check = (path: string, text: string) => runCheck('store-seam', { [path]: text })

it.each([
  ['in SQL', 'sql`select coalesce(max(file_id), 0) + 1 as file_id from file`'],
  ['in SQL, bare', 'sql`select max(decision_id) + 1 from decision`'],
  ['for many rows', 'sql`select (select max(text_id) from number_text) + row_number() over (order by text)`'],
  [
    'the highest, to count on from',
    'sql`select coalesce(max(observation_id), 0) as highest from observation`',
  ],
  ['in code', 'const next = Math.max(...takenIds) + 1'],
  ['in code, of rows', 'const next = known.reduce((most, cell) => Math.max(most, cell.cell_id), 0) + 1'],
  ['after the last', 'const releaseId = (editions.at(-1)?.releaseId ?? 0) + 1'],
])('refuses an id that a feature makes itself: %s', (_, text) => {
  expect(check('analysis/lines/queries-a.ts', `// one\n${text}\n`)).toEqual({
    status: 1,
    places: ['analysis/lines/queries-a.ts:2'],
  })
  expect(check('analysis/case/next-ids.ts', text).status).toBe(0)
})

it.each([
  ['its log of changes', "const log = path + '.wal'"],
  ['its staging folder', 'join(database.stagingFolder, name)'],
  ['its connection', 'connection.raw.interrupt()'],
  ['an instance of its own', "openInstance(':memory:')"],
  ['its catalogue', 'sql`select name from t where database_name = current_database()`'],
  ['its transactions', 'sql`begin transaction`'],
  ['its checkpoint', 'sql`checkpoint`'],
  ['another file', 'sql`attach if not exists other`'],
  ['its keys', 'sql`insert into word values (1) on conflict (word) do nothing`'],
  ['its place', 'dirname(openCase.path)'],
])('refuses a feature that knows how the case is kept: %s', (_, text) => {
  expect(check('analysis/lines/a.ts', `// one\n${text}\n`)).toEqual({
    status: 1,
    places: ['analysis/lines/a.ts:2'],
  })
  expect(check('analysis/case/a.ts', text).status).toBe(0)
})

it('lets what opens and copies a case know its place, and nothing else of how it is kept', () => {
  expect(check('analysis/backup/a.ts', 'dirname(openCase.path)').status).toBe(0)
  expect(check('analysis/app/a.ts', 'openInstance(current.path)').status).toBe(1)
})

it('accepts the newest of what is there', () => {
  const text =
    'sql`select max(run_id) as run_id, arg_max(decision, decision_id) from run having max(run_id) > 1`'
  expect(check('analysis/lines/queries-a.ts', text)).toEqual({ status: 0, places: [] })
})

it('finds none in this project', () => {
  const { status, stderr } = runCheckOn('store-seam')
  expect([status, stderr]).toEqual([0, ''])
})
