import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { runCommand } from '../support/command.ts'
import { askEngine, askOver, enter, loopbackHost, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

function savedCase(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, gunzipSync(readFileSync(resolve('sample-data/saved-cases/version-3.hubline.gz'))))
  return path
}

function engineIn(home: string) {
  const engine = createEngine({ applicationFolder: home })
  onTestFinished(() => engine.close())
  return { ask: askEngine(engine, testSession), close: () => engine.close() }
}

type Ask = ReturnType<typeof engineIn>['ask']

/** What must hold of a case whose copy of before a release was restored. */
async function knowsTheRelease(ask: Ask): Promise<void> {
  const described = await ask.case.describe({})
  expect(described?.notices).toMatchObject([
    { code: 'RELEASE_TAKEN_IN', data: { subject: 'Edition 1', releaseId: 1, edition: 1 } },
  ])
  expect(await ask.profile.releases({})).toMatchObject([
    { releaseId: 1, edition: 1, recipient: 'the board', unfinished: false },
  ])
  const { entries } = await ask.log.entries({})
  expect(entries.map(({ subject }) => subject)).toContain('edition 1 taken into the register')
  expect((await ask.sources.verify({})).problems).toEqual([])
  const other = await ask.profile.release({ formats: ['csv'], policy: 'nhs' })
  expect(other.refused?.code).toBe('RELEASE_REFUSED')
  expect((await ask.profile.release({ formats: ['csv'] })).releaseId).toBe(2)
}

it('a copy of before a release that is restored knows the release, and later ones are protected with it', async () => {
  const folder = temporaryFolder()
  const path = savedCase(join(folder, 'county.hubline'))
  const { ask, close } = engineIn(join(folder, 'home'))
  await ask.case.open({ path })
  const copy = await ask.backups.make({})
  await ask.profile.release({ formats: ['csv'], recipient: 'the board' })
  await ask.backups.restore({ copy: copy.path, replace: path })
  await knowsTheRelease(ask)
  const { notices } = (await ask.case.describe({}))!
  await ask.case.noticeRead({ at: notices[0]!.at })
  await close()
  const again = engineIn(join(folder, 'home'))
  expect(await again.ask.case.open({ path })).toMatchObject({ notices: [] })
  expect(await again.ask.profile.releases({})).toHaveLength(2)
})

it('a case that is set aside hands its releases on, though this Hubline never had it open', async () => {
  const folder = temporaryFolder()
  const path = savedCase(join(folder, 'county.hubline'))
  const elsewhere = engineIn(join(folder, 'another home'))
  await elsewhere.ask.case.open({ path })
  const copy = await elsewhere.ask.backups.make({})
  await elsewhere.ask.profile.release({ formats: ['csv'], recipient: 'the board' })
  await elsewhere.close()
  const here = engineIn(join(folder, 'home'))
  await here.ask.backups.restore({ copy: copy.path, replace: path })
  await knowsTheRelease(here.ask)
})

it('a release that was withdrawn is not remembered', async () => {
  const folder = temporaryFolder()
  const path = savedCase(join(folder, 'county.hubline'))
  const { ask } = engineIn(join(folder, 'home'))
  await ask.case.open({ path })
  const copy = await ask.backups.make({})
  writeFileSync(join(folder, 'a file'), '')
  await expect(
    ask.profile.release({ formats: ['csv'], folder: join(folder, 'a file') }),
  ).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
  await ask.backups.restore({ copy: copy.path, replace: path })
  expect(await ask.profile.releases({})).toEqual([])
  expect((await ask.case.describe({}))?.notices).toEqual([])
})

it('two windows that release at once make two editions, and a command beside them none', async () => {
  const host = await loopbackHost()
  const path = savedCase(join(host.folder, 'county.hubline'))
  await host.ask.case.open({ path })
  const other = askOver(host.workbench, await enter(host.workbench))
  const releasing = [host.ask, other].map((ask) => ask.profile.release({ formats: ['csv'] }))
  const command = await runCommand(
    ['profile', path, '--out', join(host.folder, 'out'), '--format', 'csv', '--json'],
    {
      cwd: host.folder,
      environment: { HUBLINE_HOME: join(host.folder, 'application') },
    },
  )
  expect(command.json<{ error: { code: string } }>().error.code).toBe('CASE_LOCKED')
  const answers = await Promise.all(releasing)
  expect(answers.map(({ releaseId }) => releaseId).sort()).toEqual([1, 2])
  expect(
    (await host.ask.profile.releases({})).map(({ edition, unfinished }) => [edition, unfinished]),
  ).toEqual([
    [2, false],
    [1, false],
  ])
})
