import type { Connection } from '../engine/database.ts'
import {
  birthDates,
  fullPostcodes,
  namePairs,
  sourceIdentifiers,
  telephoneIdentifiers,
} from './queries-identifiers.ts'

/** Everything in the case that identifies somebody, ready to be looked up. */
export interface IdentifierIndex {
  /** The last nine digits of telephone numbers, and whole numbers of handsets and cards. */
  readonly numbers: ReadonlySet<string>
  readonly birthDates: ReadonlySet<string>
  readonly postcodes: ReadonlySet<string>
  readonly sourceIds: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
  readonly singleNames: ReadonlySet<string>
}

export interface Leak {
  readonly kind: 'telephone number' | 'date of birth' | 'postcode' | 'source id' | 'full name'
  /** Where: characters from the beginning. What was found is never repeated. */
  readonly position: number
}

export const notSearchedFor: readonly string[] = [
  'text inside images (the document has none)',
  'the bytes of the embedded typeface',
  'single names outside edited text: many are common words',
  'nicknames and street names',
  'ids shorter than six characters',
]

const tail = (digits: string) => (digits.length >= 14 ? digits : digits.slice(-9))

/** Reads every identifier of the case once. */
export async function buildIdentifierIndex(connection: Connection): Promise<IdentifierIndex> {
  const column = async (query: Parameters<Connection['all']>[0]) =>
    (await connection.all<{ identifier: string | null }>(query)).flatMap((row) =>
      row.identifier ? [row.identifier] : [],
    )
  const pairs = await connection.all<{ forename: string; surname: string }>(namePairs())
  return {
    numbers: new Set((await column(telephoneIdentifiers())).map(tail)),
    birthDates: new Set(await column(birthDates())),
    postcodes: new Set(await column(fullPostcodes())),
    sourceIds: new Set(await column(sourceIdentifiers())),
    pairs: new Set(pairs.map((row) => `${row.forename} ${row.surname}`)),
    singleNames: new Set(pairs.flatMap((row) => [row.forename, row.surname])),
  }
}

const monthNumbers = new Map(
  ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, index) => [
    name,
    index + 1,
  ]),
)

const isoOf = (year: number, month: number, day: number) =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

function datesIn(text: string): { iso: string; position: number }[] {
  const found: { iso: string; position: number }[] = []
  for (const match of text.matchAll(/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/g))
    found.push({ iso: isoOf(Number(match[1]), Number(match[2]), Number(match[3])), position: match.index })
  for (const match of text.matchAll(/\b(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\b/g)) {
    found.push({ iso: isoOf(Number(match[3]), Number(match[2]), Number(match[1])), position: match.index })
    found.push({ iso: isoOf(Number(match[3]), Number(match[1]), Number(match[2])), position: match.index })
  }
  for (const match of text.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*,? (\d{4})\b/gi)) {
    const month = monthNumbers.get(match[2]!.toLowerCase())
    if (month) found.push({ iso: isoOf(Number(match[3]), month, Number(match[1])), position: match.index })
  }
  return found
}

/** Every identifier of the case in a text; embedded typefaces are left out. */
export function searchText(text: string, index: IdentifierIndex): Leak[] {
  const readable = text
    .replaceAll(/data:font\/[^)"']+/g, (data) => ' '.repeat(data.length))
    .replaceAll(/[\u00A0\u2009\u202F]/g, ' ')
  const leaks: Leak[] = []
  for (const match of readable.matchAll(/\+?\d(?:[\d]|[ ().-](?=[\d(]))+/g)) {
    const groups = match[0].replaceAll(/\D/g, '')
    if (groups.length >= 9 && (index.numbers.has(tail(groups)) || index.numbers.has(groups.slice(-9))))
      leaks.push({ kind: 'telephone number', position: match.index })
  }
  for (const { iso, position } of datesIn(readable))
    if (index.birthDates.has(iso)) leaks.push({ kind: 'date of birth', position })
  for (const match of readable.matchAll(/\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b/gi))
    if (index.postcodes.has(match[0].replaceAll(' ', '').toUpperCase()))
      leaks.push({ kind: 'postcode', position: match.index })
  for (const match of readable.matchAll(/[\p{L}\p{N}][\p{L}\p{N}/_.-]{4,}[\p{L}\p{N}]/gu))
    if (index.sourceIds.has(match[0].toLowerCase())) leaks.push({ kind: 'source id', position: match.index })
  let previous = ''
  for (const match of readable.matchAll(/[\p{L}][\p{L}'’-]*/gu)) {
    const word = match[0].toLowerCase()
    if (index.pairs.has(`${previous} ${word}`) || index.pairs.has(`${word} ${previous}`))
      leaks.push({ kind: 'full name', position: match.index })
    previous = word
  }
  return leaks
}

/** Words of edited text that the analyst must look at: capitalised single names of the case, and figures typed by hand. */
export function wordsToConfirm(text: string, index: IdentifierIndex): string[] {
  const names = [...text.matchAll(/\p{Lu}[\p{L}'’-]+/gu)]
    .map((match) => match[0])
    .filter((word) => index.singleNames.has(word.toLowerCase()))
  const figures = [...text.matchAll(/\b\d[\d,.]*\d\b|\b\d\b/g)].map((match) => match[0])
  return [...new Set([...names, ...figures])]
}

const insteadOf: readonly (readonly [RegExp, string])[] = [
  [/\b(addicts?|junkies?|abusers?|druggies?)\b/i, 'people who use drugs'],
  [/\b(drug )?users?\b/i, 'people who use drugs'],
  [/\bcustomers?\b/i, 'people buying from the lines'],
  [/\bnominals?\b/i, 'people'],
  [/\b(juveniles?|youths|minors)\b/i, 'child'],
  [/\b(failed|refused) (to engage|treatment)\b/i, 'not yet engaged'],
  [/\b(non-?engagers?|hard to reach)\b/i, 'not yet engaged'],
]

/** Words that a profile does not use, each with what to write instead. */
export const lintWords = (text: string): { word: string; instead: string }[] =>
  insteadOf.flatMap(([pattern, instead]) => {
    const match = pattern.exec(text)
    return match ? [{ word: match[0], instead }] : []
  })
