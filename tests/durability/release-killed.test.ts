import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { noticeWords } from '../../analysis/cli/shell.ts'
import { runCommand } from '../support/command.ts'
import { askEngine, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Ends the process before the write or the move of a release that is asked for. */
const killer = `
const files = require('node:fs/promises')
let left = Number(process.env.KILL_AFTER)
const name = process.env.KILL_AT
const real = files[name]
files[name] = async (...given) => {
  if (given.some((one) => String(one).includes('.release-')) && left-- === 0) process.kill(process.pid, 'SIGKILL')
  return real(...given)
}
require('node:module').syncBuiltinESMExports()
`

async function opened(path: string) {
  const engine = createEngine({ applicationFolder: temporaryFolder() })
  const held = await engine.open(path, testSession)
  const ask = askEngine(engine)
  const close = () => engine.close()
  onTestFinished(close)
  return { held, ask, close }
}

const savedCase = (path: string) =>
  writeFileSync(path, gunzipSync(readFileSync(resolve('sample-data/saved-cases/version-3.hubline.gz'))))

it.each([
  ['before its first file is written', 'writeFile', 0],
  ['before its third file is written', 'writeFile', 2],
  ['when its files are written and none has its place', 'rename', 0],
  ['when one of its files has its place', 'rename', 1],
  ['when some of its files have their places', 'rename', 3],
  ['when more of its files have their places', 'rename', 6],
] as const)('a release that is killed %s counts as published', async (_, at, after) => {
  const folder = temporaryFolder()
  const path = join(folder, 'county.hubline')
  savedCase(path)
  const out = join(folder, 'out')
  writeFileSync(join(folder, 'killer.cjs'), killer)
  const run = (words: string[], more: Record<string, string> = {}) =>
    runCommand(words, { cwd: folder, environment: { HUBLINE_HOME: join(folder, 'home'), ...more } })
  const killed = await run(['profile', path, '--out', out, '--format', 'csv'], {
    NODE_OPTIONS: `--require ${join(folder, 'killer.cjs')}`,
    KILL_AT: at,
    KILL_AFTER: String(after),
  })
  expect([killed.signal, killed.out]).toEqual(['SIGKILL', ''])
  const placed = readdirSync(out, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('.release-'),
  )
  expect(placed).toHaveLength(at === 'rename' ? after : 0)

  const hidden = join(out, readdirSync(out).find((name) => name.startsWith('.release-'))!)

  const { held, ask, close } = await opened(path)
  expect(held.openingNotices).toMatchObject([
    {
      code: 'RELEASE_UNFINISHED',
      data: { subject: 'Edition 1', releaseId: 1, edition: 1, folder: out, hiddenFolder: hidden },
    },
  ])
  expect(noticeWords(held.openingNotices[0]!)).toMatch(
    /^RELEASE_UNFINISHED: Edition 1, for not stated, was cut short while it was being written at \S+ \S+ UTC\. It counts as published/,
  )
  expect(noticeWords(held.openingNotices[0]!)).toContain(`the hidden folder ${hidden}`)
  expect((await ask.case.describe({}))?.notices).toEqual(held.openingNotices)
  const newest = (await ask.log.entries({})).entries.map(({ subject }) => subject)
  expect(newest).toContain('edition 1 registered')
  expect(newest).not.toContain('edition 1 written')
  const told = newest.indexOf('edition 1 not finished, and counts as published')
  expect(told).toBeGreaterThanOrEqual(0)
  expect(told).toBeLessThan(newest.indexOf('edition 1 registered'))
  expect(await ask.profile.releases({})).toMatchObject([
    { edition: 1, unfinished: true, folder: out, hiddenFolder: hidden },
  ])
  expect((await ask.sources.verify({})).problems).toEqual([])
  const other = await ask.profile.release({ formats: ['csv'], policy: 'nhs' })
  expect(other.refused?.code).toBe('RELEASE_REFUSED')
  const next = await ask.profile.release({ formats: ['csv'], folder: out })
  expect(next.releaseId).toBe(2)
  const isHiddenEmpty = at === 'writeFile' && after === 0
  expect(next.leftovers).toEqual(isHiddenEmpty ? undefined : [hidden])
  expect(existsSync(hidden)).toBe(!isHiddenEmpty)
  await ask.case.noticeRead({ at: held.openingNotices[0]!.at })
  expect((await ask.case.describe({}))?.notices).toEqual([])
  await close()
  const again = await opened(path)
  expect(again.held.openingNotices).toEqual([])
  expect((await again.ask.profile.releases({})).map(({ unfinished }) => unfinished)).toEqual([false, true])
})

it.each([
  ['when it is registered and nothing of it is in the folder', 'mkdir', true],
  ['when it is sealed and only its hidden folder is left', 'rm', false],
] as const)('a release that is killed %s is in the register, unfinished: %s', async (_, at, isUnfinished) => {
  const folder = temporaryFolder()
  const path = join(folder, 'county.hubline')
  savedCase(path)
  const out = join(folder, 'out')
  writeFileSync(join(folder, 'killer.cjs'), killer)
  const killed = await runCommand(['profile', path, '--out', out, '--format', 'csv'], {
    cwd: folder,
    environment: {
      HUBLINE_HOME: join(folder, 'home'),
      NODE_OPTIONS: `--require ${join(folder, 'killer.cjs')}`,
      KILL_AT: at,
      KILL_AFTER: '0',
    },
  })
  expect([killed.signal, killed.out]).toEqual(['SIGKILL', ''])
  const { held, ask } = await opened(path)
  expect(held.openingNotices.map(({ code }) => code)).toEqual(isUnfinished ? ['RELEASE_UNFINISHED'] : [])
  expect(await ask.profile.releases({})).toMatchObject([{ edition: 1, unfinished: isUnfinished }])
  expect((await ask.sources.verify({})).problems).toEqual([])
  const next = await ask.profile.release({ formats: ['csv'], folder: out })
  expect(next.releaseId).toBe(2)
})
