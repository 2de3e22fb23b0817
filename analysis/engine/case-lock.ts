import { closeSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { ExpectedError } from './errors.ts'

interface LockContent {
  process: number
  host: string
  person: string
  since: string
}

const heldHere = new Set<string>()

function isAlive(lock: LockContent): boolean {
  if (lock.host !== hostname()) return true
  if (lock.process === process.pid) return false
  try {
    process.kill(lock.process, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readLock(lockPath: string): LockContent | null {
  try {
    return JSON.parse(readFileSync(lockPath, 'utf8')) as LockContent
  } catch {
    return null
  }
}

export interface CaseLock {
  release(): void
}

/**
 * Takes the case for this process by a lock file of our own beside it (DuckDB's own lock can be lost within a process).
 * A lock left by a process that has died is taken over.
 * @throws ExpectedError `CASE_LOCKED` with who and since when; `FOLDER_NOT_WRITABLE`.
 */
export function lockCase(casePath: string, person: string): CaseLock {
  const lockPath = `${resolve(casePath)}.lock`
  const content: LockContent = {
    process: process.pid,
    host: hostname(),
    person,
    since: new Date().toISOString(),
  }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (heldHere.has(lockPath)) break
    try {
      const file = openSync(lockPath, 'wx', 0o600)
      writeSync(file, JSON.stringify(content))
      closeSync(file)
      heldHere.add(lockPath)
      return {
        release() {
          if (!heldHere.delete(lockPath)) return
          if (readLock(lockPath)?.process === process.pid) unlinkSync(lockPath)
        },
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EEXIST') {
        throw new ExpectedError('FOLDER_NOT_WRITABLE', { subject: casePath, detail: String(code ?? error) })
      }
      const holder = readLock(lockPath)
      if (holder && isAlive(holder)) break
      try {
        unlinkSync(lockPath)
      } catch {
        break
      }
    }
  }
  const holder = readLock(lockPath)
  throw new ExpectedError('CASE_LOCKED', {
    subject: casePath,
    detail: holder ? `open by ${holder.person} since ${holder.since}` : 'open in another process',
    remedy: 'Close it there, or wait.',
    ...(holder ?? {}),
  })
}
