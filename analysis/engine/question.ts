import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from '@orpc/server'
import type { NewCase, OpenCase } from '../case/open-case.ts'
import {
  type Contract,
  capabilities,
  contract,
  type ErrorCode,
  may,
  type QuestionMeta,
  type Role,
  type Session,
  type WatchedState,
} from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import type { Jobs, JobViewer } from '../platform/jobs.ts'
import { subjectOf } from './subject.ts'
import { asWireError } from './wire-errors.ts'

interface QuestionRecorder {
  asked(question: string, milliseconds: number, failed: boolean): void
  bug(bugId: string, question: string, error: unknown): void
}

/** What every question can reach. One engine holds at most one case. */
export interface EngineState {
  readonly jobs: Jobs
  /** Records how long questions take and which failed, by name. */
  readonly recorder: QuestionRecorder
  /** Where Hubline keeps its own files: recent cases, cases made without a path. */
  readonly applicationFolder: string
  /** Where a host stores files uploaded by a window; null where there is no such host. */
  readonly uploadFolder: string | null
  current(): OpenCase | null
  /** Which case is open, whether it changed, and the jobs that the viewer sees, again whenever one of them changes, until `signal` aborts. */
  watch(signal: AbortSignal | undefined, viewer: () => JobViewer): AsyncGenerator<WatchedState, void, void>
  /** @throws ExpectedError `ROLE_FORBIDDEN` for lead and reader, if no analyst opened the case on this machine before */
  open(path: string, session: Session): Promise<OpenCase>
  create(path: string | undefined, details: NewCase, session: Session): Promise<OpenCase>
  /**
   * Closes the case at `path` if it is the open one, holds its lock while `work` puts another file in its place, and opens
   * that. When `work` fails, what was open is opened again.
   */
  exchange(path: string, session: Session, work: () => Promise<void>): Promise<OpenCase>
  recent(): Promise<{ path: string; name: string; openedAt: string; exists: boolean }[]>
  reportBug(id: string, question: string, error: unknown): void
  /** Records releases outside the case; absent where the host keeps no such record. */
  readonly knownReleases?: ReleaseHistory
}

export interface ReleaseHistory {
  remember(openCase: OpenCase): Promise<void>
  forget(openCase: OpenCase, releasedAt: Date): Promise<void>
}

/** The session of the user; a host keeps one for each window or command. */
export interface SessionHolder {
  session: Session
}

export interface QuestionContext {
  engine: EngineState
  holder: SessionHolder
}

function refuseRole(role: Role, roles: readonly Role[], question: string): void {
  if (roles.includes(role)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: question,
    detail: `the role "${role}" may not ask this; ${roles.join(', ')} may`,
    remedy: 'Ask somebody with one of these roles.',
  })
}

const metaOf = (procedure: { '~orpc': { meta: unknown } }) => procedure['~orpc'].meta as QuestionMeta

const refusals: ReadonlySet<string> = new Set<ErrorCode>([
  'ROLE_FORBIDDEN',
  'INPUT_INVALID',
  'QUERY_NOT_READ_ONLY',
])

/** The fields that were wrong, by the names that the contract gives them. */
function fieldsIn(error: unknown): string {
  const { issues } = ((error as ORPCError<string, unknown>).data ?? {}) as {
    issues?: readonly { path?: readonly unknown[] }[]
  }
  const fields = (issues ?? []).flatMap(({ path }) => (typeof path?.[0] === 'string' ? [path[0]] : []))
  return [...new Set(fields)].join(' and ')
}

/** Logs a refused question: its error code, and its subject. */
async function logRefusal(
  context: QuestionContext,
  asked: { question: string; subject: string; thrown: unknown },
  refusal: unknown,
): Promise<void> {
  if (!(refusal instanceof ORPCError) || !refusals.has(refusal.code)) return
  const fields = refusal.code === 'INPUT_INVALID' ? fieldsIn(asked.thrown) : ''
  const words = [`${refusal.code}${fields && ` of ${fields}`}`, asked.subject].filter(Boolean)
  const entry = { action: 'refused' as const, question: asked.question, subject: words.join(', ') }
  // If the refusal cannot be logged, the question stays refused.
  await context.engine
    .current()
    ?.log.write(context.holder.session, entry)
    .catch(() => undefined)
}

const guarded = implement(contract)
  .$context<QuestionContext>()
  // The input is checked between the two: who may not ask learns nothing of it, and only what is right counts as asked.
  .$config({ initialInputValidationIndex: -1 })
  .use(async ({ context, procedure, path, next }, input) => {
    const question = path.join('.')
    const meta = metaOf(procedure)
    const started = performance.now()
    const noteTime = (failed: boolean) =>
      context.engine.recorder.asked(question, performance.now() - started, failed)
    try {
      refuseRole(context.holder.session.role, meta.roles, question)
      if (meta.needsCase && !context.engine.current())
        throw new ExpectedError('CASE_NOT_OPEN', { remedy: 'Open a case or make a new one.' })
      const answer = await next()
      noteTime(false)
      return answer
    } catch (thrown) {
      noteTime(true)
      const error = asWireError(thrown, question, context.engine)
      await logRefusal(context, { question, subject: subjectOf(meta.subject, input), thrown }, error)
      throw error
    }
  })
  .use(async ({ context, procedure, path, next }, input) => {
    const { action, subject } = metaOf(procedure)
    const entry = { action, question: path.join('.'), subject: subjectOf(subject, input) }
    await context.engine.current()?.log.write(context.holder.session, entry)
    return context.engine.jobs.askedBy(context.holder, () => next())
  })

/** The base of every answer: errors become the contract's, roles are enforced, and the log is written before the answer. */
export const os: ImplementerInternalWithMiddlewares<Contract, QuestionContext, QuestionContext> = guarded

/** Which jobs somebody sees and cancels: analysts all, since a title can name a file, others those of their own questions. */
export const jobViewer = ({ holder }: QuestionContext): JobViewer => ({
  asker: holder,
  seesAll: may(holder.session.role, 'readsRows'),
})

/**
 * For commands that read the case beside the questions: refuses and logs as a question would.
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export async function askedBeside(
  context: QuestionContext,
  { question, capability }: { question: string; capability: Parameters<typeof may>[1] },
): Promise<void> {
  const { session } = context.holder
  try {
    refuseRole(session.role, capabilities[capability], question)
  } catch (thrown) {
    await logRefusal(
      context,
      { question, subject: '', thrown },
      asWireError(thrown, question, context.engine),
    )
    throw thrown
  }
  const entry = { action: 'consultation' as const, question, subject: 'the whole case' }
  await context.engine.current()?.log.write(session, entry)
}

/** The case that the question is about. */
export function caseOf(context: QuestionContext): OpenCase {
  const current = context.engine.current()
  if (!current) throw new ExpectedError('CASE_NOT_OPEN', { remedy: 'Open a case or make a new one.' })
  return current
}
