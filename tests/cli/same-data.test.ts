import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('the same data under another policy are refused with status 1, also after a wash and lines that change nothing', async () => {
  const folder = temporaryFolder()
  const saved = readFileSync(resolve('sample-data/saved-cases/version-3.hubline.gz'))
  writeFileSync(join(folder, 'a.hubline'), gunzipSync(saved))
  const run = (...words: string[]) =>
    runCommand(words, { cwd: folder, environment: { HUBLINE_HOME: join(folder, 'home') } })
  const profile = (policy: string) =>
    run('profile', 'a.hubline', '--out', policy, '--format', 'csv', '--policy', policy, '--json')
  expect((await profile('ndtms')).status).toBe(0)
  expect((await run('wash', 'a.hubline')).status).toBe(0)
  expect((await run('lines', 'a.hubline')).status).toBe(0)
  for (const policy of ['nhs', 'ons-10-5', 'strict']) {
    const refused = await profile(policy)
    expect([policy, refused.status]).toEqual([policy, 1])
    expect(refused.json()).toMatchObject({ refused: { code: 'RELEASE_REFUSED' }, releaseId: null })
    expect(existsSync(join(folder, policy))).toBe(false)
  }
})
