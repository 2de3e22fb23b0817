import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { projectFolder } from '../../../analysis/cli/build.mjs'
import { filesOf } from '../../../analysis/cli/import.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function smallCase() {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  const session = { person: 'a tester', role: 'hub', purpose: 'test', purposeStated: true } as const
  const opened = await engine.create(
    join(folder, 'small.hubline'),
    { name: 'small', policy: 'open', marking: 'OFFICIAL' },
    session,
  )
  const ask = askEngine(engine, session)
  const files = await filesOf(join(projectFolder, 'sample-data/small'))
  await ask.sources.import({ sources: files.map((path) => ({ path })), provenance: {} })
  await ask.sources.list({})
  await ask.lines.candidates({})
  const alter = (change: Parameters<typeof sql>[0]) =>
    opened.database.write(undefined, (connection) => connection.run(sql(change)))
  return { ask, alter }
}

it('a case is whole when its tables, the rows of its files and its log are', async () => {
  const { ask } = await smallCase()
  const found = await ask.sources.verify({})
  expect(found).toMatchObject({ ok: true, problems: [] })
  expect(found.files).toBeGreaterThan(5)
  expect(found.rowsRead).toBeGreaterThan(50)
  expect(found.tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['audit', 'observation', 'record']),
  )
})

it.each([
  ['a row that is gone', ['delete from record where record_id = 1'], /\d+ rows were loaded, \d+ are there/],
  [
    'a set-aside row that is gone',
    ['delete from reject where row_number = (select min(row_number) from reject)'],
    /set aside/,
  ],
  [
    'a log entry that was changed',
    ["update audit set person = 'somebody else' where sequence = 1"],
    /broken at entry 1/,
  ],
  ['a log entry that is gone', ['delete from audit where sequence = 1'], /broken at entry 2/],
  [
    'an observation that is gone',
    ['delete from observation where observation_id = 1'],
    /observations? (is|are) gone|rows were loaded/,
  ],
])('tells of %s', async (_, [change], words) => {
  const { ask, alter } = await smallCase()
  await alter(Object.assign([change!], { raw: [change!] }) as unknown as TemplateStringsArray)
  const found = await ask.sources.verify({})
  expect(found.ok).toBe(false)
  expect(found.problems.join('\n')).toMatch(words)
})
