import type { Query } from '../case/rows.ts'
import type { Connection } from '../case/store.ts'
import type { ProfileDocument } from '../contract/index.ts'
import {
  buildIdentifierIndex,
  type IdentifierIndex,
  type SearchAllowances,
  searchText,
} from '../disclosure/index.ts'
import {
  birthDates,
  fullPostcodes,
  handsetNumbers,
  type IdentifierRow,
  namePairs,
  sourceIdentifiers,
  telephoneNumbers,
} from './queries-identifiers.ts'
import type { ProfileScope } from './scope.ts'

/** An index of every identifier in the case, for the search of what is to be released. */
export async function identifiersOfCase(connection: Connection): Promise<IdentifierIndex> {
  const column = async (query: Query<IdentifierRow>) =>
    (await connection.all(query)).map((row) => row.identifier)
  const pairs = await connection.all(namePairs())
  return buildIdentifierIndex({
    numbersE164: await column(telephoneNumbers()),
    handsets: await column(handsetNumbers()),
    sourceIds: await column(sourceIdentifiers()),
    datesOfBirth: await column(birthDates()),
    postcodes: await column(fullPostcodes()),
    namePairs: pairs.map((row) => [row.forename, row.surname] as const),
  })
}

/** The document's own dates, the areas that it names and the head of the log: none of them identifies a person. */
export const allowancesOf = (document: ProfileDocument, scope: ProfileScope): SearchAllowances => ({
  allowedDates: [document.period.from, document.period.to, document.cutOff],
  allowedPhrases: [scope.name, ...scope.homeAreas, ...scope.exporterAreas, ...scope.lineAreas],
  ownHashes: [document.logHead],
})

const kinds: Readonly<Record<string, string>> = {
  number: 'telephone number',
  handset: 'handset or card number',
  'date-of-birth': 'date of birth',
  postcode: 'full postcode',
  name: 'full name',
  'source-id': 'source id',
}

/** What was found, by kind; never the identifier itself. */
export const findingWords = (findings: readonly { kind: string }[]): string[] => [
  ...new Set(findings.map((finding) => kinds[finding.kind] ?? finding.kind)),
]

/** `1 identifier`, `2 identifiers`. */
export const identifierCount = (found: number): string =>
  `${found} ${found === 1 ? 'identifier' : 'identifiers'}`

/** Words of edited text that the analyst must look at: single names of the case, and figures typed by hand. */
export function wordsToConfirm(text: string, index: IdentifierIndex, allowances: SearchAllowances): string[] {
  const names = searchText(text, index, allowances).wordsToConfirm.map((one) => one.word)
  const figures = [...text.matchAll(/\d[\d,.]*\d|\d/g)].map((match) => match[0])
  return [...new Set([...names, ...figures])]
}
