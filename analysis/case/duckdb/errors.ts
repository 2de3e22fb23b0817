import { CancelledError, ExpectedError } from '../../platform/errors.ts'

interface DuckDbFailure {
  type: string
  message: string
}

function failureOf(error: unknown): DuckDbFailure | null {
  if (!(error instanceof Error)) return null
  const start = error.message.indexOf('{')
  if (start >= 0) {
    try {
      const parsed: unknown = JSON.parse(error.message.slice(start))
      if (typeof parsed === 'object' && parsed !== null && 'exception_message' in parsed) {
        const { exception_type, exception_message } = parsed as Record<string, unknown>
        return { type: String(exception_type ?? ''), message: String(exception_message) }
      }
    } catch {
      return { type: '', message: error.message }
    }
  }
  return { type: /^(\w[\w ]*) Error:/.exec(error.message)?.[1] ?? '', message: error.message }
}

/** The one place that reads DuckDB's errors. They become expected or cancelled; others stay bugs. */
export function translateDuckDbError(error: unknown, subject?: string): unknown {
  if (error instanceof ExpectedError || error instanceof CancelledError) return error
  const failure = failureOf(error)
  if (!failure) return error
  const message = failure.message
  if (failure.type.toUpperCase() === 'INTERRUPT' || /^INTERRUPT/i.test(message)) return new CancelledError()
  if (/no space left|disk full|ENOSPC|max_temp_directory_size|could not write.*space/i.test(message)) {
    return new ExpectedError(
      'DISK_FULL',
      { subject, detail: message, remedy: 'Free some space and try again; nothing was changed.' },
      { cause: error },
    )
  }
  if (/corrupt database file|computed checksum/i.test(message)) {
    return new ExpectedError(
      'CASE_UNREADABLE',
      {
        subject,
        detail: `the file is damaged: ${message.split('\n')[0]?.trim()}`,
        remedy: 'Nothing was changed. Check the case, and restore its newest verified copy.',
      },
      { cause: error },
    )
  }
  return error
}

/** Whether DuckDB's CSV reader refused a whole file. */
export function isRefusedText(error: unknown): boolean {
  const failure = failureOf(error)
  return failure !== null && /CSV|delimiter|encod|state machine|unicode|line size/i.test(failure.message)
}

/** Whether DuckDB has invalidated its instance, which answers nothing until the case is opened again. */
export function isInvalidated(error: unknown): boolean {
  const thrown = error instanceof ExpectedError && error.cause ? error.cause : error
  const failure = failureOf(thrown)
  return failure !== null && (/^FATAL/i.test(failure.type) || /has been invalidated/i.test(failure.message))
}

/** The length and checksum of an entry, which come before the position that DuckDB names. */
const entryHeadBytes = 16

/**
 * Where the write-ahead log of a case is damaged, if that is why the case cannot be opened; null otherwise.
 * Everything before `intactBytes` was read; 0 where DuckDB names no position.
 */
export function damagedLogOf(error: unknown): { detail: string; intactBytes: number } | null {
  const message = failureOf(error)?.message ?? ''
  if (!/replaying WAL/i.test(message)) return null
  const detail = message.split('\n')[0]?.replace(/^.*replaying WAL file "[^"]*": /i, '') ?? ''
  const position = Number(/byte position (\d+)/.exec(message)?.[1] ?? 0)
  return { detail, intactBytes: Math.max(0, position - entryHeadBytes) }
}

/** Whether another process has the file open, under whatever name. */
export const isHeldElsewhere = (error: unknown): boolean =>
  /could not set lock on file|being used by another process/i.test(failureOf(error)?.message ?? '')

/** Whether a file was written by a DuckDB newer than this one. */
export const isNewerStorage = (error: unknown): boolean =>
  /version number \d+, but we can only read|newer version of DuckDB/i.test(failureOf(error)?.message ?? '')

/** DuckDB's own words about a statement, for `query` and for expected failures that quote it. */
export function duckDbMessage(error: unknown): string {
  if (error instanceof ExpectedError) return error.data.detail ?? error.message
  return failureOf(error)?.message ?? String(error)
}
