import { lstatSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * The path of a case file itself: where a link leads, because its lock, its log of changes and its marker lie beside the file and not
 * beside the link.
 */
export function casePathOf(path: string): string {
  const full = resolve(path)
  try {
    return lstatSync(full).isSymbolicLink() ? realpathSync(full) : full
  } catch {
    return full
  }
}
