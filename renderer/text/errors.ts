import type { ErrorCode, ErrorData } from '../../analysis/contract/index.ts'
import { shownText } from '../../analysis/text/shown-text.ts'

export interface ErrorWords {
  /** What happened, to what. */
  readonly happened: string
  /** What was kept and what to do next. */
  readonly next: string
}

type Say = (subject: string, detail: string) => ErrorWords

const say =
  (happened: (subject: string, detail: string) => string, next: string): Say =>
  (subject, detail) => ({ happened: happened(subject, detail), next })

const named = (subject: string, otherwise: string): string => subject || otherwise
/** A file's own name at the beginning keeps its small letter. */
const asSentence = (words: string): string => {
  const begun = words.replace(/^[a-z]+(?=[\s,:])/, (word) => word.charAt(0).toUpperCase() + word.slice(1))
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
const because = (detail: string): string => (detail ? ` ${asSentence(detail)}` : '')

const sentences: Record<ErrorCode, Say> = {
  CASE_NOT_OPEN: say(() => 'No case is open.', 'Open a case or make a new one.'),
  CASE_NOT_FOUND: say(
    (subject) => `${named(subject, 'The case')} is not there.`,
    'It may have been moved. Choose the file again.',
  ),
  CASE_ALREADY_EXISTS: say(
    (subject) => `${named(subject, 'A case of that name')} exists already.`,
    'It was left as it is. Choose another name, or open it.',
  ),
  CASE_LOCKED: say(
    (subject, detail) => `${named(subject, 'The case')} is open elsewhere.${because(detail)}`,
    'Close it there, then open it again here.',
  ),
  CASE_UNREADABLE: say(
    (subject, detail) => `${named(subject, 'The case')} cannot be read.${because(detail)}`,
    'Nothing was changed. Open the last verified copy.',
  ),
  CASE_TOO_NEW: say(
    (subject) => `${named(subject, 'The case')} was written by a newer Hubline.`,
    'Nothing was changed. Open it with that version.',
  ),
  CASE_LOG_DAMAGED: say(
    (subject, detail) => `The log of ${named(subject, 'this case')} is broken.${because(detail)}`,
    'Nothing can be released until it is explained. Keep a copy of the case and tell the hub lead.',
  ),
  CASE_WAL_SET_ASIDE: say(
    (subject, detail) =>
      `${named(subject, 'The case')} was not closed in order, and not all of its last changes could be read.${because(detail)}`,
    'The case and its log of changes as they were are kept beside it; nothing was deleted.',
  ),
  FILE_NOT_FOUND: say(
    (subject) => `${named(subject, 'The file')} is not there.`,
    'Nothing was loaded. Choose it again.',
  ),
  FILE_UNREADABLE: say(
    (subject, detail) => `Not loaded. ${named(subject, 'The file')} cannot be read.${because(detail)}`,
    'Check that it opens in its own program, or ask the partner to send it again.',
  ),
  FILE_ENCRYPTED: say(
    (subject, detail) =>
      `Not loaded. ${named(subject, 'The file')} is protected by a password.${because(detail)}`,
    'Open it with the password, save it without one and load that, or ask the partner to send it so.',
  ),
  FILE_EMPTY: say(
    (subject) => `Not loaded. ${named(subject, 'The file')} is empty: 0 bytes.`,
    'Ask the partner to send it again.',
  ),
  FILE_TRUNCATED: say(
    (subject, detail) => `Not loaded. ${named(subject, 'The file')} stops before its end.${because(detail)}`,
    'No row of it was kept. Ask the partner to send it again.',
  ),
  FILE_TOO_LARGE: say(
    (subject, detail) => `Not loaded. ${named(subject, 'The file')} is too large.${because(detail)}`,
    'Split it, or load it from the command line.',
  ),
  FILE_CHANGED: say(
    (subject) => `Not loaded. ${named(subject, 'The file')} changed while it was read.`,
    'No row of it was kept. Wait until it is fully written, then load it again.',
  ),
  FILE_NO_ROWS: say(
    (subject) => `Not loaded. ${named(subject, 'The file')} has headers and no rows.`,
    'Check that the right sheet was sent.',
  ),
  ENCODING_UNKNOWN: say(
    (subject, detail) =>
      `Not loaded. The letters of ${named(subject, 'the file')} cannot be told.${because(detail)}`,
    'Choose its encoding in the mapping, then load it again.',
  ),
  KIND_UNKNOWN: say(
    (subject, detail) =>
      `Not loaded. Hubline cannot tell what ${named(subject, 'the file')} is.${because(detail)}`,
    'Choose its kind and say which column is which.',
  ),
  PROJECTION_UNKNOWN: say(
    (subject, detail) =>
      `Not loaded. Hubline cannot tell where ${named(subject, 'the areas')} lie.${because(detail)}`,
    'Export the areas in WGS 84 (EPSG:4326) or British National Grid (EPSG:27700), and load them again.',
  ),
  COLUMN_MISSING: say(
    (subject, detail) => `Not loaded. ${named(subject, 'The file')} lacks a column.${because(detail)}`,
    'Choose the column in the mapping, then load it again.',
  ),
  MAPPING_INVALID: say(
    (_, detail) => `The mapping does not fit the file.${because(detail)}`,
    'Change the columns that are named, then load it again.',
  ),
  BASIS_REQUIRED: say(
    (subject) => `${named(subject, 'A source')} has no lawful basis recorded, and this case asks for one.`,
    'Record controller and basis in Sources, then run it again.',
  ),
  DISK_FULL: say(
    () => 'The disk is full. The case is as it was before.',
    'Free some space, then do it again.',
  ),
  SOURCE_NOT_FOUND: say(
    (subject) => `${named(subject, 'That source')} is not in this case.`,
    'It may have been removed. Choose another in Sources.',
  ),
  LINE_NOT_FOUND: say(
    (subject) => `${named(subject, 'That line')} is not among the lines now.`,
    'The lines may have been found again since. Choose another in Lines.',
  ),
  PERSON_NOT_FOUND: say(
    (subject) => `${named(subject, 'That person')} is not among the people now.`,
    'The people may have been washed again since. Choose another in People.',
  ),
  NUMBER_NOT_FOUND: say(
    (subject) => `${named(subject, 'That number')} is not in this case.`,
    'Check the number, or load the phone that holds it.',
  ),
  FIGURE_NOT_FOUND: say(
    () => 'That figure is not in the profile now.',
    'The profile was drafted again since. Choose the figure again.',
  ),
  NOTHING_LOADED: say(
    (_, detail) => `There is nothing to work on yet.${because(detail)}`,
    'Add files in Sources first.',
  ),
  ROLE_FORBIDDEN: say(
    (_, detail) => `This role may not see that.${because(detail)}`,
    'Ask somebody whose role may, or change role at the top right; the log records it.',
  ),
  INPUT_INVALID: say(
    (_, detail) => `What was asked is not complete.${because(detail)}`,
    'Correct the field that is named.',
  ),
  QUERY_NOT_READ_ONLY: say(
    () => 'Only one reading SELECT is allowed.',
    'Nothing was changed. Take out what writes.',
  ),
  QUERY_FAILED: say(
    (_, detail) => `The query could not be run.${because(detail)}`,
    'Correct it and run it again.',
  ),
  RELEASE_REFUSED: say(
    (_, detail) => `Not released. It could identify somebody.${because(detail)}`,
    'Nothing was released. See the checks beside the profile for what to change.',
  ),
  RELEASE_NOT_CONFIRMED: say(
    (_, detail) => `Not released. Words in edited text wait for you.${because(detail)}`,
    'Confirm each, or take it out.',
  ),
  RELEASE_UNFINISHED: say(
    (subject, detail) =>
      subject && detail.startsWith(subject)
        ? asSentence(detail)
        : `${named(subject, 'An edition')} was cut short while it was being written.${because(detail)}`,
    'It counts as published, and later editions are protected together with it. Look for its files, and keep or destroy them.',
  ),
  RELEASE_TAKEN_IN: say(
    (subject, detail) =>
      subject && detail.startsWith(subject)
        ? asSentence(detail)
        : `${named(subject, 'An edition')} left that this copy of the case did not know.${because(detail)}`,
    'It was taken into the register, and later editions are protected together with it.',
  ),
  FOLDER_NOT_WRITABLE: say(
    (subject, detail) => `Nothing can be written into ${named(subject, 'that folder')}.${because(detail)}`,
    'Choose another folder.',
  ),
  FOLDER_GONE: say(
    (subject) => `${named(subject, 'The folder')} is not there any more.`,
    'No copy was kept. Plug the disk in, or choose another folder.',
  ),
  COPY_NOT_FOUND: say(
    (subject) => `${named(subject, 'That copy')} is not there.`,
    'Nothing was changed. Plug in the disk that holds it, or choose another copy.',
  ),
  COPY_DAMAGED: say(
    (subject, detail) => `${named(subject, 'That copy')} is not what was written then.${because(detail)}`,
    'Nothing was changed. Choose another copy.',
  ),
  COPY_NOT_VERIFIED: say(
    (subject, detail) => `${named(subject, 'That copy')} did not pass its check.${because(detail)}`,
    'Do not rely on it. Make another, in another folder.',
  ),
  TRUTH_UNREADABLE: say(
    (subject) => `${named(subject, 'The truth')} cannot be read.`,
    'Choose the folder that was written beside the sample.',
  ),
  JOB_NOT_FOUND: say(() => 'That job has already ended.', 'There is nothing to do.'),
  JOB_RUNNING: say(
    (_, detail) => `Other work is still running.${because(detail)}`,
    'Wait until it ends, or cancel it.',
  ),
  CANCELLED: say(() => 'Cancelled. The case is as it was before.', 'Start it again when you wish.'),
  ASKED_TOO_OFTEN: say(
    () => 'Too many questions were asked in one second; this one was left out.',
    'Nothing was changed. Do it again.',
  ),
  ENGINE_STOPPED: say(
    () => 'The engine stopped. The case is as it was at the last finished step.',
    'Start Hubline again. If it stops at the same place, load that file by itself.',
  ),
}

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(sentences, code)

export const wordsForCode = (code: ErrorCode, data: ErrorData = {}): ErrorWords => {
  const words = sentences[code](shownText(data.subject ?? ''), shownText(data.detail ?? ''))
  return data.remedy ? { ...words, next: shownText(data.remedy) } : words
}

export const sentenceForCode = (code: string, data?: ErrorData): string => {
  if (!isErrorCode(code)) return `Something went wrong in Hubline itself (${code}).`
  const words = wordsForCode(code, data)
  return `${words.happened} ${words.next}`
}
