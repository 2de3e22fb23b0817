import { z } from 'zod'

/** Every expected error of the workbench. The sentence for each lives in `renderer/text`. */
export const errorCodes = [
  'CASE_NOT_OPEN',
  'CASE_NOT_FOUND',
  'CASE_ALREADY_EXISTS',
  'CASE_LOCKED',
  'CASE_UNREADABLE',
  'CASE_TOO_NEW',
  'CASE_LOG_DAMAGED',
  'CASE_WAL_SET_ASIDE',
  'FILE_NOT_FOUND',
  'FILE_UNREADABLE',
  'FILE_ENCRYPTED',
  'FILE_EMPTY',
  'FILE_TRUNCATED',
  'FILE_TOO_LARGE',
  'FILE_CHANGED',
  'FILE_NO_ROWS',
  'ENCODING_UNKNOWN',
  'KIND_UNKNOWN',
  'PROJECTION_UNKNOWN',
  'COLUMN_MISSING',
  'MAPPING_INVALID',
  'BASIS_REQUIRED',
  'DISK_FULL',
  'SOURCE_NOT_FOUND',
  'LINE_NOT_FOUND',
  'PERSON_NOT_FOUND',
  'NUMBER_NOT_FOUND',
  'FIGURE_NOT_FOUND',
  'NOTHING_LOADED',
  'ROLE_FORBIDDEN',
  'INPUT_INVALID',
  'QUERY_NOT_READ_ONLY',
  'QUERY_FAILED',
  'RELEASE_REFUSED',
  'RELEASE_NOT_CONFIRMED',
  'RELEASE_UNFINISHED',
  'RELEASE_TAKEN_IN',
  'FOLDER_NOT_WRITABLE',
  'FOLDER_GONE',
  'COPY_NOT_FOUND',
  'COPY_DAMAGED',
  'COPY_NOT_VERIFIED',
  'TRUTH_UNREADABLE',
  'JOB_NOT_FOUND',
  'JOB_RUNNING',
  'CANCELLED',
  'ENGINE_STOPPED',
  'ASKED_TOO_OFTEN',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What an expected error carries: what it is about, and facts for the sentence. */
export const errorData = z.looseObject({
  /** The file, column, line or case that the error is about. */
  subject: z.string().optional(),
  /** One plain fact more: where in the file, which rule, since when. */
  detail: z.string().optional(),
  /** What the user can do next. */
  remedy: z.string().optional(),
})

export type ErrorData = z.infer<typeof errorData>

type ErrorMap = { [Code in ErrorCode]: { status: number; data: typeof errorData } }

export const errorMap = Object.fromEntries(
  errorCodes.map((code) => [code, { status: code === 'CANCELLED' ? 499 : 422, data: errorData }]),
) as ErrorMap
