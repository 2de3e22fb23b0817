import { createHash, randomUUID } from 'node:crypto'
import { type ImplementerInternalWithMiddlewares, implement, ORPCError } from '@orpc/server'
import type { NewCase, OpenCase } from '../case/open-case.ts'
import {
  type Contract,
  contract,
  type LoggedAction,
  type Role,
  type Session,
  type WatchedState,
} from '../contract/index.ts'
import { CancelledError, ExpectedError } from '../platform/errors.ts'
import type { Jobs } from '../platform/jobs.ts'

export interface QuestionRecorder {
  asked(question: string, milliseconds: number, failed: boolean): void
  bug(bugId: string, question: string, error: unknown): void
}

/** What every question can reach. One engine holds at most one case. */
export interface EngineState {
  readonly jobs: Jobs
  /** Told how long questions take and which failed, by name. */
  readonly recorder: QuestionRecorder
  /** Where Hubline keeps its own files: recent cases, cases made without a path. */
  readonly applicationFolder: string
  /** Where a host leaves files handed over by a window; null where there is no such host. */
  readonly uploadFolder: string | null
  current(): OpenCase | null
  /** Which case is open and all jobs, again whenever one of them moves, until `signal` aborts. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<WatchedState, void, void>
  open(path: string, session: Session): Promise<OpenCase>
  create(path: string | undefined, details: NewCase, session: Session): Promise<OpenCase>
  /**
   * Closes the case at `path` if it is the open one, holds its lock while `work` puts another file in its place, and opens
   * that. When `work` fails, what was open is opened again.
   */
  exchange(path: string, session: Session, work: () => Promise<void>): Promise<OpenCase>
  recent(): Promise<{ path: string; name: string; openedAt: string; exists: boolean }[]>
  reportBug(id: string, question: string, error: unknown): void
}

/** Who asks; a host keeps one per window or command. */
export interface SessionHolder {
  session: Session
}

export interface QuestionContext {
  engine: EngineState
  holder: SessionHolder
}

const references = [
  'fileId',
  'lineId',
  'of',
  'number',
  'person',
  'pairKey',
  'figureId',
  'paragraphId',
  'group',
  'at',
  'cell',
  'policy',
  'table',
  'tableId',
]

const longestReference = 120

/**
 * What the log says a question was about: references only. A phone number is logged as "number" and a statement by its
 * digest, because what stands in them may be an identity.
 */
function subjectOf(input: unknown): string {
  if (typeof input !== 'object' || input === null) return ''
  const given = input as Record<string, unknown>
  const named = references.filter((name) => ['string', 'number'].includes(typeof given[name]))
  const words = named.map((name) =>
    name === 'number' ? 'number' : `${name} ${String(given[name]).slice(0, longestReference)}`,
  )
  if (typeof given.of === 'object') words.push(subjectOf(given.of))
  if (Array.isArray(given.rows)) words.push(`${given.rows.length} rows`)
  if (typeof given.sql === 'string')
    words.push(`statement ${createHash('sha256').update(given.sql).digest('hex').slice(0, 16)}`)
  return words.join(', ')
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOSPC'

function asWireError(thrown: unknown, question: string, engine: EngineState): unknown {
  const error = isDiskFull(thrown)
    ? new ExpectedError(
        'DISK_FULL',
        { detail: (thrown as Error).message, remedy: 'Free some space and try again; nothing was changed.' },
        { cause: thrown },
      )
    : thrown
  if (error instanceof ExpectedError) {
    return new ORPCError(error.code, {
      defined: true,
      status: 422,
      message: error.message,
      data: error.data,
      cause: error,
    })
  }
  if (error instanceof CancelledError)
    return new ORPCError('CANCELLED', { defined: true, status: 499, message: 'cancelled', data: {} })
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST') {
    return new ORPCError('INPUT_INVALID', {
      defined: true,
      status: 422,
      message: error.message,
      data: { detail: describeIssues(error) },
      cause: error,
    })
  }
  if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') return error
  const bugId = randomUUID().slice(0, 8)
  engine.recorder.bug(bugId, question, error)
  engine.reportBug(bugId, question, withIssues(error))
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: `Something went wrong inside Hubline (${bugId}).`,
    data: { bugId },
  })
}

/** oRPC keeps what was wrong with an answer in the cause. */
function withIssues(error: unknown): unknown {
  const issues = (error as { cause?: { issues?: readonly { path?: unknown[]; message: string }[] } }).cause
    ?.issues
  if (!issues) return error
  const first = issues.slice(0, 5).map((issue) => `${(issue.path ?? []).join('.')}: ${issue.message}`)
  return new Error(`the answer does not fit the contract: ${first.join('; ')}`, { cause: error })
}

function describeIssues(error: ORPCError<string, unknown>): string {
  const issues =
    (error.data as { issues?: { path?: unknown[]; message: string }[] } | undefined)?.issues ?? []
  return issues.map((issue) => `${(issue.path ?? []).join('.')}: ${issue.message}`).join('; ')
}

function refuseRole(role: Role, roles: readonly Role[], question: string): void {
  if (roles.includes(role)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: question,
    detail: `the role "${role}" may not ask this; ${roles.join(', ')} may`,
    remedy: 'Ask somebody with one of these roles.',
  })
}

const guarded = implement(contract)
  .$context<QuestionContext>()
  .use(async ({ context, procedure, path, next }, input) => {
    const question = path.join('.')
    const meta = procedure['~orpc'].meta as {
      action: LoggedAction
      roles: readonly Role[]
      needsCase: boolean
    }
    const { session } = context.holder
    const started = performance.now()
    const noteTime = (failed: boolean) =>
      context.engine.recorder.asked(question, performance.now() - started, failed)
    try {
      refuseRole(session.role, meta.roles, question)
      const current = context.engine.current()
      if (meta.needsCase && !current)
        throw new ExpectedError('CASE_NOT_OPEN', { remedy: 'Open a case or make a new one.' })
      if (current)
        await current.log.write(session, { action: meta.action, question, subject: subjectOf(input) })
      const answer = await next()
      noteTime(false)
      return answer
    } catch (error) {
      noteTime(true)
      throw asWireError(error, question, context.engine)
    }
  })

/** The base of every answer: errors become the contract's, roles are enforced, and the log is written before the answer. */
export const os: ImplementerInternalWithMiddlewares<Contract, QuestionContext, QuestionContext> = guarded

/** The case that the question is about. */
export function caseOf(context: QuestionContext): OpenCase {
  const current = context.engine.current()
  if (!current) throw new ExpectedError('CASE_NOT_OPEN', { remedy: 'Open a case or make a new one.' })
  return current
}
