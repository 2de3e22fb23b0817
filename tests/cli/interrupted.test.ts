import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type FailureDocument, runCommand, writeCalls } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const lastLine = (text: string) => text.trim().split('\n').at(-1)

/** Takes far longer to load than a signal to arrive. */
const largeRows = 600_000

async function importAndSend(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL') {
  const folder = temporaryFolder()
  const environment = { HUBLINE_HOME: join(folder, 'home') }
  const run = (words: string[], onMessage?: Parameters<typeof runCommand>[1] & object) =>
    runCommand(words, { cwd: folder, environment, ...onMessage })
  await run(['new', 'a.hubline'])
  writeCalls(folder, 'first.csv', 100)
  writeCalls(folder, 'large.csv', largeRows)
  await run(['import', 'a.hubline', 'first.csv', '--as', 'calls'])
  let isSent = false
  const result = await run(['import', 'a.hubline', 'large.csv', '--as', 'calls', '--json'], {
    onMessage: (words, child) => {
      if (isSent || !/large\.csv: loading/.test(lastLine(words) ?? '')) return
      isSent = true
      child.kill(signal)
    },
  })
  expect(isSent).toBe(true)
  expect(result.status, 'the import had ended before the signal came: the file is too small').not.toBe(0)
  const listed = await run(['sources', 'a.hubline', '--json'])
  expect([listed.status, listed.json()]).toMatchObject([0, [{ file: 'first.csv', rowsLoaded: 100 }]])
  expect(listed.json<unknown[]>()).toHaveLength(1)
  const counted = await run(['query', 'a.hubline', 'select count(*)::int as rows from observation', '--json'])
  expect(counted.json()).toEqual([{ rows: 100 }])
  const again = await run(['import', 'a.hubline', 'large.csv', '--as', 'calls', '--json'])
  expect(again.json()).toMatchObject([{ rowsRead: largeRows }])
  expect(readdirSync(folder).filter((name) => /staging|\.wal$/.test(name))).toEqual([])
  return { ...result, folder }
}

it.each(['SIGINT', 'SIGTERM'] as const)(
  'an import that %s ends leaves nothing of its file, and the case unlocked',
  async (signal) => {
    const { status, json, folder } = await importAndSend(signal)
    expect([status, json<FailureDocument>().error.code]).toEqual([1, 'CANCELLED'])
    expect(existsSync(join(folder, 'a.hubline.lock'))).toBe(false)
  },
)

it('an import that is killed leaves nothing of its file, and the next command takes the case over', async () => {
  const { status, signal, out } = await importAndSend('SIGKILL')
  expect([status, signal, out]).toEqual([null, 'SIGKILL', ''])
})
