import { chmodSync, statSync } from 'node:fs'

/** What this process makes from now on is for its owner alone: cases, their logs of changes, what is written out. */
export function makeFilesOwnerOnly(): void {
  process.umask(0o077)
}

/**
 * Takes a case from all but its owner. A group keeps it where it was given the right to write, which nobody is given by
 * chance: a hub may share a case that way.
 */
export function closeToOthers(path: string): void {
  if (process.platform === 'win32') return
  try {
    const mode = statSync(path).mode & 0o777
    const kept = mode & (mode & 0o020 ? 0o770 : 0o700)
    if (kept !== mode) chmodSync(path, kept)
  } catch {
    return
  }
}
