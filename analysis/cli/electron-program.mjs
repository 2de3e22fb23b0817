import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const refusalDays = 7
const fetchTimeoutMilliseconds = 15 * 60_000

const electronFolder = (projectFolder) => {
  const folder = join(projectFolder, 'node_modules', 'electron')
  return existsSync(join(folder, 'package.json')) ? folder : null
}

const versionOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version

export function hasDisplay() {
  if (process.platform === 'win32' || process.platform === 'darwin') return true
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Electron's program if it was fetched, or null. Electron's package would fetch it when
 * asked for its path, so it is not asked.
 */
export function findElectron(projectFolder) {
  try {
    const folder = electronFolder(projectFolder)
    if (!folder) return null
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    const version = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    return version === versionOf(folder) && existsSync(program) ? program : null
  } catch {
    return null
  }
}

const isOff = () => {
  const { HUBLINE_OFFLINE, ELECTRON_SKIP_BINARY_DOWNLOAD, npm_config_offline } = process.env
  return [HUBLINE_OFFLINE, ELECTRON_SKIP_BINARY_DOWNLOAD, npm_config_offline].some(
    (value) => value && !['0', 'false'].includes(value),
  )
}

const readRefusal = (place, version) => {
  try {
    const refusal = JSON.parse(readFileSync(place, 'utf8'))
    const isFresh = Date.now() - Date.parse(refusal.at) < refusalDays * 86_400_000
    return refusal.version === version && isFresh ? refusal : null
  } catch {
    return null
  }
}

const dayOf = (at) => new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })
const again = '"npx install-electron" tries again'

/**
 * Lets Electron's own installer fetch its program, once. A refusal is remembered for a week, so that a network that
 * refuses it costs nothing at the next start. `within` waits for a limited time; the fetch continues beside the browser
 * window and ends with this process.
 */
export function fetchElectron(projectFolder) {
  const settled = (why) => ({ within: async () => ({ program: null, why }), leave: () => undefined })
  if (isOff()) return settled('Electron’s program is not here and nothing is fetched (HUBLINE_OFFLINE)')
  const folder = electronFolder(projectFolder)
  if (!folder) return settled('Electron is not among the installed packages')
  const version = versionOf(folder)
  const refusalPlace = join(projectFolder, 'dist', 'electron-refused.json')
  const refusal = readRefusal(refusalPlace, version)
  if (refusal) return settled(`Electron’s program could not be fetched on ${dayOf(refusal.at)} (${again})`)
  const child = spawn(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: fetchTimeoutMilliseconds,
    env: { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' },
  })
  const leave = () => void child.kill()
  process.once('exit', leave)
  const done = new Promise((resolve) => {
    const finish = (status) => {
      process.off('exit', leave)
      const program = status === 0 ? findElectron(projectFolder) : null
      if (program) rmSync(refusalPlace, { force: true })
      else if (status !== null) {
        mkdirSync(dirname(refusalPlace), { recursive: true })
        writeFileSync(refusalPlace, JSON.stringify({ at: new Date().toISOString(), version }))
      }
      resolve({ program, why: `Electron’s program could not be fetched (${again})` })
    }
    child.once('error', () => finish(1))
    child.once('exit', finish)
  })
  const waiting = {
    program: null,
    why: 'Electron’s program is still being fetched, for the next start',
  }
  return {
    leave,
    within: async (milliseconds) => {
      let timer
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, milliseconds, waiting)
      })
      return Promise.race([done, late]).finally(() => clearTimeout(timer))
    },
  }
}
