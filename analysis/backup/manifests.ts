import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type CaseCopy, type CopyManifest, copyManifest } from '../contract/index.ts'

/** `county.hubline` has its copies in `county copies` beside it, unless another folder is chosen. */
export const defaultFolderOf = (casePath: string): string =>
  join(dirname(resolve(casePath)), `${stemOf(casePath)} copies`)

export const stemOf = (casePath: string): string => basename(casePath).replace(/\.hubline$/, '')

export const manifestPathOf = (copyPath: string): string => `${copyPath}.json`

/** The name of an unfinished copy; only the process that has the case open makes copies of it. */
const partialMark = '.partial-'

const partialsOf = (caseId: string): string => `.${caseId}${partialMark}`

export const partialName = (caseId: string, random: string): string => `${partialsOf(caseId)}${random}`

/** Removes what cancelled copies of this case left in the folder. */
export async function removePartials(folder: string, caseId: string): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names)
    if (name.startsWith(partialsOf(caseId)))
      await rm(join(folder, name), { force: true }).catch(() => undefined)
}

export async function writeManifest(
  copyPath: string,
  manifest: CopyManifest,
  partial: string,
): Promise<void> {
  const draft = `${partial}.json`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, manifestPathOf(copyPath))
}

/** Null where there is none, or one that Hubline did not write. */
export async function readManifest(copyPath: string): Promise<CopyManifest | null> {
  try {
    return copyManifest.parse(JSON.parse(await readFile(manifestPathOf(copyPath), 'utf8')))
  } catch {
    return null
  }
}

const longestManifestBytes = 4 * 1024 * 1024

/** The copies in a folder, of any case. A missing folder has none. */
export async function copiesIn(folder: string): Promise<CaseCopy[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.hubline.json'))
  const copies: CaseCopy[] = []
  for (const name of names) {
    const path = join(folder, name.replace(/\.json$/, ''))
    const size = (await stat(manifestPathOf(path)).catch(() => null))?.size ?? 0
    const manifest = size > longestManifestBytes ? null : await readManifest(path)
    if (manifest) copies.push(await asCaseCopy(path, manifest))
  }
  return copies
}

/** A copy whose size has changed does not count as verified, whatever its manifest says. */
export async function asCaseCopy(path: string, manifest: CopyManifest): Promise<CaseCopy> {
  const file = await stat(path).catch(() => null)
  const { format: _, tables: __, ...rest } = manifest
  const isWhole = !file || file.size === manifest.sizeBytes
  return {
    ...rest,
    path,
    present: file !== null,
    verified: manifest.verified && isWhole,
    problems: isWhole
      ? manifest.problems
      : [...manifest.problems, `It has ${file.size} bytes instead of ${manifest.sizeBytes}`],
    erasuresSince: null,
  }
}
