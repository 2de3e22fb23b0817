import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { checkAgainst } from '../../../analysis/backup/check-copy.ts'
import { copyCase } from '../../../analysis/backup/copy-case.ts'
import { copiesIn, defaultFolderOf, readManifest } from '../../../analysis/backup/manifests.ts'
import { contentOfCopy } from '../../../analysis/case/copy-content.ts'
import { openCase } from '../../../analysis/case/open-case.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { projectFolder } from '../../../analysis/cli/build.mjs'
import { filesOf } from '../../../analysis/cli/import.ts'
import { CancelledError } from '../../../analysis/platform/errors.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { databaseOf, temporaryCase } from '../../support/cases.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function smallCase() {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'home') })
  onTestFinished(() => engine.close())
  const session = { person: 'a tester', role: 'hub', purpose: 'test', purposeStated: true } as const
  const path = join(folder, 'small.hubline')
  const opened = await engine.create(path, { name: 'small', policy: 'open', marking: 'OFFICIAL' }, session)
  const ask = askEngine(engine, session)
  const files = await filesOf(join(projectFolder, 'sample-data/small'))
  await ask.sources.import({ sources: files.map((path) => ({ path })), provenance: {} })
  return { folder, engine, opened, ask, path }
}

const asked = { why: 'asked', user: 'a tester' } as const

it('a copy holds every row of the case, opens as a case of its own, and says what it is', async () => {
  const { opened, path } = await smallCase()
  const copy = await copyCase(opened, asked, unwatched())
  expect(copy).toMatchObject({ verified: true, problems: [], present: true, why: 'asked', encrypted: false })
  expect(statSync(copy.path).mode & 0o777).toBe(0o600)
  expect(statSync(`${copy.path}.json`).mode & 0o777).toBe(0o600)
  expect(createHash('sha256').update(readFileSync(copy.path)).digest('hex')).toBe(copy.sha256)
  expect(readdirSync(defaultFolderOf(path)).sort()).toEqual([copy.file, `${copy.file}.json`].sort())
  const manifest = await readManifest(copy.path)
  const rowsOf = (name: string) => manifest?.tables.find((table) => table.name === name)?.rows
  const counted = await opened.database.readAsStored(undefined, (connection) =>
    connection.one(
      rows({ rows: column.integer, logged: column.integer })(
        sql`select (select count(*) from observation) as rows, (select count(*) from audit) as logged`,
      ),
    ),
  )
  expect(rowsOf('observation')).toBe(counted?.rows)
  expect(rowsOf('observation')).toBeGreaterThan(30)
  expect([manifest?.log.entries, manifest?.log.head]).toEqual([counted?.logged, await opened.log.head()])
  const held = await openCase(copy.path, 'a tester')
  onTestFinished(() => held.close())
  expect(await held.meta()).toEqual(await opened.meta())
  expect(await held.log.verify()).toMatchObject({ intact: true })
})

it('a copy made while rows are written is the case at one moment', async () => {
  const { opened } = await smallCase()
  const { database } = opened
  await database.write(undefined, (connection) =>
    connection.run(
      sql`create table pair (side varchar, n integer); create table other_pair (side varchar, n integer)`,
    ),
  )
  let isWriting = true
  const writing = (async () => {
    while (isWriting)
      await database.write(undefined, async (connection) => {
        await connection.run(sql`insert into pair select 'left', r from range(500) t(r)`)
        await connection.run(sql`insert into other_pair select 'right', r from range(500) t(r)`)
      })
  })()
  const copies = []
  for (let n = 0; n < 3; n += 1) copies.push(await copyCase(opened, asked, unwatched()))
  isWriting = false
  await writing
  const rows: number[] = []
  for (const copy of copies) {
    expect(copy).toMatchObject({ verified: true, problems: [] })
    const tables = (await readManifest(copy.path))!.tables
    const [left, right] = ['pair', 'other_pair'].map((name) => tables.find((one) => one.name === name)?.rows)
    expect(left).toBe(right)
    rows.push(left!)
  }
  expect(rows[2]).toBeGreaterThan(rows[0]!)
})

