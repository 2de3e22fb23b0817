import { realpathSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * The path of a case file itself, whether links lead to the file or to a folder above it: its lock, its log of changes and its marker lie
 * beside the file and not beside a link, and one case has one path. Of a case that is not there yet, below the nearest folder that is.
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
