import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FailureDocument, runCommand } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const calls = resolve('sample-data/small/calls/small-calls.csv')

describe('a mapping file that is none', () => {
  it.runIf(process.platform !== 'win32').each<[string, (path: string) => void, string, RegExp]>([
    [
      'cut off',
      (path) => writeFileSync(path, '{"kind": "calls", "fie'),
      'MAPPING_INVALID',
      /JSON breaks off or is damaged/,
    ],
    [
      'of another shape',
      (path) => writeFileSync(path, '{"kind": "spells", "fields": []}'),
      'MAPPING_INVALID',
      /kind.*fields/s,
    ],
    [
      'with a zone that there is not',
      (path) =>
        writeFileSync(
          path,
          `{"kind": "calls", "fields": {}, "options": {"zone": "Mars/Base'); drop table file; --"}}`,
        ),
      'MAPPING_INVALID',
      /no time zone of that name/,
    ],
    ['a pipe', (path) => execFileSync('mkfifo', [path]), 'MAPPING_INVALID', /not a file/],
    ['not there', () => undefined, 'FILE_NOT_FOUND', /Check the path/],
  ])('%s', async (_, make, code, words) => {
    const folder = temporaryFolder()
    const environment = { HUBLINE_HOME: join(folder, 'home') }
    const casePath = join(folder, 'a.hubline')
    await runCommand(['new', casePath, '--name', 'a'], { environment })
    const path = join(folder, 'mapping.json')
    make(path)
    const run = await runCommand(['import', casePath, calls, '--mapping', path, '--json'], { environment })
    expect(run.status).toBe(1)
    expect(run.json<FailureDocument>().error).toMatchObject({ code, data: { subject: path } })
    expect(run.json<FailureDocument>().error.message).toMatch(words)
  })
})
