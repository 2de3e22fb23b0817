import {
  type ImportResult,
  type Mapping,
  type Preview,
  type Provenance,
  type SourceFile,
  type SourceKind,
  sourceKinds,
  titlesOfKind,
} from '../../../analysis/contract/index.ts'
import { plural } from '../../text/numbers.ts'

/** The kinds that a file can be read as, for its menu. */
export const kindChoices: readonly { readonly value: SourceKind; readonly words: string }[] = sourceKinds.map(
  (kind) => ({ value: kind, words: titlesOfKind(kind).short }),
)

/** A kind that this version does not declare is shown as it stands. */
export const wordsOfKind = (kind: string): string => titlesOfKind(kind).short

const reasonWords: Record<string, string> = {
  NO_TIME: 'no start time',
  BAD_TIME: 'a time that cannot be read',
  BAD_DATE: 'a date that cannot be read',
  NOT_A_NUMBER: 'not a phone number',
  NUMBER_LOST_DIGITS: 'a number that a spreadsheet rounded',
  NO_PARTIES: 'nobody at either end',
  NO_IDENTITY: 'nothing to know the person by',
  NO_PLACE: 'no place',
  NO_CELL: 'no mast (cell id or site name)',
  FORMULA: 'a formula without a value',
  TOO_FEW_COLUMNS: 'too few columns',
  TOO_MANY_COLUMNS: 'too many columns',
  BAD_LINE: 'a line that cannot be read',
  BAD_QUOTES: 'a quotation mark that is not closed',
  NUL_BYTE: 'a NUL byte in it',
  BAD_ENCODING: 'letters of no known encoding',
  ROW_TOO_LONG: 'a row of more than a million bytes',
  SYSTEM_MESSAGE: 'a message of the app, not of a person',
  EMPTY_ROW: 'an empty row',
  DUPLICATE_IN_FILE: 'the same row again in this file',
  DUPLICATE_OF_FILE: 'a row that another file has',
  DUPLICATE_FILE: 'the whole file again',
  SAME_FILE: 'the whole file again',
  NO_NAME: 'an area without a name or a code',
  NOT_AN_AREA: 'a point or a line, not an area',
  NO_RING: 'an area without an outline',
  CROSSES_ITSELF: 'an outline that crosses itself',
  TANGLED: 'an outline too tangled to be checked',
  OFF_THE_GLOBE: 'an outline that leaves the globe',
  REPEATED_SHEET: 'a sheet that repeats another',
}

/** Whether a file's rows can be opened: there are some, and they are not for other roles. */
export const opensRows = (file: Pick<SourceFile, 'rowsWithheld'>, count: number): boolean =>
  count > 0 && !file.rowsWithheld

export const rowsWithheldWords =
  'This role may not read what treatment, programme and other health sources say of people: the counts are shown, the rows are not. Somebody in the health or hub role can read them.'

/** A reason code in plain words; a code nobody wrote words for is shown as it is, in lower case. */
export const wordsForReason = (code: string): string =>
  reasonWords[code] ?? code.toLowerCase().replaceAll('_', ' ')

export const isDuplicateReason = (code: string): boolean => /DUPLICATE|SAME_FILE|REPEATED/.test(code)

interface FileState {
  readonly words: string
  readonly adds: boolean
}

/** Whether rows read are loaded, set aside or duplicate, all of them. */
export const stateOf = (
  file: Pick<SourceFile, 'rowsRead' | 'rowsLoaded' | 'rowsSetAside' | 'rowsDuplicate' | 'notes'>,
): FileState => {
  const missing = file.rowsRead - file.rowsLoaded - file.rowsSetAside - file.rowsDuplicate
  if (missing !== 0) return { words: `${missing} rows missing`, adds: false }
  return { words: file.notes.length > 0 ? `${file.notes.length} to check` : 'adds up', adds: true }
}

/** "41 files from 7 partners; every row is loaded, set aside or a duplicate". */
export const scopeSentence = (files: readonly SourceFile[]): string => {
  const partners = new Set(files.map((file) => file.provenance.controller).filter(Boolean))
  const from = partners.size > 0 ? ` from ${plural(partners.size, 'partner')}` : ''
  const rows = files.every((file) => stateOf(file).adds)
    ? 'every row is loaded, set aside or a duplicate'
    : 'some rows are missing'
  return `${plural(files.length, 'file')}${from}; ${rows}`
}

interface RecognisedColumns {
  readonly recognised: number
  readonly guessed: number
  readonly all: number
  readonly words: string
}

export const recognised = (preview: Preview, mapping: Mapping | null): RecognisedColumns => {
  const fieldOf = (header: string) => mapping?.fields[header] ?? null
  const used = preview.columns.filter((column) => fieldOf(column.header))
  const guessed = used.filter((column) => column.certainty !== 'recorded').length
  const words = `${used.length - guessed} of ${plural(preview.columns.length, 'column')} recognised${guessed > 0 ? `, ${guessed} guessed` : ''}`
  return { recognised: used.length - guessed, guessed, all: preview.columns.length, words }
}

/** Required fields that no column fills: the file cannot be loaded until each has one. */
export const missingFields = (preview: Preview, mapping: Mapping | null): string[] => {
  const filled = new Set(Object.values(mapping?.fields ?? {}).filter(Boolean))
  return preview.fields
    .filter((field) => field.required && !filled.has(field.field))
    .map((field) => field.label)
}

export const withField = (mapping: Mapping, header: string, field: string | null): Mapping => {
  const fields = Object.fromEntries(
    Object.entries(mapping.fields).map(([name, taken]) => [name, field && taken === field ? null : taken]),
  )
  return { ...mapping, fields: { ...fields, [header]: field } }
}

export const bases = [
  'DPA 2018 part 3, s.35',
  'UK GDPR art. 6(1)(e), public task',
  'UK GDPR art. 9(2)(h), health care',
  'Crime and Disorder Act 1998, s.115',
] as const

export const handlings = ['Hub only', 'Police and hub', 'Health and hub', 'May be shared as agreed'] as const

export const provenanceProblem = (provenance: Provenance, today: string): string | null =>
  provenance.retainUntil && provenance.retainUntil < today
    ? 'This date has passed. Choose a later one, or remove the file.'
    : null

/** What an import did, in one sentence for the announcement. */
export const importSentence = (results: readonly ImportResult[]): string => {
  const failed = results.filter((result) => result.error)
  const loaded = results.reduce((sum, result) => sum + result.rowsLoaded, 0)
  const aside = results.reduce((sum, result) => sum + result.rowsSetAside, 0)
  const done = `${plural(results.length - failed.length, 'file')} loaded: ${plural(loaded, 'row')}`
  const notes = results.reduce((sum, result) => sum + (result.notes?.length ?? 0), 0)
  const check = notes > 0 ? `; ${plural(notes, 'thing')} to check, beside each file` : ''
  const rest = `${aside > 0 ? `, ${plural(aside, 'row')} set aside` : ''}${check}`
  return failed.length > 0
    ? `${done}${rest}. ${plural(failed.length, 'file')} not loaded.`
    : `${done}${rest}.`
}
