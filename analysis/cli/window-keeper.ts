import { spawn } from 'node:child_process'
import { askToEnd, endWindow } from './window-processes.ts'

/** What the host says to the keeper, once. */
export interface KeepWindow {
  browser: string
  words: readonly string[]
  profile: string
}

/** What the keeper says to the host. */
export type KeeperMessage = { kind: 'started'; browser: number } | { kind: 'failed'; why: string }

const graceMilliseconds = 3000

/**
 * Holds one browser as long as the host lives. The line to the host breaks however the host ends, even when it is
 * killed; then the browser ends, with all its helpers, and its profile is taken away.
 */
function keepWindow({ browser, words, profile }: KeepWindow): void {
  const say = (message: KeeperMessage) => process.connected && process.send?.(message, () => undefined)
  const child = spawn(browser, words, { stdio: 'ignore', detached: process.platform !== 'win32' })
  let isEnding = false
  const end = async () => {
    if (isEnding) return
    isEnding = true
    const isGone = await endWindow(profile, child.pid ?? null)
    process.exit(isGone ? 0 : 1)
  }
  const ask = () => {
    if (child.pid) askToEnd(child.pid)
    setTimeout(() => void end(), graceMilliseconds)
  }
  child.once('spawn', () => say({ kind: 'started', browser: child.pid! }))
  child.once('error', (error) => {
    say({ kind: 'failed', why: error.message })
    void end()
  })
  child.once('exit', () => void end())
  process.once('disconnect', ask)
  if (!process.connected) ask()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => process.connected && process.disconnect())
process.once('message', (message) => keepWindow(message as KeepWindow))
process.once('disconnect', () => {
  // The host ended before it had said what to keep.
  if (process.listenerCount('message') > 0) process.exit(0)
})
