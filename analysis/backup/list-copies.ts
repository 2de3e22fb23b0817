import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { KnownHead } from '../case/log-end.ts'
import type { OpenCase } from '../case/open-case.ts'
import { erasures } from '../case/queries-case.ts'
import type { BackupSettings, Backups, CaseCopy } from '../contract/index.ts'
import { neededBytesOf } from './copy-case.ts'
import { freeBytesAt } from './folder-errors.ts'
import { defaultSettings, type KnownCase, type KnownCopies } from './known-copies.ts'
import { copiesIn, defaultFolderOf } from './manifests.ts'

export const settingsOf = (known: KnownCase): BackupSettings => ({ ...defaultSettings, ...known.settings })

export const folderOf = (settings: BackupSettings, casePath: string): string =>
  settings.folder ?? defaultFolderOf(casePath)

const newestFirst = (left: CaseCopy, right: CaseCopy): number =>
  left.madeAt < right.madeAt ? 1 : left.madeAt > right.madeAt ? -1 : left.path < right.path ? 1 : -1

async function gather(folders: readonly string[], caseId: string | null): Promise<CaseCopy[]> {
  const found = await Promise.all([...new Set(folders)].map((folder) => copiesIn(folder)))
  return found
    .flat()
    .filter((copy) => caseId === null || copy.caseId === caseId)
    .sort(newestFirst)
}

function withErasures(copies: readonly CaseCopy[], erased: readonly number[]): CaseCopy[] {
  return copies.map((copy) => ({
    ...copy,
    // The erasure that a copy was made before is in its log, because a question is logged before it is answered.
    erasuresSince:
      erased.filter((sequence) => sequence > copy.log.entries).length +
      (copy.why === 'before-erasure' ? 1 : 0),
  }))
}

/** The copies of an open case, newest first. A missing folder has none. */
export async function backupsOf(openCase: OpenCase, knownCopies: KnownCopies): Promise<Backups> {
  const caseId = (await openCase.meta()).case_id ?? ''
  const known = await knownCopies.of(caseId)
  const settings = settingsOf(known)
  const folder = folderOf(settings, openCase.path)
  const erased = await openCase.database.readAsStored(undefined, (connection) => connection.all(erasures()))
  const copies = withErasures(
    await gather([folder, defaultFolderOf(openCase.path), ...known.folders], caseId),
    erased.map(({ sequence }) => sequence),
  )
  return {
    ...(await describeCopies(openCase.path, known, copies)),
    neededBytes: await neededBytesOf(openCase.path),
  }
}

async function describeCopies(casePath: string, known: KnownCase, copies: CaseCopy[]): Promise<Backups> {
  const settings = settingsOf(known)
  const folder = folderOf(settings, casePath)
  return {
    casePath,
    settings,
    folder,
    copies,
    lastVerifiedAt: copies.find((copy) => copy.verified && copy.present)?.madeAt ?? null,
    neededBytes: null,
    freeBytes: await freeBytesAt(existsSync(folder) ? folder : settings.folder ? folder : dirname(folder)),
    lastFailure: known.lastFailure,
  }
}

/** The copies of the case at a path, which may be damaged, locked or missing. */
export async function backupsAt(path: string, knownCopies: KnownCopies): Promise<Backups> {
  const casePath = resolve(path)
  const found = await knownCopies.at(casePath)
  const folders = [defaultFolderOf(casePath), ...(found?.known.folders ?? [])]
  const known = found?.known ?? (await knownCopies.of(''))
  return describeCopies(casePath, known, await gather(folders, found?.caseId ?? null))
}

/** Where the log ended in every known copy, even if its disk is not connected. */
export async function knownHeads(openCase: OpenCase, knownCopies: KnownCopies): Promise<KnownHead[]> {
  const caseId = (await openCase.meta()).case_id ?? ''
  const known = await knownCopies.of(caseId)
  const { copies } = await backupsOf(openCase, knownCopies)
  const onDisk = copies
    .filter((copy) => copy.verified)
    .map(({ madeAt, log }) => ({ madeAt, entries: log.entries, head: log.head, restores: log.restores }))
  const heads = new Map([...known.heads, ...onDisk].map((head) => [`${head.entries} ${head.head}`, head]))
  return [...heads.values()]
}

/** What a diagnostics bundle says about the copies: no path and no name. */
export async function outlineOfCopies(openCase: OpenCase, knownCopies: KnownCopies) {
  const { settings, copies, lastFailure } = await backupsOf(openCase, knownCopies)
  return {
    schedule: settings.schedule,
    keep: settings.keep,
    ownFolder: settings.folder === null,
    verified: copies.filter((copy) => copy.verified).length,
    lastFailure: lastFailure?.code ?? null,
  }
}
