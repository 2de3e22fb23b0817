import { join } from 'node:path'
import { afterEach, expect, it, vi } from 'vitest'
import { openCase } from '../../analysis/case/open-case.ts'
import { temporaryCase } from '../support/cases.ts'
import { runCommand, writeCalls } from '../support/command.ts'
import { loopbackHost, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
const asleepMilliseconds = 4000

afterEach(() => vi.useRealTimers())

it.skipIf(process.platform === 'win32')(
  'an engine that sleeps in the middle of an import goes on when it wakes, and what waited for it is answered',
  async () => {
    const calls = writeCalls(temporaryFolder(), 'calls.csv', 150_000)
    const host = await loopbackHost()
    const path = join(host.folder, 'case.hubline')
    await host.ask.case.create({ name: 'case', path })
    const { processId } = host.workbench.host
    const watching = new AbortController()
    const watched = await host.ask.jobs.watch({}, { signal: watching.signal })
    await watched.next()
    const importing = host.ask.sources.import({ sources: [{ path: calls }], kind: 'calls' })
    for await (const jobs of watched) {
      if (jobs.some((job) => job.state === 'running' && job.step !== '')) break
    }
    watching.abort()
    process.kill(processId!, 'SIGSTOP')
    const asked = host.ask.case.describe({})
    const other = await runCommand(['sources', path, '--json'], {
      environment: { HUBLINE_HOME: join(host.folder, 'home') },
    })
    expect(other.json()).toMatchObject({ error: { code: 'CASE_LOCKED' } })
    await pause(asleepMilliseconds)
    expect(host.workbench.host.processId).toBe(processId)
    process.kill(processId!, 'SIGCONT')
    expect((await asked)?.name).toBe('case')
    const [result] = await importing
    expect(result).toMatchObject({ rowsRead: 150_000 })
    expect(result?.error).toBeUndefined()
    const verified = await host.ask.sources.verify({})
    expect(verified).toMatchObject({ ok: true, rowsRead: 150_000, notices: [] })
    expect(host.said).toEqual([])
  },
)

it('a clock that jumps back and forth leaves the log whole, which says so, and the case open', async () => {
  const held = await temporaryCase()
  for (const [turn, at] of [
    '2026-06-01T10:00:00Z',
    '2031-01-01T00:00:00Z',
    '2019-12-31T23:00:00Z',
  ].entries()) {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(at) })
    await held.log.write(testSession, { action: 'alteration', question: 'a test', subject: String(turn) })
    await expect(openCase(held.path, 'another')).rejects.toMatchObject({ code: 'CASE_LOCKED' })
  }
  vi.useRealTimers()
  expect(await held.log.verify()).toEqual({
    intact: true,
    total: 4,
    brokenAt: null,
    clock: ['Entry 3 of the log: the clock went back by 4018 days'],
  })
})
