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

/** Finds the installed Chromium, Chrome or Edge, or the browser that `HUBLINE_BROWSER` names; null if there is none. */
export function findBrowser(): string | null {
  const { HUBLINE_BROWSER: chosen } = process.env
  if (chosen) return isRunnable(chosen) ? chosen : null
  const places = { win32: windowsPlaces, darwin: macPlaces }[process.platform as string] ?? linuxPlaces
  return places().find(isRunnable) ?? null
}

const profilePrefix = 'window'

/** Ends the remains of windows whose host was killed together with their keeper. */
async function endAbandonedWindows(applicationFolder: string): Promise<void> {
  const profiles = abandonedFolders(applicationFolder, profilePrefix)
  await Promise.allSettled(profiles.map((profile) => endWindow(profile, null)))
}

/**
 * On Linux and macOS every user can read command lines. So the address with its token is in a
 * file that only its owner can read, and the browser is given the file. On Windows command lines are private.
 */
function firstPage(profile: string, address: string): string {
  if (process.platform === 'win32') return address
  const page = join(profile, 'open.html')
  const step = `<!doctype html><meta charset="utf-8"><title>Hubline</title><meta http-equiv="refresh" content="0;url=${address}">`
  writeFileSync(page, step, { mode: 0o600 })
  return pathToFileURL(page).href
}

export interface AppWindow {
  /** Resolves when the browser and all its child processes have ended and its profile is removed; with the reason if it did not start. */
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
  /** Called with a profile that could not be removed. */
  onLeft: (profile: string) => void
}

/**
 * Opens an app window in its own profile, so that the browser's process lives as long as its windows. Requests of the
 * browser itself go to `origin` as its proxy, which refuses and counts them; addresses of this machine
 * are never sent through a proxy. A keeper process owns the browser, and ends it when this process ends for any reason.
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
      // If the keeper was killed, this process does its work.
      if (status === null) await endWindow(profile, browserProcess).catch(() => false)
      if (existsSync(profile)) onLeft(profile)
      done(failure)
    })
  })
  const keep: KeepWindow = { browser, words: wordsFor(profile, place), profile }
  child.send(keep, () => undefined)
  return { ended, close: () => child.connected && child.disconnect() }
}
