import { randomUUID } from 'node:crypto'
import { ORPCError } from '@orpc/server'
import { CancelledError, ExpectedError } from '../platform/errors.ts'

interface BugReporter {
  readonly recorder: { bug(bugId: string, question: string, error: unknown): void }
  reportBug(id: string, question: string, error: unknown): void
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOSPC'

/** An error as the contract declares it: expected with its code and data, cancelled, or a bug with an id. */
export function asWireError(thrown: unknown, question: string, engine: BugReporter): unknown {
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

/** oRPC keeps the fault of an invalid answer in the cause. */
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
