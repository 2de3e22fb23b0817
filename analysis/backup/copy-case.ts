import { randomBytes } from 'node:crypto'
import { mkdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { bytesOfCase } from '../case/case-files.ts'
import type { CaseContent } from '../case/copy-content.ts'
import type { OpenCase } from '../case/open-case.ts'
import type { CaseCopy, CopyManifest, CopyReason } from '../contract/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { checkAgainst, digestOf } from './check-copy.ts'
import { asFolderError, refuseWithoutRoom } from './folder-errors.ts'
import {
  asCaseCopy,
  copiesIn,
  defaultFolderOf,
  manifestPathOf,
  partialName,
  removePartials,
  stemOf,
  writeManifest,
} from './manifests.ts'
import { copyOut, nameFinished } from './place-file.ts'

interface CopyRequest {
  /** Default: a folder beside the case. */
  folder?: string
  why: CopyReason
  /** Who asked for it. */
  user: string
  /** How many verified copies to keep in the folder, including this one; all if undefined. */
  keep?: number
}

const spareBytes = 64 * 1024 * 1024

/** The most space that a copy takes, in bytes; twice this while it is made on the disk of the case. */
export async function neededBytesOf(casePath: string): Promise<number> {
  return (await bytesOfCase(casePath)) + spareBytes
}

const whenName = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')

async function isOneDisk(left: string, right: string): Promise<boolean> {
  return (await stat(left)).dev === (await stat(right)).dev
}

/** Removes the oldest verified copies of this case beyond `keep`, and nothing else. */
async function forgetOldCopies(folder: string, caseId: string, stem: string, keep: number): Promise<void> {
  const ours = (await copiesIn(folder))
    .filter((copy) => copy.caseId === caseId && copy.present && copy.file.startsWith(`${stem} `))
    .sort((left, right) => (left.madeAt < right.madeAt ? 1 : -1))
  const old = ours.filter((copy) => copy.verified).slice(keep)
  for (const copy of old) {
    await rm(copy.path, { force: true })
    await rm(manifestPathOf(copy.path), { force: true })
  }
}

function manifestOf(content: CaseContent, request: CopyRequest, file: string, madeAt: Date) {
  const tables = content.tables.map(({ name, rows }) => ({ name, rows }))
  return {
    format: 1 as const,
    file,
    caseId: content.caseId,
    schemaVersion: content.schemaVersion,
    dataVersion: content.dataVersion,
    log: content.log,
    tables,
    rows: tables.reduce((sum, table) => sum + table.rows, 0),
    madeAt: madeAt.toISOString(),
    madeBy: request.user,
    why: request.why,
    encrypted: false as const,
  }
}

/**
 * Makes a verified copy of a case that is open, of any model version: one snapshot is written to the staging folder,
 * copied to `folder` as a file that only its owner may read, opened again there, compared row for row, and described in a
 * manifest beside it. A copy that differs is kept, marked, and never counted as good.
 * @returns the copy; look at `verified`.
 * @throws ExpectedError `DISK_FULL`, `FOLDER_GONE`, `FOLDER_NOT_WRITABLE`; CancelledError. Nothing is left behind.
 */
export async function copyCase(
  openCase: OpenCase,
  request: CopyRequest,
  progress: JobProgress,
): Promise<CaseCopy> {
  const { path } = openCase
  const isOwnFolder = request.folder === undefined || request.folder === defaultFolderOf(path)
  const folder = request.folder ?? defaultFolderOf(path)
  progress.step('Looking for room')
  const needed = await neededBytesOf(path)
  try {
    // A folder on an unplugged USB stick must not be created on the disk where the stick would be mounted.
    if (isOwnFolder) await mkdir(folder, { recursive: true, mode: 0o700 })
    const onOneDisk = await isOneDisk(folder, dirname(path))
    await refuseWithoutRoom(folder, onOneDisk ? needed * 2 : needed)
    if (!onOneDisk) await refuseWithoutRoom(dirname(path), needed)
  } catch (error) {
    throw asFolderError(error, folder)
  }
  return openCase.database.stage(async (staging) => {
    const madeAt = new Date()
    const draft = join(staging, 'copy.hubline')
    const content = await openCase.copyTo(draft, progress)
    return finishCopy(draft, content, { ...request, folder, stem: stemOf(path), madeAt }, progress)
  })
}

interface FinishRequest extends CopyRequest {
  readonly folder: string
  readonly stem: string
  readonly madeAt: Date
}

/** Copies a finished draft to its folder, reads it again there, and writes its manifest. */
async function finishCopy(
  draft: string,
  content: CaseContent,
  { folder, stem, madeAt, ...request }: FinishRequest,
  progress: JobProgress,
): Promise<CaseCopy> {
  await removePartials(folder, content.caseId)
  const partial = join(folder, partialName(content.caseId, randomBytes(6).toString('hex')))
  try {
    progress.part(65, 15, 100)
    const written = await copyOut(draft, partial, progress)
    progress.part(80, 5, 100)
    const read = await digestOf(partial, progress)
    progress.part(85, 15, 100)
    const problems =
      read.sha256 === written.sha256 && read.sizeBytes === written.sizeBytes
        ? await checkAgainst(content, partial, progress)
        : ['What was read back is not what was written: the disk cannot be relied on']
    const place = await nameCopy(partial, folder, `${stem} ${whenName(madeAt)}`)
    const manifest: CopyManifest = {
      ...manifestOf(content, request, place.file, madeAt),
      ...written,
      verified: problems.length === 0,
      problems,
    }
    await writeManifest(place.path, manifest, partial)
    if (manifest.verified && request.keep !== undefined)
      await forgetOldCopies(folder, content.caseId, stem, request.keep)
    return await asCaseCopy(place.path, manifest)
  } catch (error) {
    await removePartials(folder, content.caseId)
    throw asFolderError(error, folder)
  }
}

async function nameCopy(
  partial: string,
  folder: string,
  name: string,
): Promise<{ path: string; file: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const file = attempt === 1 ? `${name}.hubline` : `${name} (${attempt}).hubline`
    const path = join(folder, file)
    try {
      await nameFinished(partial, path)
      return { path, file }
    } catch (error) {
      if (attempt === 100 || (error as { code?: string }).code !== 'CASE_ALREADY_EXISTS') throw error
    }
  }
}
