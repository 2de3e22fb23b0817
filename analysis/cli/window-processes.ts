import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

interface RunningProcess {
  processId: number
  group: number
  command: string
}

const pollIntervalMilliseconds = 50
const timeoutMilliseconds = 15_000

function linuxProcess(name: string): RunningProcess[] {
  try {
    const text = readFileSync(`/proc/${name}/stat`, 'utf8')
    const [state, , group] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z' || state === 'X') return []
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return [{ processId: Number(name), group: Number(group), command }]
  } catch {
    return []
  }
}

function unixProcesses(): RunningProcess[] {
  const table = execFileSync('ps', ['-axww', '-o', 'pid=,pgid=,stat=,command='], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return table.split('\n').flatMap((line) => {
    const [, processId, group, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
    if (!processId || state?.startsWith('Z')) return []
    return [{ processId: Number(processId), group: Number(group), command: command ?? '' }]
  })
}

function runningProcesses(): RunningProcess[] {
  if (process.platform === 'win32') return []
  if (process.platform !== 'linux') return unixProcesses()
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(linuxProcess)
}

/**
 * The processes of the browser with this profile: its process group, and processes outside it with the
 * profile on their command line, such as its crash handler. None if the browser and all its child processes have ended.
 * @param browser the browser's first process, which leads its own group; null if no longer known.
 */
function windowProcesses(profile: string, browser: number | null): number[] {
  const running = runningProcesses()
  const named = running.filter(
    ({ processId, command }) =>
      processId !== process.pid && (command.includes(`=${profile} `) || command.includes(`=${profile}/`)),
  )
  const leaders = named.filter(({ processId, group }) => processId === group).map(({ group }) => group)
  const groups = new Set(browser === null ? leaders : [browser, ...leaders])
  const members = running.filter(({ group }) => groups.has(group))
  return [...new Set([...named, ...members].map(({ processId }) => processId))]
}

function endProcess(processId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(processId, signal)
  } catch {
    // It has ended meanwhile.
  }
}

function endTree(browser: number | null): void {
  if (process.platform !== 'win32' || browser === null) return
  try {
    execFileSync('taskkill', ['/PID', String(browser), '/T', '/F'], { stdio: 'ignore' })
  } catch {
    // It has ended meanwhile.
  }
}

function isRemoved(profile: string): boolean {
  try {
    rmSync(profile, { recursive: true, force: true })
  } catch {
    // A child process that is just ending still has a file open.
  }
  return !existsSync(profile)
}

/** Asks the browser to end, as closing its windows does. */
export function askToEnd(browser: number): void {
  endProcess(browser, 'SIGTERM')
}

/**
 * Ends every process of a window and removes its profile. Child processes of a killed browser live on for a moment,
 * and would write removed files again, so this repeats.
 * @returns whether the profile is gone.
 */
export async function endWindow(profile: string, browser: number | null): Promise<boolean> {
  endTree(browser)
  for (
    const until = Date.now() + timeoutMilliseconds;
    Date.now() < until;
    await delay(pollIntervalMilliseconds)
  ) {
    const left = windowProcesses(profile, browser)
    for (const processId of left) endProcess(processId, 'SIGKILL')
    if (left.length === 0 && isRemoved(profile)) return true
  }
  return false
}
