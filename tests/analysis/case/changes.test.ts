import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { type CasePart, caseParts, partOf, partsWrittenBy } from '../../../analysis/case/changes.ts'
import { readContent } from '../../../analysis/case/copy-content.ts'
import { columnsOfModel } from '../../../analysis/case/model-columns.ts'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import { caseDatabaseName } from '../../../analysis/case/queries-copy.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { projectFolder } from '../../../analysis/cli/build.mjs'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { temporaryCase } from '../../support/cases.ts'
import { askEngine, testSession } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** The fingerprint of every table; what a part of the case holds is told by those of its tables. */
const fingerprints = ({ database }: OpenCase): Promise<Map<string, string>> =>
  database.readAsStored(undefined, async (connection) => {
    const name = (await connection.one<{ name: string }>(caseDatabaseName()))!.name
    const { tables } = await readContent(connection, name, unwatched())
    return new Map(tables.map((table) => [table.name, table.fingerprint]))
  })

it('every table of the model but the log belongs to a part', async () => {
  const tables = new Set((await columnsOfModel()).map(({ table }) => table))
  expect([...tables].filter((table) => !partOf(table))).toEqual(['audit'])
})

it('reads which parts a statement writes to', () => {
  const text =
    'insert into line (line_id) select 1 from file; delete from "observation" where true; update person set run_id = 2; insert or replace into meta values (1, 2); insert into row_outcome select * from record'
  expect(partsWrittenBy(text)).toEqual(['lines', 'sources', 'people', 'details'])
  expect(partsWrittenBy('insert into a values (1) on conflict (b) do update set c = 1')).toEqual([])
})

it('tells what changed since a mark, and all of it where the mark is of another opening or none', async () => {
  const { database } = await temporaryCase()
  const other = await temporaryCase()
  const { mark } = await database.changesSince(null)
  expect((await database.changesSince(mark)).changed).toEqual([])
  let moves = 0
  const end = database.whenChanged(() => {
    moves += 1
  })
  const addLine = sql`insert into decision (decision_id, subject_kind, subject_key, decision, "at", person, role)
    values (1, 'line', 'a', 'accepted', ${new Date()}, 'a tester', 'hub')`
  await expect(
    database.write(undefined, async (connection) => {
      await connection.run(addLine)
      throw new Error('broken off')
    }),
  ).rejects.toThrow('broken off')
  await database.write(undefined, (connection) => connection.run(sql`create temp table a as select 1 as b`))
  expect([(await database.changesSince(mark)).changed, moves]).toEqual([[], 0])
  await database.write(undefined, (connection) => connection.run(addLine))
  const after = await database.changesSince(mark)
  expect([after.changed, moves]).toEqual([['decisions'], 1])
  expect((await database.changesSince(after.mark)).changed).toEqual([])
  expect((await database.changesSince(null)).changed).toEqual(caseParts)
  expect((await other.database.changesSince(after.mark)).changed).toEqual(caseParts)
  end()
  await database.write(undefined, (connection) => connection.run(sql`delete from decision`))
  expect(moves).toBe(1)
})

it('tells of each step of the work neither more nor less than it changed', async () => {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  const opened = await engine.create(
    join(folder, 'small.hubline'),
    { name: 'small', policy: 'open', marking: 'OFFICIAL' },
    testSession,
  )
  const ask = askEngine(engine)
  const folderOfFiles = join(projectFolder, 'sample-data/small')
  const step = async (work: () => Promise<unknown>) => {
    const { mark } = await opened.database.changesSince(null)
    const before = await fingerprints(opened)
    await work()
    const after = await fingerprints(opened)
    const { changed } = await opened.database.changesSince(mark)
    const moved = [...after].filter(([table, fingerprint]) => before.get(table) !== fingerprint)
    const parts = new Set(moved.map(([table]) => partOf(table)))
    // Each counted write moves the count of writes, which is no news.
    expect(caseParts.filter((part) => part !== 'details' && parts.has(part))).toEqual(
      changed.filter((part) => part !== 'details'),
    )
    return changed
  }
  const told: Record<string, readonly CasePart[]> = {}
  told.import = await step(() => ask.sources.import({ sources: [{ path: folderOfFiles }], provenance: {} }))
  told.wash = await step(() => ask.people.wash({}))
  told.lines = await step(() => ask.lines.find({}))
  told.edit = await step(() => ask.profile.edit({ paragraphId: 'summary', text: 'Words.' }))
  told.word = await step(async () => {
    for (const _ of [1, 2]) await ask.profile.confirmWord({ word: 'Riverside', confirmed: true })
  })
  const mapping = { kind: 'custody', fields: {}, options: {} } as const
  told.mapping = await step(async () => {
    for (const surname of ['Name', 'Last name'])
      await ask.sources.saveMapping({ name: 'ours', mapping: { ...mapping, fields: { surname } } })
  })
  expect(await ask.sources.mappings({})).toMatchObject([
    { name: 'ours', mapping: { fields: { surname: 'Last name' } } },
  ])
  told.remove = await step(async () => {
    const [file] = await ask.sources.list({})
    await ask.sources.remove({ fileId: file!.fileId, why: 'a test' })
  })
  told.describe = await step(() => ask.case.describe({}))
  expect(told).toEqual({
    import: ['sources', 'details'],
    wash: ['people', 'details'],
    lines: ['lines', 'details'],
    edit: ['editions'],
    word: ['editions'],
    mapping: ['sources'],
    remove: ['sources', 'details'],
    describe: [],
  })
})
