import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { ExpectedError } from '../platform/errors.ts'
import { isSameProcessRunning, processBegan } from '../platform/process-life.ts'
import { casePathOf } from './case-path.ts'

interface LockContent {
  process: number
  /** When that process began, in the system's own count; null where the system does not say. */
  processBegan: string | null
  host: string
  /** The user. */
  person: string
  since: string
  /** Made anew for each lock, so that one lock is never taken for another. */
  token: string
}

/** The locks that this process holds: lock file to case file. */
const ownLocks = new Map<string, string>()
const unfinishedLockMilliseconds = 2000
const abandonedTakeoverMilliseconds = 10_000

const isHolderAlive = (lock: LockContent): boolean =>
  lock.host !== hostname() || isSameProcessRunning(lock.process, lock.processBegan)

function readLock(path: string): LockContent | null {
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Partial<LockContent>
    return typeof content.process === 'number' && typeof content.host === 'string'
      ? (content as LockContent)
      : null
  } catch {
    return null
  }
}

/**
 * Puts the lock in place in one step with its content already in it.
 * @returns false when another lock is there.
 */
function placeLock(lockPath: string, content: LockContent): boolean {
  const draft = `${lockPath}.${content.token}`
  try {
    writeFileSync(draft, JSON.stringify(content), { flag: 'wx', mode: 0o600 })
    linkSync(draft, lockPath)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
    return placeWithoutLinks(lockPath, content)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** For file systems without hard links, such as exFAT. */
function placeWithoutLinks(lockPath: string, content: LockContent): boolean {
  try {
    writeFileSync(lockPath, JSON.stringify(content), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    rmSync(lockPath, { force: true })
    throw error
  }
}

function isOlderThan(path: string, milliseconds: number): boolean {
  try {
    return Date.now() - statSync(path).mtimeMs > milliseconds
  } catch {
    return false
  }
}

/**
 * Takes a dead holder's lock away. Only the process that holds the takeover file may, and it looks again before it does,
 * so that of two processes that judged one lock dead neither removes the other's new one.
 */
function removeDead(lockPath: string, dead: LockContent | null): void {
  const takeover = `${lockPath}.takeover`
  try {
    writeFileSync(takeover, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (isOlderThan(takeover, abandonedTakeoverMilliseconds)) rmSync(takeover, { force: true })
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    return
  }
  try {
    if (readLock(lockPath)?.token === dead?.token) rmSync(lockPath, { force: true })
  } finally {
    rmSync(takeover, { force: true })
  }
}

/** Two names of one file: DuckDB's own lock, which would tell, is the process's and not the opener's. */
function isOneFile(left: string, right: string): boolean {
  const [one, other] = [left, right].map((path) => statSync(path, { bigint: true, throwIfNoEntry: false }))
  return one !== undefined && other !== undefined && one.dev === other.dev && one.ino === other.ino
}

export interface CaseLock {
  release(): void
}

/**
 * Takes the case for this process by a lock file of our own beside it (DuckDB's own lock can be lost within a process).
 * A lock left by a process that has died on this machine is taken over; one of another machine never is.
 * @throws ExpectedError `CASE_LOCKED` with who and since when; `FOLDER_NOT_WRITABLE`; `DISK_FULL`.
 */
export function lockCase(casePath: string, user: string): CaseLock {
  const path = casePathOf(casePath)
  const lockPath = `${path}.lock`
  const content: LockContent = {
    process: process.pid,
    processBegan: processBegan(process.pid),
    host: hostname(),
    person: user,
    since: new Date().toISOString(),
    token: randomUUID(),
  }
  const ownPath = [...ownLocks.values()].find((own) => own === path || isOneFile(own, path))
  try {
    for (let attempt = 0; attempt < 10 && ownPath === undefined; attempt += 1) {
      if (placeLock(lockPath, content)) {
        ownLocks.set(lockPath, path)
        return { release: () => releaseLock(lockPath, content.token) }
      }
      const holder = readLock(lockPath)
      const isDead = holder ? !isHolderAlive(holder) : isOlderThan(lockPath, unfinishedLockMilliseconds)
      if (!isDead) break
      removeDead(lockPath, holder)
    }
  } catch (error) {
    const detail = String((error as NodeJS.ErrnoException).code ?? error)
    if (detail === 'ENOSPC')
      throw new ExpectedError(
        'DISK_FULL',
        { subject: casePath, detail, remedy: 'Free some space and try again; nothing was changed.' },
        { cause: error },
      )
    throw new ExpectedError('FOLDER_NOT_WRITABLE', { subject: casePath, detail }, { cause: error })
  }
  const holder = readLock(ownPath === undefined ? lockPath : `${ownPath}.lock`)
  throw new ExpectedError('CASE_LOCKED', {
    subject: casePath,
    detail: holder ? `open by ${holder.person} since ${holder.since}` : 'open in another process',
    remedy: 'Close it there, or wait.',
    ...(holder
      ? { person: holder.person, since: holder.since, host: holder.host, process: holder.process }
      : {}),
  })
}

function releaseLock(lockPath: string, token: string): void {
  if (!ownLocks.delete(lockPath)) return
  if (readLock(lockPath)?.token === token) unlinkSync(lockPath)
}
