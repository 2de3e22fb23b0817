import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

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

export function hasDisplay(): boolean {
  if (process.platform === 'win32' || process.platform === 'darwin') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** Opens an app window of its own, with a profile of its own, so that the browser's process lives as long as the window. */
export function openAppWindow(browser: string, address: string, applicationFolder: string): ChildProcess {
  const profile = join(applicationFolder, 'window')
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const words = [
    `--app=${address}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-extensions',
    '--window-size=1440,900',
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
  return spawn(browser, words, { stdio: 'ignore' })
}
