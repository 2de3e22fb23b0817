import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import packed from '@sparticuz/chromium'
import { type Browser, chromium, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { findBrowser } from '../../analysis/cli/app-window.ts'
import { patience } from './patience.ts'
import { temporaryFolder } from './temporary-folder.ts'

export interface StartedWindow {
  /** The `start` command's process. */
  readonly processId: number
  readonly browserProcessId: number
  readonly messages: () => string
  /** Resolves when the command has ended. */
  ended(): Promise<void>
  readonly hasEnded: () => boolean
  /** The window's page, in the browser that the command itself started. */
  page(): Promise<Page>
  /** Presses Ctrl+C and waits. */
  end(): Promise<void>
}

/**
 * A browser without a display, that can be driven: what `start` gives it is passed on as it is. The one of the packages
 * knows no app windows, and shows the same address as a page.
 */
async function browserForTests(folder: string): Promise<string> {
  const installed = findBrowser()
  const program = installed ?? (await packed.executablePath())
  const path = join(folder, 'browser')
  const words = ['--headless=new', '--remote-debugging-port=0', '--no-sandbox', '--disable-gpu']
  const asPage = 'for word do shift; set -- "$@" "${word#--app=}"; done\n'
  const record = `#!/bin/sh\n${installed ? '' : asPage}echo $$ > "${folder}/browser-process"\nexec "${program}" ${words.join(' ')} "$@"\n`
  writeFileSync(path, record)
  chmodSync(path, 0o755)
  return path
}

const until = async <T>(look: () => T | null | undefined, what: string): Promise<T> => {
  const end = Date.now() + patience
  while (Date.now() < end) {
    const seen = look()
    if (seen !== null && seen !== undefined) return seen
    await new Promise((done) => setTimeout(done, 30))
  }
  throw new Error(`${what} did not come`)
}

/** Runs `start` as a user does, with the window that it opens by itself, and waits until the window is there. */
export async function startWindow(
  words: readonly string[],
  environment: Record<string, string>,
): Promise<StartedWindow> {
  const folder = temporaryFolder()
  const home = environment.HUBLINE_HOME!
  const child: ChildProcess = spawn(
    process.execPath,
    [resolve('analysis/cli/launch.mjs'), 'start', ...words],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DISPLAY: ':0',
        HUBLINE_OFFLINE: '1',
        HUBLINE_BROWSER: await browserForTests(folder),
        ...environment,
      },
    },
  )
  let messages = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      messages += data
    })
  let hasEnded = false
  const exit = new Promise<void>((done) =>
    child.once('exit', () => {
      hasEnded = true
      done()
    }),
  )
  onTestFinished(async () => {
    child.kill('SIGKILL')
    const isLeft = () => readdirSync(home).some((name) => name.startsWith(`window-${child.pid}-`))
    await until(() => (isLeft() ? null : true), 'the end of the browser')
  })
  const browserProcessId = await until(() => {
    const place = join(folder, 'browser-process')
    return existsSync(place) ? Number(readFileSync(place, 'utf8')) || null : null
  }, 'the browser').catch((error) => {
    throw new Error(`${error.message}: ${messages}`)
  })
  const debuggingPort = await until(() => {
    const profile = readdirSync(home).find((name) => name.startsWith(`window-${child.pid}-`))
    const place = profile ? join(home, profile, 'DevToolsActivePort') : null
    return place && existsSync(place) ? Number(readFileSync(place, 'utf8').split('\n')[0]) || null : null
  }, 'the browser’s own port')
  let browser: Browser | null = null
  const page = async () => {
    browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`, { timeout: patience })
    const context = browser.contexts()[0]!
    context.setDefaultTimeout(patience)
    const [first] = context.pages()
    const shown = first ?? (await context.waitForEvent('page'))
    await shown.waitForSelector('.frame')
    return shown
  }
  onTestFinished(async () => browser?.close().catch(() => undefined))
  return {
    processId: child.pid!,
    browserProcessId,
    messages: () => messages,
    hasEnded: () => hasEnded,
    page,
    ended: () => exit,
    end: async () => {
      child.kill('SIGINT')
      await exit
    },
  }
}
