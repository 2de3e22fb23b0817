import type { LogEntry, LoggedAction } from '../../../analysis/contract/index.ts'

const actions: Record<LoggedAction, { words: string; means: string }> = {
  none: { words: 'Nothing', means: 'Not logged.' },
  collection: { words: 'Collection', means: 'Data came into the case.' },
  alteration: { words: 'Alteration', means: 'Something in the case was changed or decided.' },
  consultation: {
    words: 'Consultation',
    means:
      'Data was looked at. The first look is written at once. More looks at the same thing within five minutes are one entry with a count, written at the end of them, with the time of the last.',
  },
  disclosure: { words: 'Disclosure', means: 'Data was exported: to a file, the clipboard, or as a release.' },
  combination: { words: 'Combination', means: 'Data of several partners was put together.' },
  erasure: { words: 'Erasure', means: 'Data was taken out of the case.' },
  session: { words: 'Role declared', means: 'Somebody said who they are and why.' },
  refused: {
    words: 'Refused',
    means:
      'A question was not answered: the role may not ask it, or it was not asked rightly. Refusals alike within five minutes are counted as consultations are.',
  },
}

export const actionWords = (action: LoggedAction): string => actions[action].words
export const actionMeans = (action: LoggedAction): string => actions[action].means

/** The kinds of section 62(1) of the Data Protection Act 2018, and roles declared. */
export const loggedActions: readonly LoggedAction[] = [
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'session',
  'refused',
]

/** `people.decide` reads "people, decide": what was asked, in the contract's words. */
export const questionWords = (question: string): string =>
  question
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split('.')
    .join(', ')

const subjectNames: Readonly<Record<string, string>> = {
  lineId: 'line',
  fileId: 'file',
  personId: 'person',
  figureId: 'figure',
  paragraphId: 'paragraph',
  pairKey: 'pair',
}

/** `lineId line-5e0a77, of calls` reads "line 5e0a77, of calls". */
export const subjectWords = (subject: string): string =>
  subject === ''
    ? 'the whole case'
    : subject
        .replaceAll(/\b([a-z]+[A-Z][A-Za-z]*)\b/g, (name) => subjectNames[name] ?? name)
        .replaceAll(/\bline line-/g, 'line ')

interface LogCheck {
  readonly total: number
  readonly intact: boolean
  readonly brokenAt: number | null
}

/** The chain's state as one sentence. */
export const chainWords = ({ total, intact, brokenAt }: LogCheck): string =>
  intact
    ? `Every one of ${total.toLocaleString('en-GB')} entries follows from the one before it.`
    : `The chain is broken at entry ${brokenAt?.toLocaleString('en-GB') ?? 'unknown'}: that entry, or one before it, was changed outside Hubline.`

/** The day of an instant as the analyst's clock shows it, then the time. */
export const clockOf = (instant: string): { readonly day: string; readonly time: string } => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(instant))
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return {
    day: `${part('day')} ${part('month')} ${part('year')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
  }
}

export const entryTitle = (entry: LogEntry): string =>
  `${actionWords(entry.action)} ${entry.sequence.toLocaleString('en-GB')}`
