import { chmodSync, statSync } from 'node:fs'

/** From now on, only the owner can read files that this process creates: cases, write-ahead logs, exports. */
export function makeFilesOwnerOnly(): void {
  process.umask(0o077)
}

/**
 * Removes the rights of all but the owner of a case. A group with the right to write keeps it, because that right is never
 * given by accident: a hub may share a case that way.
 */
export function removeOthersAccess(path: string): void {
  if (process.platform === 'win32') return
  try {
    const mode = statSync(path).mode & 0o777
    const kept = mode & (mode & 0o020 ? 0o770 : 0o700)
    if (kept !== mode) chmodSync(path, kept)
  } catch {
    return
  }
}