it('a changed value, a lost row and a damaged block in a copy are told', async () => {
  const opened = await temporaryCase()
  const { database } = opened
  await database.write(undefined, (connection) =>
    connection.run(sql`create table words as select r as n, md5(r::varchar) as word from range(200000) t(r)`),
  )
  const copy = await copyCase(opened, asked, unwatched())
  const content = await contentOfCopy(copy.path, unwatched())
  const other = await openCase(copy.path, 'somebody else')
  await other.database.write(undefined, (connection) =>
    connection.run(sql`update words set word = 'x' where n = 7; delete from meta where key = 'marking'`),
  )
  await other.close()
  expect(await checkAgainst(content, copy.path, unwatched())).toEqual([
    'The table meta has 8 rows instead of 9',
    'The table words has other values than the case',
  ])
  const file = openSync(copy.path, 'r+')
  for (let block = 1; block * 262_144 < statSync(copy.path).size - 300_000; block += 1)
    writeSync(file, Buffer.from('damage'), 0, 6, 12_288 + block * 262_144 + 100_000)
  closeSync(file)
  expect((await checkAgainst(content, copy.path, unwatched())).join()).toMatch(/cannot be read: .*checksum/i)
  const [listed] = await copiesIn(defaultFolderOf(opened.path))
  expect(listed?.verified).toBe(false)
})

it('a cancelled copy leaves nothing, and the case goes on', async () => {
  const { opened, path } = await smallCase()
  const folder = defaultFolderOf(path)
  const steps: string[] = []
  const first = await copyCase(opened, asked, {
    ...unwatched(),
    step: (words) => steps.push(words),
  })
  expect(new Set(steps)).toEqual(
    new Set([
      'Looking for room',
      'Reading every table',
      'Copying every table',
      'Writing the copy',
      'Reading the copy again',
    ]),
  )
  for (const step of new Set(steps)) {
    const controller = new AbortController()
    const cancelled = copyCase(opened, asked, {
      ...unwatched(controller.signal),
      step: (words) => {
        if (words === step) controller.abort()
      },
    })
    await expect(cancelled).rejects.toThrow(CancelledError)
    expect(readdirSync(folder).sort()).toEqual([first.file, `${first.file}.json`].sort())
    expect(readdirSync(databaseOf(opened).stagingFolder)).toEqual(['spill'])
  }
  expect((await copyCase(opened, asked, unwatched())).verified).toBe(true)
})

it('keeps as many verified copies as it is told, and never removes those of another case', async () => {
  const first = await temporaryCase()
  const second = await temporaryCase()
  const folder = temporaryFolder()
  const other = await copyCase(second, { ...asked, folder, keep: 2 }, unwatched())
  const made = []
  for (let n = 0; n < 4; n += 1) made.push(await copyCase(first, { ...asked, folder, keep: 2 }, unwatched()))
  const left = (await copiesIn(folder)).map((copy) => copy.path)
  expect(left.sort()).toEqual([other.path, made[2]!.path, made[3]!.path].sort())
})

it('a folder that is gone, or that nothing can be written into, says so', async () => {
  const opened = await temporaryCase()
  const folder = join(temporaryFolder(), 'stick')
  await expect(copyCase(opened, { ...asked, folder }, unwatched())).rejects.toMatchObject({
    code: 'FOLDER_GONE',
    data: { subject: folder },
  })
  expect(existsSync(folder)).toBe(false)
  mkdirSync(folder)
  writeFileSync(join(folder, 'file'), '')
  await expect(
    copyCase(opened, { ...asked, folder: join(folder, 'file') }, unwatched()),
  ).rejects.toMatchObject({ code: 'FOLDER_GONE' })
})
