import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * The real path of a case file, if a link leads to the file or to a folder above it: its lock, its log of changes and its marker are
 * beside the file and not beside a link, and one case has one path. If the file does not exist yet, the nearest existing folder is resolved.
 */
export function casePathOf(path: string): string {
  const full = resolve(path)
  try {
    return realpathSync(full)
  } catch {
    const folder = dirname(full)
    return folder === full ? full : join(casePathOf(folder), basename(full))
  }
}
