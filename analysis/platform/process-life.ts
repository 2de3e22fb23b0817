import { readFileSync } from 'node:fs'

/**
 * When a process began, in the system's own count: the 22nd field of `/proc/PID/stat`. A reused process id
 * shows a later start.
 * @returns `ended` for a zombie process; null where the system does not say.
 */
export function processBegan(processId: number): string | null {
  try {
    const text = readFileSync(`/proc/${processId}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const isZombie = fields[0] === 'Z' || fields[0] === 'X'
    return isZombie ? 'ended' : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** Whether the process with this id runs, and is still the one that began then. */
export function isSameProcessRunning(processId: number, began: string | null): boolean {
  try {
    process.kill(processId, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const now = processBegan(processId)
  if (now === 'ended') return false
  return now === null || began === null || now === began
}
