import { type ChildProcess, spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function linuxPlaces(): string[] {
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ]
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/snap/bin']
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function macPlaces(): string[] {
  const programs = ['Google Chrome', 'Microsoft Edge', 'Chromium']
  const folders = ['/Applications', join(homedir(), 'Applications')]
  return programs.flatMap((name) =>
    folders.map((folder) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
  )
}

function windowsPlaces(): string[] {
  const folders = [
    process.env.PROGRAMFILES,
    process.env['PROGRAMFILES(X86)'],
    process.env.LOCALAPPDATA,
  ].filter((folder): folder is string => Boolean(folder))
  const programs = [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
    ['Chromium', 'Application', 'chrome.exe'],
  ]
  return programs.flatMap((program) => folders.map((folder) => join(folder, ...program)))
}

/** The installed Chromium, Chrome or Edge; `HUBLINE_BROWSER` names another; null where there is none. */
export function findBrowser(): string | null {
  const { HUBLINE_BROWSER: chosen } = process.env
  if (chosen) return isRunnable(chosen) ? chosen : null
  const places = { win32: windowsPlaces, darwin: macPlaces }[process.platform as string] ?? linuxPlaces
  return places().find(isRunnable) ?? null
}

const profilePrefix = 'window-'

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A browser profile for this start alone, for its owner alone; those of starts that died are taken away. */
function newProfile(applicationFolder: string): string {
  mkdirSync(applicationFolder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(applicationFolder)) {
    const processId = Number(/^window-(\d+)-/.exec(name)?.[1])
    if (processId && !isRunning(processId))
      rmSync(join(applicationFolder, name), { recursive: true, force: true })
  }
  return mkdtempSync(join(applicationFolder, `${profilePrefix}${process.pid}-`))
}

/**
 * The words of a command line can be read by every user of Linux and macOS, so that the address with its token is in a
 * file that only its owner can read, and the browser is given the file. On Windows they cannot.
 */
function firstPage(profile: string, address: string): string {
  if (process.platform === 'win32') return address
  const page = join(profile, 'open.html')
  const step = `<!doctype html><meta charset="utf-8"><title>Hubline</title><meta http-equiv="refresh" content="0;url=${address}">`
  writeFileSync(page, step, { mode: 0o600 })
  return pathToFileURL(page).href
}

export interface AppWindow {
  readonly browser: ChildProcess
  /** Takes the window's profile away, once the browser has ended. */
  forget(): Promise<void>
}

/** Helpers of a browser that was killed go on for a moment and write what was just taken away. */
async function takeAway(profile: string): Promise<void> {
  for (let look = 0; look < 10; look += 1) {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    await delay(150)
    if (!existsSync(profile)) return
  }
}

/**
 * Opens an app window in a profile of its own, so that the browser's process lives as long as its windows. What the
 * browser itself would fetch goes to `origin` as to a proxy, which refuses and counts it; this machine's own addresses
 * are never sent through a proxy.
 */
export function openAppWindow(
  browser: string,
  { address, origin }: { address: string; origin: string },
  applicationFolder: string,
): AppWindow {
  const profile = newProfile(applicationFolder)
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const words = [
    `--app=${firstPage(profile, address)}`,
    `--user-data-dir=${profile}`,
    `--proxy-server=${origin}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-sync',
    '--disable-background-mode',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--password-store=basic',
    '--window-size=1440,900',
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
  return {
    browser: spawn(browser, words, { stdio: 'ignore' }),
    forget: () => takeAway(profile),
  }
}
