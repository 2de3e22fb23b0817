import { describe, expect, it } from 'vitest'
import { nothingIsLeft, processesOf, startedCase } from '../support/started-case.ts'

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'ends with a browser that is ended by %s, and leaves nothing of it',
  async (signal) => {
    const { window, released, home } = await startedCase()
    process.kill(window.browserProcessId, signal)
    await window.ended()
    await released()
    if (process.platform === 'linux') await expect.poll(() => processesOf(home)).toEqual([])
  },
)

describe.runIf(process.platform === 'linux')('a browser and its profile go', () => {
  it.each(['SIGTERM', 'SIGKILL', 'SIGHUP'] as const)(
    'with their host, when it is ended by %s',
    async (signal) => {
      const { window, home } = await startedCase()
      expect(processesOf(home).length).toBeGreaterThan(3)
      process.kill(window.processId, signal)
      await window.ended()
      await nothingIsLeft(home)
    },
  )
})
