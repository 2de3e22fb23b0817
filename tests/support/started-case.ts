import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { runCommand } from './command.ts'
import { type StartedWindow, startWindow } from './start-window.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface StartedCase {
  window: StartedWindow
  page: Page
  /** Whether the case can be opened by another, and the window has left no profile. */
  released(): Promise<void>
  home: string
}

/** A new case in the window that `start` opens by itself, with a home of its own. */
export async function startedCase(): Promise<StartedCase> {
  const folder = temporaryFolder()
  const home = join(folder, 'home')
  const path = join(folder, 'case.hubline')
  expect((await runCommand(['new', path])).status).toBe(0)
  const window = await startWindow([path], { HUBLINE_HOME: home })
  const page = await window.page()
  const released = async () => {
    const result = await runCommand(['sources', path, '--json'])
    expect([result.status, existsSync(`${path}.lock`)]).toEqual([0, false])
    expect(readdirSync(home).filter((name) => name.startsWith('window-'))).toEqual([])
  }
  await expect.poll(() => existsSync(`${path}.lock`)).toBe(true)
  return { window, page, released, home }
}

/** Every process that inherited this home from its start, whatever its name and group. */
export function processesOf(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        const isZombie = /\) Z /.test(readFileSync(`/proc/${name}/stat`, 'utf8'))
        const words = ['environ', 'cmdline'].map((file) => readFileSync(`/proc/${name}/${file}`, 'utf8'))
        return !isZombie && words.some((text) => text.includes(home))
      } catch {
        return false
      }
    })
    .map(Number)
}

export const nothingIsLeft = (home: string) =>
  expect
    .poll(() => ({
      processes: processesOf(home).length,
      profiles: readdirSync(home).filter((name) => name.startsWith('window-')),
    }))
    .toEqual({ processes: 0, profiles: [] })

export const keeperOf = (home: string) =>
  processesOf(home).find((id) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('window-keeper'))!
