import { chmodSync, statSync } from 'node:fs'

/** What this process makes from now on is for its owner alone: cases, their logs of changes, what is written out. */
export function makeFilesOwnerOnly(): void {
  process.umask(0o077)
}

/**
 * Takes a case from those whom its folder's owner never named: everybody else on the machine. What a group was given
 * stays, because a hub may share a case that way.
 */
export function closeToOthers(path: string): void {
  if (process.platform === 'win32') return
  try {
    const { mode } = statSync(path)
    if (mode & 0o007) chmodSync(path, mode & 0o770)
  } catch {
    return
  }
}
