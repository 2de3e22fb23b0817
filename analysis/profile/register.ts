import type { OpenCase } from '../case/open-case.ts'
import { type NewRelease, reserveRelease, sealRelease, withdrawRelease } from '../case/queries-register.ts'
import { releaseName, singleTables } from '../case/release-name.ts'
import { releaseStaging, unfinishedData } from '../case/unfinished-releases.ts'
import type { Session } from '../contract/index.ts'
import type { ReleaseHistory } from '../engine/question.ts'
import { ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { ReleaseFile } from './formats/release-file.ts'
import { Placement } from './place-files.ts'

const lastTurn = new WeakMap<OpenCase, Promise<unknown>>()

/** One release of a case at a time, so that each is numbered and protected after the one before it. */
export async function inTurn<T>(
  current: OpenCase,
  progress: JobProgress,
  work: () => Promise<T>,
): Promise<T> {
  const before = lastTurn.get(current)
  if (before) progress.step('Waiting for the release before this one')
  const turn = (before ?? Promise.resolve()).then(() => {
    throwIfCancelled(progress.signal)
    return work()
  })
  const ended = turn.then(
    () => undefined,
    () => undefined,
  )
  lastTurn.set(current, ended)
  try {
    return await turn
  } finally {
    if (lastTurn.get(current) === ended) lastTurn.delete(current)
  }
}

export interface Releasing {
  readonly current: OpenCase
  readonly session: Session
  readonly history?: ReleaseHistory | undefined
}

/**
 * Registers a release, writes its files and seals it, in this order: if the engine ends in between, the edition counts as
 * published. When writing fails, the registration is withdrawn if every file could be taken back; otherwise it stays.
 * @returns its id, and folders with files of earlier interrupted releases in the same place
 * @throws ExpectedError `FOLDER_NOT_WRITABLE`, `FOLDER_GONE`, `DISK_FULL`, and `RELEASE_UNFINISHED` where files may be left;
 *   CancelledError
 */
export async function registerAndWrite(
  { current, session, history }: Releasing,
  release: Omit<NewRelease, 'releaseId'>,
  files: readonly ReleaseFile[],
  progress: JobProgress,
): Promise<{ releaseId: number; leftovers: string[] }> {
  const { database, log } = current
  const note = (words: string) =>
    log.write(session, {
      action: 'disclosure',
      question: release.edition === singleTables ? 'tables.released' : 'profile.release',
      subject: `${releaseName(release.edition).toLowerCase()} ${words}`,
    })
  progress.step('Registering')
  const releaseId = await database.write(progress.signal, async (connection) => {
    const id = await connection.nextIds('release', 1)
    for (const statement of reserveRelease({ ...release, releaseId: id })) await connection.run(statement)
    return id
  })
  const { folder, releasedAt } = release
  const hiddenFolder = folder === null ? undefined : releaseStaging(folder, releaseId, releasedAt)
  const placement = folder === null || !hiddenFolder ? null : new Placement(folder, hiddenFolder)
  let leftovers: string[] = []
  try {
    await note('registered')
    await history?.remember(current).catch(() => undefined)
    progress.step('Writing the files')
    leftovers = (await placement?.put(files, progress.signal)) ?? []
    await database.write(undefined, (connection) => connection.run(sealRelease(releaseId)))
  } catch (error) {
    const isNothingLeft = (await placement?.rollBack()) ?? true
    const isWithdrawn =
      isNothingLeft &&
      (await database
        .write(undefined, async (connection) => {
          for (const statement of withdrawRelease(releaseId)) await connection.run(statement)
        })
        .then(
          () => true,
          () => false,
        ))
    await note(isWithdrawn ? 'withdrawn, nothing of it left' : 'not finished, and counts as published').catch(
      () => undefined,
    )
    if (isWithdrawn) {
      await history?.forget(current, releasedAt).catch(() => undefined)
      throw error
    }
    const why = error instanceof ExpectedError ? (error.data.detail ?? '') : ''
    const known = { ...release, releaseId, releasedAt: releasedAt.toISOString(), hiddenFolder }
    throw new ExpectedError('RELEASE_UNFINISHED', unfinishedData(known, why), { cause: error })
  }
  await placement?.end()
  await history?.remember(current).catch(() => undefined)
  await note('written')
  return { releaseId, leftovers }
}
