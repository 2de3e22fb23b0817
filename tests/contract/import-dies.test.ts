import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { loopbackHost } from '../support/hosts.ts'
import { patience } from '../support/patience.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const header = 'A Number,B Number,Date,Time,Duration (secs),Type\n'

function callFile(folder: string, name: string, rows: number, first: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const number = `07700900${String((first + row) % 1000).padStart(3, '0')}`
    const other = `0770090${String(1000 + ((row * 7) % 8999)).slice(-4)}`
    const day = String(1 + (row % 28)).padStart(2, '0')
    const time = new Date(1_767_225_600_000 + (first + row) * 1000).toISOString().slice(11, 19)
    return `${number},${other},${day}/01/2026,${time},${row % 300},Voice`
  })
  const path = join(folder, name)
  writeFileSync(path, `${header}${lines.join('\n')}\n`)
  return path
}

it('keeps the files that were loaded and nothing of the one under way when the engine is killed', async () => {
  const large = callFile(temporaryFolder(), 'large.csv', 400_000, 7)
  const host = await loopbackHost()
  const { ask, folder, workbench } = host
  await ask.case.create({ name: 'case', path: join(folder, 'case.hubline') })
  const [first] = await ask.sources.import({
    sources: [{ path: callFile(folder, 'first.csv', 500, 0) }],
    kind: 'calls',
  })
  expect(first?.error).toBeUndefined()
  expect(first?.rowsRead).toBe(500)
  const before = await ask.sources.list({})
  const watching = new AbortController()
  const watched = await ask.jobs.watch({}, { signal: watching.signal })
  await watched.next()
  const importing = ask.sources.import({ sources: [{ path: large }], kind: 'calls' }).then(
    () => null,
    (error: unknown) => error,
  )
  for await (const jobs of watched) {
    if (jobs.some((job) => job.state === 'running' && job.step !== '')) break
  }
  watching.abort()
  process.kill(workbench.host.processId!, 'SIGKILL')
  const failure = await importing
  expect(failure).toBeInstanceOf(ORPCError)
  expect(failure).toMatchObject({ code: 'ENGINE_STOPPED' })
  await expect.poll(() => host.said.length).toBeGreaterThan(0)
  expect(await workbench.host.ready(patience)).toBe(true)
  expect(await ask.sources.list({})).toEqual(before)
  const counted = await ask.query.select({ sql: 'select * from observation' })
  expect(counted.rowCount).toBe(500)
  const [again] = await ask.sources.import({ sources: [{ path: large }], kind: 'calls' })
  expect(again?.rowsRead).toBe(400_000)
})

it('takes a file that a window handed over', async () => {
  const { ask, folder, workbench, headers } = await loopbackHost()
  await ask.case.create({ name: 'case', path: join(folder, 'case.hubline') })
  const body = readFileSync(callFile(folder, 'handed over.csv', 50, 0), 'utf8')
  const answer = await fetch(`${workbench.origin}/upload?name=${encodeURIComponent('handed over.csv')}`, {
    method: 'POST',
    headers,
    body,
  })
  const { stagedId, name } = await answer.json()
  const [result] = await ask.sources.import({ sources: [{ stagedId, name }], kind: 'calls' })
  expect(result).toMatchObject({ file: 'handed over.csv', kind: 'calls', rowsRead: 50 })
  expect(result?.error).toBeUndefined()
})
