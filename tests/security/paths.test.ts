import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { everyRole, type Role } from '../../analysis/contract/index.ts'
import { askEngine, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

async function started(isServed = false) {
  const folder = temporaryFolder()
  const engine = createEngine({
    applicationFolder: join(folder, 'home'),
    ...(isServed ? { uploadFolder: join(folder, 'uploads') } : {}),
  })
  onTestFinished(() => engine.close())
  const as = (role: Role) => askEngine(engine, { ...testSession, role })
  const path = join(folder, 'case.hubline')
  await as('hub').case.create({ name: 'case', path })
  return { folder, path, as, engine }
}

const forbidden = { code: 'ROLE_FORBIDDEN' }

it.each(everyRole)('a copy goes where %s says: only for the hub', async (role) => {
  const { folder, as } = await started()
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  const chosen = as(role).backups.make({ folder: elsewhere })
  if (role === 'hub') expect(await chosen).toMatchObject({ path: expect.stringContaining(elsewhere) })
  else await expect(chosen).rejects.toMatchObject(forbidden)
  const set = as(role).backups.settings({ folder: elsewhere })
  if (role === 'hub') expect(await set).toMatchObject({ folder: elsewhere })
  else await expect(set).rejects.toMatchObject(forbidden)
  const restored = as(role).backups.restore({ copy: join(folder, 'none.hubline') })
  await expect(restored).rejects.toMatchObject(role === 'hub' ? { code: 'COPY_NOT_FOUND' } : forbidden)
})

it('police make a copy beside the case, and check that one and no other file', async () => {
  const { folder, as } = await started()
  const copy = await as('police').backups.make({})
  expect(copy.path.startsWith(join(folder, 'case copies'))).toBe(true)
  expect(await as('police').backups.check({ path: copy.path })).toMatchObject({ ok: true })
  const other = join(folder, 'other.hubline')
  await expect(as('police').backups.check({ path: other })).rejects.toMatchObject(forbidden)
  await expect(as('hub').backups.check({ path: other })).rejects.toMatchObject({ code: 'COPY_NOT_FOUND' })
})

it('a preview is for analysts, and the log of the open case tells of it without a path', async () => {
  const { folder, as } = await started()
  const path = join(folder, 'Operation Quill.csv')
  writeFileSync(path, 'A-Number,B-Number,Start\n07700900001,07700900002,2025-01-02 10:00:00\n')
  for (const role of ['lead', 'reader'] as const)
    await expect(as(role).sources.preview({ source: { path } })).rejects.toMatchObject(forbidden)
  expect((await as('police').sources.preview({ source: { path } })).rows).toHaveLength(1)
  const { entries } = await as('hub').log.entries({})
  expect(entries.map(({ action, question, role }) => [action, question, role])).toContainEqual([
    'consultation',
    'sources.preview',
    'police',
  ])
  expect(JSON.stringify(entries)).not.toContain('Quill')
})

it.runIf(process.platform === 'linux').each([
  ['the memory of the engine', '/proc/self/environ'],
  ['a device', '/dev/zero'],
  ['a setting of the system', '/sys/kernel/notes'],
])('%s is no source, by its path or by a link', async (_, path) => {
  const { folder, as } = await started()
  const link = join(folder, 'calls.csv')
  symlinkSync(path, link)
  for (const given of [path, link])
    for (const asked of [
      as('hub').sources.preview({ source: { path: given } }),
      as('hub').sources.import({ sources: [{ path: given }] }),
    ])
      await expect(asked).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
})

it('a window that a browser shows reads nothing hidden by its path', async () => {
  const { folder, as } = await started(true)
  mkdirSync(join(folder, '.ssh'))
  const secret = join(folder, '.ssh', 'id.csv')
  writeFileSync(secret, 'a,b\n1,2\n')
  symlinkSync(secret, join(folder, 'id.csv'))
  for (const path of [secret, join(folder, 'id.csv')])
    await expect(as('hub').sources.preview({ source: { path } })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    })
})

it.each(['lead', 'reader'] as const)(
  'a %s takes no case from others, and opens those that an analyst opened here before',
  async (role) => {
    const { folder, path, as, engine } = await started()
    const second = join(folder, 'second.hubline')
    await as('hub').case.create({ name: 'second', path: second })
    expect(await as(role).case.open({ path })).toMatchObject({ path })
    await expect(as(role).case.open({ path: join(folder, 'third.hubline') })).rejects.toMatchObject(forbidden)
    await engine.close()
    const fresh = createEngine({ applicationFolder: join(folder, 'other home') })
    onTestFinished(() => fresh.close())
    const ask = askEngine(fresh, { ...testSession, role })
    // Whether a file is there, and what it is, is not told either.
    for (const other of [second, path, join(folder, 'none.hubline'), '/etc/passwd'])
      await expect(ask.case.open({ path: other })).rejects.toMatchObject(forbidden)
    expect(await ask.case.describe({})).toBeNull()
    await askEngine(fresh).case.open({ path: second })
    await askEngine(fresh).case.open({ path })
    expect(await ask.case.open({ path: second })).toMatchObject({ path: second })
  },
)

it.each(['lead', 'reader'] as const)(
  'a %s opens nothing where the list of cases cannot be read',
  async (role) => {
    const { folder, path, engine } = await started()
    await engine.close()
    const home = join(folder, 'home')
    writeFileSync(join(home, 'recent-cases.json'), 'not a list')
    const fresh = createEngine({ applicationFolder: home })
    onTestFinished(() => fresh.close())
    const session = { ...testSession, role }
    await expect(askEngine(fresh, session).case.open({ path })).rejects.toMatchObject(forbidden)
    await expect(fresh.open(path, session)).rejects.toMatchObject(forbidden)
  },
)
