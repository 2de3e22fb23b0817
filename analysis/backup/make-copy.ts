import type { OpenCase } from '../case/open-case.ts'
import type { CaseCopy, CopyReason, Session } from '../contract/index.ts'
import { exportThrough } from '../exports/export-through.ts'
import { CancelledError, ExpectedError } from '../platform/errors.ts'
import type { Jobs } from '../platform/jobs.ts'
import { copyCase } from './copy-case.ts'
import type { KnownCopies } from './known-copies.ts'
import { folderOf, settingsOf } from './list-copies.ts'

export interface CopyContext {
  readonly jobs: Jobs
  readonly knownCopies: KnownCopies
}

interface CopyOrder {
  why: CopyReason
  folder?: string
}

const titles: Record<CopyReason, string> = {
  asked: 'Copying the case',
  daily: 'Making the daily copy',
  'after-import': 'Copying the case after the import',
  'before-migration': 'Copying the case before its model changes',
  'before-erasure': 'Copying the case before the erasure',
}

/**
 * Makes one copy as a job, by the case's own settings, and records it or the reason why it failed.
 * @throws ExpectedError as `copyCase` does; CancelledError.
 */
export async function makeCopy(
  context: CopyContext,
  openCase: OpenCase,
  session: Session,
  order: CopyOrder,
  signal?: AbortSignal,
): Promise<CaseCopy> {
  const caseId = (await openCase.meta()).case_id ?? ''
  const settings = settingsOf(await context.knownCopies.of(caseId))
  const folder = order.folder ?? folderOf(settings, openCase.path)
  try {
    const make = () =>
      context.jobs.run(titles[order.why], signal, (progress) =>
        copyCase(openCase, { folder, why: order.why, user: session.person, keep: settings.keep }, progress),
      )
    const copy = await exportThrough(
      'identified',
      { current: openCase, session },
      { question: 'backups.make', what: `copy of the case, ${order.why}`, make },
    )
    await context.knownCopies.rememberPlace(caseId, openCase.path)
    await context.knownCopies.rememberCopy(caseId, folder, copy)
    return copy
  } catch (error) {
    if (order.why !== 'asked' && error instanceof ExpectedError)
      await context.knownCopies.rememberFailure(caseId, error.code, error.message).catch(() => undefined)
    throw error
  }
}

/** A scheduled copy after an import. A failure is recorded and shown, and stops nothing. */
export async function makeCopyAfterImport(
  context: CopyContext,
  openCase: OpenCase,
  session: Session,
  signal?: AbortSignal,
): Promise<void> {
  const settings = settingsOf(await context.knownCopies.of((await openCase.meta()).case_id ?? ''))
  if (settings.schedule !== 'after-import') return
  await makeCopy(context, openCase, session, { why: 'after-import' }, signal).catch((error) => {
    if (!(error instanceof ExpectedError || error instanceof CancelledError)) throw error
  })
}

/** The copy before data is erased from the case; the erasure waits for it. @throws ExpectedError as `copyCase` does. */
export async function makeCopyBeforeErasure(
  context: CopyContext,
  openCase: OpenCase,
  session: Session,
  signal?: AbortSignal,
): Promise<void> {
  const settings = settingsOf(await context.knownCopies.of((await openCase.meta()).case_id ?? ''))
  if (settings.schedule === 'off') return
  const copy = await makeCopy(context, openCase, session, { why: 'before-erasure' }, signal)
  if (!copy.verified)
    throw new ExpectedError('COPY_NOT_VERIFIED', {
      subject: copy.path,
      detail: copy.problems.join('; '),
      remedy: 'Nothing was taken out. Choose another folder for copies, or turn them off, and do it again.',
    })
}
