import type { Totals } from '../../analysis/contract/index.ts'
import { formatCount, plural } from './numbers.ts'

const headers: Readonly<Record<string, string>> = {
  at: 'When, UTC',
  localAt: 'When',
  medium: 'Call or text',
  fromAsWritten: 'From, as written',
  toAsWritten: 'To, as written',
  durationSeconds: 'Seconds',
  feature: 'Reason',
  fileId: 'File number',
  why: 'Why',
  callBacks: 'Called back',
  confidence: 'How sure',
  ageBand: 'Age',
  inTreatment: 'In treatment',
  firstSeen: 'First seen',
  lastSeen: 'Last seen',
}

const reasons: Readonly<Record<string, string>> = {
  'bulk-texts': 'bulk text',
  burst: 'burst of calls after a text',
  'call-backs': 'call back',
  'one-offs': 'one-off contact',
  'shift-hours': 'shift hours',
  'sim-swaps': 'change of number',
  upstream: 'its supplier',
  'long-calls': 'length of call',
  'customer-calls': 'call of a customer',
  'outgoing-strangers': 'call to a stranger',
  reminders: 'reminder text',
  'contact-book': 'name in a contact book',
  landline: 'landline',
}

const values: Readonly<Record<string, string>> = {
  'not-known': 'not known',
  mainstream: 'mainstream services',
  programme: 'programme',
  unattributed: 'number nobody is tied to',
}

const wordsOfList = (list: string, known: Readonly<Record<string, string>>): string =>
  list
    .split(', ')
    .map((word) => known[word] ?? word.replaceAll('-', ' '))
    .join(', ')

/** A column of the rows behind a figure, as its head names it. */
export const rowsHeader = (name: string): string => {
  const known = headers[name]
  if (known) return known
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What a column holds, in plain words where the engine gives a code. */
export const rowsValue = (name: string, value: string): string =>
  name === 'feature' ? wordsOfList(value, reasons) : name === 'group' ? wordsOfList(value, values) : value

/** Columns that say again what another of the table says. */
export const saidElsewhere = (names: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...(names.includes('localAt') ? ['at'] : []),
    ...(names.includes('file') ? ['fileId'] : []),
    ...(names.includes('from') ? ['fromNumberId', 'toNumberId'] : []),
  ])

const whatIsSeen = ({ communications, texts }: Totals): string => {
  const calls = communications - texts
  if (texts === 0) return plural(calls, 'call')
  return calls === 0 ? plural(texts, 'text') : `${plural(texts, 'text')} and ${plural(calls, 'call')}`
}

/** What stands behind a figure: how many rows are shown, of how many, and how many texts and calls they are. */
export const rowsSentence = (shown: number, totals: Totals | null): string => {
  if (totals === null) return `${plural(shown, 'row')}${shown >= 5000 ? '; these are the first 5,000' : ''}`
  const { rows, communications } = totals
  const inRows = `${whatIsSeen(totals)}, seen in ${plural(rows, 'row')}`
  return [
    rows === communications
      ? inRows
      : `${inRows}: the same text or call can stand in call records and on a phone`,
    shown < rows ? `these are the first ${formatCount(shown)} of ${formatCount(rows)} rows` : null,
  ]
    .filter((words) => words !== null)
    .join('; ')
}
