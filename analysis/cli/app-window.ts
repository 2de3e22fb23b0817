import { fork } from 'node:child_process'
import { accessSync, constants, existsSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { abandonedFolders, makeOwnedFolder } from '../server/owned-folders.ts'
import type { KeeperMessage, KeepWindow } from './window-keeper.ts'
import { endWindow } from './window-processes.ts'

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

const profilePrefix = 'window'

/** Ends what is left of windows whose host was killed together with their keeper. */
async function endAbandonedWindows(applicationFolder: string): Promise<void> {
  const profiles = abandonedFolders(applicationFolder, profilePrefix)
  await Promise.allSettled(profiles.map((profile) => endWindow(profile, null)))
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
  /** Resolves when the browser has ended with all its helpers and its profile is gone; with why it did not start, if so. */
  readonly ended: Promise<string | null>
  close(): void
}

function wordsFor(profile: string, { address, origin }: { address: string; origin: string }): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  return [
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
}

interface WindowPlaces {
  applicationFolder: string
  /** The built `window-keeper.mjs`. */
  keeper: string
  /** Told of a profile that could not be taken away. */
  onLeft: (profile: string) => void
}

/**
 * Opens an app window in a profile of its own, so that the browser's process lives as long as its windows. What the
 * browser itself would fetch goes to `origin` as to a proxy, which refuses and counts it; this machine's own addresses
 * are never sent through a proxy. A keeper process holds the browser, and ends it when this process ends, however.
 */
export function openAppWindow(
  browser: string,
  place: { address: string; origin: string },
  { applicationFolder, keeper, onLeft }: WindowPlaces,
): AppWindow {
  const profile = makeOwnedFolder(applicationFolder, profilePrefix)
  void endAbandonedWindows(applicationFolder)
  const child = fork(keeper, [], { stdio: 'ignore', detached: true, execArgv: [] })
  let browserProcess: number | null = null
  let failure: string | null = null
  child.on('message', (message: KeeperMessage) => {
    if (message.kind === 'started') browserProcess = message.browser
    else failure = message.why
  })
  const ended = new Promise<string | null>((done) => {
    child.once('error', (error) => done(error.message))
    child.once('exit', async (status) => {
      // A keeper that was killed leaves its work to this process.
      if (status === null) await endWindow(profile, browserProcess).catch(() => false)
      if (existsSync(profile)) onLeft(profile)
      done(failure)
    })
  })
  const keep: KeepWindow = { browser, words: wordsFor(profile, place), profile }
  child.send(keep, () => undefined)
  return { ended, close: () => child.connected && child.disconnect() }
}
