import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { OpenCase } from '../../analysis/case/open-case.ts'
import { type JobProgress, unwatched } from '../../analysis/platform/jobs.ts'
import { importFiles } from '../../analysis/sources/import-files.ts'
import { databaseOf, temporaryCase } from '../support/cases.ts'
import { writeCalls } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** Progress that does something once, when the first part of the file has been copied. */
function onFirstPart(change: () => void): JobProgress {
  let isDone = false
  return {
    ...unwatched(),
    advance: (bytes) => {
      if (isDone || bytes === 0) return
      isDone = true
      change()
    },
  }
}

const importing = (held: OpenCase, path: string, progress: JobProgress = unwatched()) =>
  importFiles(
    held,
    { files: [{ path, name: 'calls.csv' }], kind: 'calls', provenance: {}, person: 'a tester' },
    progress,
  )

async function nothingIsLeft(held: OpenCase) {
  expect(
    (await held.describe({ person: 'a', role: 'hub', purpose: '', purposeStated: false })).counts,
  ).toMatchObject({
    files: 0,
    communications: 0,
  })
  expect(readdirSync(databaseOf(held).stagingFolder)).toEqual(['spill'])
}

it('a file that another process goes on writing is refused while it does, and taken when it is finished', async () => {
  const held = await temporaryCase()
  const folder = temporaryFolder()
  const path = writeCalls(folder, 'calls.csv', 300_000)
  const line = '07700900001,07700901001,01/01/2026,10:00:00,5,Voice\\n'
  const writer = spawn(process.execPath, [
    '-e',
    `const fs = require('node:fs'); console.log('writing'); setInterval(() => fs.appendFileSync(${JSON.stringify(path)}, '${line}'), 1)`,
  ])
  onTestFinished(() => void writer.kill('SIGKILL'))
  await once(writer.stdout, 'data')
  const [refused] = await importing(held, path)
  expect(refused).toMatchObject({
    rowsLoaded: 0,
    error: { code: 'FILE_CHANGED', data: { remedy: expect.stringContaining('Wait until it is finished') } },
  })
  await nothingIsLeft(held)
  writer.kill('SIGKILL')
  await once(writer, 'exit')
  const [taken] = await importing(held, path)
  expect(taken?.error).toBeUndefined()
  expect(taken?.rowsRead).toBeGreaterThanOrEqual(300_000)
})

const changes: readonly [string, (path: string) => void, string][] = [
  ['added to', (path) => appendFileSync(path, 'x'), 'FILE_CHANGED'],
  ['cut short', (path) => truncateSync(path, 1_000_000), 'FILE_CHANGED'],
  [
    'replaced by another of the same size and time',
    (path) => {
      writeCalls(join(path, '..'), 'other.csv', 200_000)
      renameSync(join(path, '..', 'other.csv'), path)
    },
    'FILE_CHANGED',
  ],
  ['taken away', (path) => rmSync(path), 'FILE_UNREADABLE'],
]

it.each(changes)(
  'a file that is %s while it is read is refused, and nothing of it is kept',
  async (_, change, code) => {
    const held = await temporaryCase()
    const path = writeCalls(temporaryFolder(), 'calls.csv', 200_000)
    const [refused] = await importing(
      held,
      path,
      onFirstPart(() => change(path)),
    )
    expect(refused).toMatchObject({ rowsLoaded: 0, error: { code, data: { remedy: expect.any(String) } } })
    await nothingIsLeft(held)
    writeFileSync(path, '')
  },
)

const failing = '/sys/class/net/lo/duplex'
it.skipIf(!existsSync(failing))('a file whose device answers with an error is refused in words', async () => {
  const held = await temporaryCase()
  const [refused] = await importing(held, failing)
  expect(refused).toMatchObject({
    rowsLoaded: 0,
    error: { code: 'FILE_UNREADABLE', data: { remedy: expect.any(String) } },
  })
  await nothingIsLeft(held)
})
