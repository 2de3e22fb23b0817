import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { CopySchedule } from '../../../analysis/backup/copy-schedule.ts'
import { KnownCopies } from '../../../analysis/backup/known-copies.ts'
import { openCase } from '../../../analysis/case/open-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { projectFolder } from '../../../analysis/cli/build.mjs'
import { filesOf } from '../../../analysis/cli/import.ts'
import type { Client } from '../../../analysis/cli/shell.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const session = { person: 'a tester', role: 'hub', purpose: 'test', purposeStated: true } as const

function engineIn(folder: string) {
  const engine = createEngine({ applicationFolder: join(folder, 'home') })
  onTestFinished(() => engine.close())
  const ask = askEngine(engine, session)
  return { engine, ask }
}

async function smallCase() {
  const folder = temporaryFolder()
  const { engine, ask } = engineIn(folder)
  const path = join(folder, 'small.hubline')
  await ask.case.create({ name: 'small', path, policy: 'open' })
  const files = await filesOf(join(projectFolder, 'sample-data/small'))
  await ask.sources.import({ sources: files.map((file) => ({ path: file })), provenance: {} })
  return { folder, engine, ask, path }
}

const rowsIn = async (ask: Client) =>
  (await ask.sources.verify({})).tables.filter(({ name }) => name !== 'audit' && name !== 'meta')

it('a damaged case is set aside and its copy put in its place, with the same rows', async () => {
  const { folder, engine, ask, path } = await smallCase()
  const before = await rowsIn(ask)
  const copy = await ask.backups.make({})
  await engine.close()
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(20_000, 'damage'), 0, 20_000, 0)
  closeSync(file)
  const damaged = readFileSync(path)
  const again = engineIn(folder)
  await expect(again.ask.case.open({ path })).rejects.toMatchObject({ code: 'CASE_UNREADABLE' })
  const listed = await again.ask.backups.list({ path })
  expect(listed.copies.map((one) => [one.path, one.verified, one.present])).toEqual([[copy.path, true, true]])
  const restored = await again.ask.backups.restore({ copy: copy.path, replace: path })
  expect(restored.path).toBe(path)
  expect(restored.setAside).toMatch(/small set aside .*\.hubline$/)
  expect(readFileSync(restored.setAside!).equals(damaged)).toBe(true)
  expect(await rowsIn(again.ask)).toEqual(before)
  expect(await again.ask.sources.verify({})).toMatchObject({ ok: true })
  const { entries } = await again.ask.log.entries({ text: 'backups.restore' })
  expect(entries[0]).toMatchObject({ action: 'alteration', person: 'a tester' })
})

it('restores the open case too, and beside it as a new one; never over anything', async () => {
  const { folder, ask, path } = await smallCase()
  const copy = await ask.backups.make({})
  await ask.sources.remove({ fileId: 1, why: 'to see it come back' })
  const without = await rowsIn(ask)
  const other = join(folder, 'other.hubline')
  writeFileSync(other, 'something')
  await expect(ask.backups.restore({ copy: copy.path, as: other })).rejects.toMatchObject({
    code: 'CASE_ALREADY_EXISTS',
  })
  expect(readFileSync(other, 'utf8')).toBe('something')
  const beside = await ask.backups.restore({ copy: copy.path })
  expect([beside.path, beside.setAside]).toEqual([join(folder, 'small restored.hubline'), null])
  const whole = await rowsIn(ask)
  expect(whole).not.toEqual(without)
  await ask.case.open({ path })
  expect(await rowsIn(ask)).toEqual(without)
  const replaced = await ask.backups.restore({ copy: copy.path, replace: path })
  expect(await rowsIn(ask)).toEqual(whole)
  const aside = await openCase(replaced.setAside!, 'a tester')
  onTestFinished(() => aside.close())
  expect(readdirSync(folder).filter((name) => /restoring|partial/.test(name))).toEqual([])
})

it('a copy that is damaged or was changed is refused before the case is touched', async () => {
  const { ask, path } = await smallCase()
  const copy = await ask.backups.make({})
  expect(await ask.backups.check({ path: copy.path })).toMatchObject({ ok: true, problems: [] })
  const file = openSync(copy.path, 'r+')
  writeSync(file, Buffer.from('x'), 0, 1, copy.sizeBytes - 1000)
  closeSync(file)
  const found = await ask.backups.check({ path: copy.path })
  expect(found).toMatchObject({ ok: false, problems: ['Its bytes are not those that were written then'] })
  await expect(ask.backups.restore({ copy: copy.path, replace: path })).rejects.toMatchObject({
    code: 'COPY_DAMAGED',
  })
  expect((await ask.case.describe({}))?.path).toBe(path)
  const manifest = JSON.parse(readFileSync(`${copy.path}.json`, 'utf8'))
  writeFileSync(`${copy.path}.json`, JSON.stringify({ ...manifest, verified: false, problems: ['bad disk'] }))
  expect((await ask.backups.list({})).lastVerifiedAt).toBeNull()
  await expect(ask.backups.restore({ copy: copy.path, replace: path })).rejects.toMatchObject({
    code: 'COPY_NOT_VERIFIED',
  })
  await expect(ask.backups.restore({ copy: `${copy.path}x`, replace: path })).rejects.toMatchObject({
    code: 'COPY_NOT_FOUND',
  })
})

