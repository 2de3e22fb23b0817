import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Backups, CaseCopy, Verification } from '../../analysis/contract/index.ts'
import { type FailureDocument, runCommand, writeCalls } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

function commandsIn(folder: string) {
  const environment = { HUBLINE_HOME: join(folder, 'home') }
  return (words: string[], options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(words, { cwd: folder, environment, ...options })
}

async function caseWithCalls(rows: number) {
  const folder = temporaryFolder()
  const run = commandsIn(folder)
  await run(['new', 'a.hubline'])
  writeCalls(folder, 'calls.csv', rows)
  expect((await run(['import', 'a.hubline', 'calls.csv', '--as', 'calls'])).status).toBe(0)
  return { folder, run }
}

function flipByte(path: string, offset: number): void {
  const file = openSync(path, 'r+')
  const was = readFileSync(path)[offset] ?? 0
  writeSync(file, Buffer.from([was ^ 0x55]), 0, 1, offset)
  closeSync(file)
}

it('backs up, lists and restores a case, and never over another', async () => {
  const { folder, run } = await caseWithCalls(2000)
  const made = await run(['backup', 'a.hubline', '--json'])
  const copy = made.json<CaseCopy>()
  expect([made.status, copy.verified, statSync(copy.path).mode & 0o777]).toEqual([0, true, 0o600])
  const listed = (await run(['backups', 'a.hubline', '--check', '--json'])).json<
    Backups & { checks: unknown[] }
  >()
  expect(listed.copies.map((one) => one.path)).toEqual([copy.path])
  expect(listed.checks).toMatchObject([{ ok: true }])
  expect((await run(['verify', 'a.hubline', '--json'])).json<Verification>()).toMatchObject({
    ok: true,
    knownCopies: 1,
  })
  const restored = await run(['restore', copy.path, '--as', 'b.hubline', '--json'])
  expect(restored.json()).toMatchObject({ path: join(folder, 'b.hubline'), setAside: null })
  const rowsOf = async (file: string) =>
    (
      await run([
        'query',
        file,
        'select count(*)::int as n, sum(observation_id)::varchar as s from observation',
        '--json',
      ])
    ).json()
  expect(await rowsOf('b.hubline')).toEqual(await rowsOf('a.hubline'))
  const again = await run(['restore', copy.path, '--as', 'b.hubline', '--json'])
  expect([again.status, again.json<FailureDocument>().error.code]).toEqual([1, 'CASE_ALREADY_EXISTS'])
  expect(
    (await run(['backup', 'a.hubline', '--to', 'no such folder', '--json'])).json<FailureDocument>().error
      .code,
  ).toBe('FOLDER_GONE')
})

it('verify of a damaged case says what, where and what to do, whichever part is damaged', async () => {
  const { folder, run } = await caseWithCalls(20_000)
  const copy = (await run(['backup', 'a.hubline', '--json'])).json<CaseCopy>()
  const { size } = statSync(copy.path)
  const blocks = Math.floor((size - 12_288) / 262_144)
  const at = (block: number) => 12_288 + block * 262_144 + 60_000
  const places = [100, at(0), at(Math.floor(blocks / 2))]
  for (const place of places) {
    copyFileSync(copy.path, join(folder, 'damaged.hubline'))
    flipByte(join(folder, 'damaged.hubline'), place)
    const found = await run(['verify', 'damaged.hubline', '--json'])
    const document = found.json<Verification>()
    expect([found.status, document.ok, document.damaged], `byte ${place}`).toEqual([1, false, true])
    expect(document.problems.join(), `byte ${place}`).toMatch(/checksum|damaged/i)
    expect(document.advice).toMatch(/Keep (it|the file) as it is/)
  }
  const words = await run(['verify', 'damaged.hubline'])
  expect(words.out).toMatch(/cannot be (read|opened)/)
})

it('a copy that is killed leaves nothing that counts, and the next cleans up', async () => {
  const { folder, run } = await caseWithCalls(300_000)
  let isSent = false
  await run(['backup', 'a.hubline'], {
    onMessage: (words, child) => {
      if (isSent || !/Copying every table|Writing the copy/.test(words)) return
      isSent = true
      child.kill('SIGKILL')
    },
  })
  expect(isSent).toBe(true)
  expect((await run(['backups', 'a.hubline', '--json'])).json<Backups>().copies).toEqual([])
  const copy = (await run(['backup', 'a.hubline', '--json'])).json<CaseCopy>()
  expect(copy.verified).toBe(true)
  expect(readdirSync(join(folder, 'a copies')).sort()).toEqual([copy.file, `${copy.file}.json`].sort())
})

it('diagnostics are shown, saved once, and name nobody', async () => {
  const { folder, run } = await caseWithCalls(200)
  const shown = await run(['diagnostics', 'a.hubline', '--out', 'd.zip', '--show'])
  expect(shown.out).toMatch(/machine\.json[\s\S]*Nothing was saved/)
  expect(existsSync(join(folder, 'd.zip'))).toBe(false)
  const saved = await run(['diagnostics', 'a.hubline', '--out', 'd.zip', '--json'])
  expect(saved.json()).toMatchObject({ path: join(folder, 'd.zip'), leftOut: expect.any(Number) })
  const text = readFileSync(join(folder, 'd.zip')).toString('utf8')
  for (const name of [userInfo().username, hostname(), folder, 'calls.csv', '07700900'])
    expect(text).not.toContain(name)
  const again = await run(['diagnostics', '--out', 'd.zip', '--json'])
  expect(again.json<FailureDocument>().error.code).toBe('CASE_ALREADY_EXISTS')
})
