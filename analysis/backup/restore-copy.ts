import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isAnyOfCaseAt, moveCaseFiles } from '../case/case-files.ts'
import { contentOfCopy } from '../case/copy-content.ts'
import { storeMessage } from '../case/store.ts'
import type { CopyManifest } from '../contract/index.ts'
import { CancelledError, ExpectedError } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { digestOf } from './check-copy.ts'
import { asFolderError, refuseWithoutRoom } from './folder-errors.ts'
import { readManifest, stemOf } from './manifests.ts'
import { copyOut, nameFinished, syncFolder } from './place-file.ts'

/** A checked copy in the folder where it will become the case. */
interface ReadyCopy {
  readonly partial: string
  readonly manifest: CopyManifest
}

async function manifestOfGoodCopy(copyPath: string): Promise<CopyManifest> {
  if (!existsSync(copyPath)) throw new ExpectedError('COPY_NOT_FOUND', { subject: copyPath })
  const manifest = await readManifest(copyPath)
  if (!manifest)
    throw new ExpectedError('COPY_NOT_VERIFIED', {
      subject: copyPath,
      detail: 'it has no manifest',
      remedy: 'Open it as a case instead, if you trust it.',
    })
  if (!manifest.verified)
    throw new ExpectedError('COPY_NOT_VERIFIED', { subject: copyPath, detail: manifest.problems.join('; ') })
  return manifest
}

function differencesOf(manifest: CopyManifest, read: { sha256: string; sizeBytes: number }): string[] {
  if (read.sizeBytes !== manifest.sizeBytes)
    return [`It has ${read.sizeBytes} bytes instead of ${manifest.sizeBytes}`]
  return read.sha256 === manifest.sha256 ? [] : ['Its bytes are not those that were written then']
}

async function tableDifferences(manifest: CopyManifest, path: string, progress: JobProgress) {
  try {
    const found = await contentOfCopy(path, progress)
    const rows = new Map(found.tables.map((table) => [table.name, table.rows]))
    const problems = manifest.tables
      .filter((table) => rows.get(table.name) !== table.rows)
      .map(
        (table) => `The table ${table.name} has ${rows.get(table.name) ?? 0} rows instead of ${table.rows}`,
      )
    if (found.log.head !== manifest.log.head) problems.push('The log ends with another entry')
    return problems
  } catch (error) {
    if (error instanceof CancelledError) throw error
    return [`It cannot be read: ${storeMessage(error)}`]
  }
}

/**
 * Reads a copy from front to back: its bytes first, so that a damaged file is never opened, then its tables.
 * @returns one sentence for each difference. @throws ExpectedError `COPY_NOT_FOUND`, `COPY_NOT_VERIFIED`; CancelledError.
 */
export async function checkCopy(copyPath: string, progress: JobProgress): Promise<string[]> {
  const manifest = await manifestOfGoodCopy(copyPath)
  try {
    progress.part(0, 40, 100)
    const problems = differencesOf(manifest, await digestOf(copyPath, progress))
    progress.part(40, 60, 100)
    return problems.length > 0 ? problems : await tableDifferences(manifest, copyPath, progress)
  } catch (error) {
    throw asFolderError(error, dirname(copyPath))
  }
}

/**
 * Copies a backup into the folder of the case and checks it there; no case is changed yet.
 * @throws ExpectedError `COPY_NOT_FOUND`, `COPY_NOT_VERIFIED`, `COPY_DAMAGED`, `DISK_FULL`, `FOLDER_GONE`,
 *   `FOLDER_NOT_WRITABLE`; CancelledError. Nothing is left behind.
 */
export async function stageCopy(copyPath: string, target: string, progress: JobProgress): Promise<ReadyCopy> {
  const manifest = await manifestOfGoodCopy(copyPath)
  const folder = dirname(target)
  const partial = join(folder, `.${basename(target)}.restoring-${randomBytes(6).toString('hex')}`)
  try {
    await refuseWithoutRoom(folder, manifest.sizeBytes)
    progress.part(0, 60, 100)
    const problems = differencesOf(manifest, await copyOut(copyPath, partial, progress))
    progress.part(60, 40, 100)
    if (problems.length === 0) problems.push(...(await tableDifferences(manifest, partial, progress)))
    if (problems.length > 0)
      throw new ExpectedError('COPY_DAMAGED', { subject: copyPath, detail: problems.join('; ') })
    return { partial, manifest }
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw asFolderError(error, folder)
  }
}

const asideName = (target: string, at: Date): string =>
  `${stemOf(target)} set aside ${at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}.hubline`

/**
 * Renames a staged copy to the case's path. A case that is already there is first set aside, with the files beside it.
 * The caller holds the lock of the case, and no process has it open.
 * @returns where the previous case is now, or null. @throws ExpectedError `CASE_ALREADY_EXISTS` where it may not be set aside.
 */
export async function putCopyInPlace(
  ready: ReadyCopy,
  target: string,
  mayReplace: boolean,
): Promise<string | null> {
  const place = resolve(target)
  const isTaken = isAnyOfCaseAt(place)
  if (isTaken && !mayReplace)
    throw new ExpectedError('CASE_ALREADY_EXISTS', { subject: place, remedy: 'Choose another name.' })
  if (!isTaken) {
    await nameFinished(ready.partial, place)
    return null
  }
  const aside = join(dirname(place), asideName(place, new Date()))
  if (existsSync(aside)) throw new ExpectedError('CASE_ALREADY_EXISTS', { subject: aside })
  await moveCaseFiles(place, aside)
  try {
    await nameFinished(ready.partial, place)
  } catch (error) {
    if ((await stat(aside).catch(() => null)) && !existsSync(place)) await moveCaseFiles(aside, place)
    throw error
  }
  await syncFolder(dirname(place))
  return aside
}