it('a log cut at its end is told by the copies, even when the disk with them is out', async () => {
  const { ask, engine } = await smallCase()
  for (let n = 0; n < 10; n += 1)
    await ask.sources.saveMapping({ name: `m${n}`, mapping: { kind: 'calls', fields: {} } as never })
  const copy = await ask.backups.make({})
  expect(await ask.sources.verify({})).toMatchObject({ ok: true, problems: [] })
  const cutTo = copy.log.entries - 4
  await engine
    .current()!
    .database.write(undefined, (connection) =>
      connection.run(sql`delete from audit where sequence > ${cutTo}`),
    )
  expect((await ask.log.entries({})).intact).toBe(true)
  const found = await ask.sources.verify({})
  expect(found.ok).toBe(false)
  expect(found.problems.join()).toMatch(
    new RegExp(`The log ends at entry ${found.logEntries}; the copy of .* holds ${copy.log.entries}`),
  )
  rmSync(copy.path)
  rmSync(`${copy.path}.json`)
  expect((await ask.sources.verify({})).problems.join()).toMatch(/The log ends at entry/)
  for (let n = 0; n < 10; n += 1)
    await ask.sources.saveMapping({ name: `n${n}`, mapping: { kind: 'calls', fields: {} } as never })
  const later = await ask.sources.verify({})
  expect(later.problems.join()).toMatch(new RegExp(`Entry ${copy.log.entries} of the log is not the one`))
})

it('a restored older copy is a note, not a cut log', async () => {
  const { ask, path } = await smallCase()
  const early = await ask.backups.make({})
  for (let n = 0; n < 5; n += 1)
    await ask.sources.saveMapping({ name: `m${n}`, mapping: { kind: 'calls', fields: {} } as never })
  await ask.backups.make({})
  await ask.backups.restore({ copy: early.path, replace: path })
  const found = await ask.sources.verify({})
  expect(found).toMatchObject({ ok: true, problems: [] })
  expect(found.notes.join()).toMatch(/A copy was restored at entry \d+ of the log/)
})

it('copies before an erasure and after an import as the schedule says, and remembers why one could not be made', async () => {
  const { folder, ask, engine } = await smallCase()
  expect((await ask.backups.list({})).copies).toEqual([])
  const first = (await ask.sources.list({})).find((one) => one.fileId === 1)!
  await ask.sources.remove({ fileId: 1, why: 'asked for' })
  const [before] = (await ask.backups.list({})).copies
  expect(before).toMatchObject({ why: 'before-erasure', verified: true, erasuresSince: 1 })
  await ask.backups.settings({ schedule: 'off' })
  await ask.sources.remove({ fileId: 2, why: 'asked for' })
  expect((await ask.backups.list({})).copies).toHaveLength(1)
  await ask.backups.settings({ schedule: 'after-import' })
  const file = (await filesOf(join(projectFolder, 'sample-data/small'))).find((one) =>
    one.endsWith(first.name),
  )
  await ask.sources.import({ sources: [{ path: file! }], provenance: {} })
  expect((await ask.backups.list({})).copies.map((copy) => copy.why)).toEqual([
    'after-import',
    'before-erasure',
  ])
  const stick = join(folder, 'stick')
  await expect(ask.backups.settings({ folder: stick })).rejects.toMatchObject({ code: 'FOLDER_GONE' })
  mkdirSync(stick)
  await ask.backups.settings({ folder: stick })
  rmSync(stick, { recursive: true })
  await expect(ask.sources.remove({ fileId: 3, why: 'asked for' })).rejects.toMatchObject({
    code: 'FOLDER_GONE',
  })
  expect((await ask.sources.list({})).some((one) => one.fileId === 3)).toBe(true)
  expect((await ask.backups.list({})).lastFailure).toMatchObject({ code: 'FOLDER_GONE' })
  expect(engine.current()).not.toBeNull()
})

it('makes the daily copy when nothing runs and none was made for a day, and gives way', async () => {
  const { engine, ask } = await smallCase()
  const schedule = new CopySchedule(
    {
      jobs: engine.jobs,
      knownCopies: new KnownCopies(engine.applicationFolder),
      current: () => engine.current(),
    },
    () => session,
    20,
  )
  onTestFinished(() => schedule.end())
  await expect.poll(async () => (await ask.backups.list({})).copies.length).toBe(1)
  expect((await ask.backups.list({})).copies[0]).toMatchObject({ why: 'daily', verified: true })
  await new Promise((done) => setTimeout(done, 300))
  expect((await ask.backups.list({})).copies).toHaveLength(1)
})

it('what is remembered survives another process writing it, and a file that is no JSON', async () => {
  const folder = temporaryFolder()
  const known = new KnownCopies(folder)
  await known.rememberSettings('a', { keep: 3 })
  await new KnownCopies(folder).rememberPlace('b', '/x.hubline')
  expect((await known.of('a')).settings).toEqual({ keep: 3 })
  expect((await known.at('/x.hubline'))?.caseId).toBe('b')
  writeFileSync(join(folder, 'copies.json'), '{')
  expect((await known.of('a')).heads).toEqual([])
})
