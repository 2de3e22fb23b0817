import { readdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isReleaseStaging } from '../case/release-staging.ts'

/** Removes a folder with nothing but folders in it. `rmdir` refuses whatever holds a file. @returns whether it is gone */
async function removeIfEmpty(folder: string): Promise<boolean> {
  let isEmpty = true
  for (const entry of await readdir(folder, { withFileTypes: true }))
    isEmpty = entry.isDirectory() && (await removeIfEmpty(join(folder, entry.name))) && isEmpty
  if (!isEmpty) return false
  await rmdir(folder)
  return true
}

/**
 * Looks for the hidden folders of releases that were cut short in `target`. Empty ones are removed; no file is touched.
 * @returns those that hold files
 */
export async function clearLeftovers(target: string): Promise<string[]> {
  const found = (await readdir(target, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && isReleaseStaging(entry.name))
    .map(({ name }) => join(target, name))
  const left: string[] = []
  for (const folder of found.sort()) if (!(await removeIfEmpty(folder).catch(() => false))) left.push(folder)
  return left
}
