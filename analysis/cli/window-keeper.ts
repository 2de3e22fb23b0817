import { spawn } from 'node:child_process'
import { askToEnd, endWindow } from './window-processes.ts'

/** The host's only message to the keeper. */
export interface KeepWindow {
  browser: string
  words: readonly string[]
  profile: string
}

/** The keeper's messages to the host. */
export type KeeperMessage = { kind: 'started'; browser: number } | { kind: 'failed'; why: string }

const graceMilliseconds = 3000

/**
 * Owns one browser as long as the host lives. The connection to the host breaks when the host ends for any reason, even if
 * it is killed; then the keeper ends the browser with all its child processes and removes its profile.
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
  // The host ended before it sent the message.
  if (process.listenerCount('message') > 0) process.exit(0)
})
