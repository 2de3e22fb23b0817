import { ORPCError } from '@orpc/client'
import type { ErrorData } from '../../analysis/contract/index.ts'
import { type ErrorWords, isErrorCode, wordsForCode } from '../text/errors.ts'

interface Failure extends ErrorWords {
  readonly kind: 'expected' | 'cancelled' | 'bug'
  readonly code: string
}

export const dataOf = (data: unknown): ErrorData =>
  typeof data === 'object' && data !== null ? (data as ErrorData) : {}

/** Every failure is expected (its own sentence), cancelled (silent) or a bug (with its id). */
export const readFailure = (error: unknown): Failure => {
  if (error instanceof DOMException && error.name === 'AbortError') {
    return { kind: 'cancelled', code: 'CANCELLED', ...wordsForCode('CANCELLED') }
  }
  if (error instanceof ORPCError && isErrorCode(error.code)) {
    return {
      kind: error.code === 'CANCELLED' ? 'cancelled' : 'expected',
      code: error.code,
      ...wordsForCode(error.code, dataOf(error.data)),
    }
  }
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) {
    return { kind: 'expected', code: 'ENGINE_STOPPED', ...wordsForCode('ENGINE_STOPPED') }
  }
  const code = error instanceof ORPCError ? error.code : 'UNKNOWN'
  const detail = error instanceof Error ? error.message : String(error)
  return {
    kind: 'bug',
    code,
    happened: `Something went wrong in Hubline itself: ${detail}`,
    next: 'The case was not changed. Do it again; if it happens again, report these words.',
  }
}
