import { digitsOf, foldName, nationalDigits, plainId, postcodeOf } from './identifier-forms.ts'

/** Every identifier that must not leave. Numbers in E.164, dates as YYYY-MM-DD, postcodes and names in any case. */
export type IdentifierSources = {
  numbersE164?: Iterable<string>
  datesOfBirth?: Iterable<string>
  postcodes?: Iterable<string>
  namePairs?: Iterable<readonly [forename: string, surname: string]>
  /** Source ids; those under six characters are counted as not searched for. */
  sourceIds?: Iterable<string>
  /** IMEI, IMSI and ICCID, digits in any grouping. */
  handsets?: Iterable<string>
}

export type IdentifierIndex = {
  /** Digits by which a number is found: international without "+", and the national number after the 0. */
  numbers: Set<string>
  numberLengths: number[]
  datesOfBirth: Set<string>
  postcodes: Set<string>
  /** Surnames by forename, and forenames by surname, folded. */
  pairs: Map<string, Set<string>>
  singleNames: Set<string>
  sourceIds: Set<string>
  handsets: Set<string>
  handsetLengths: number[]
  tooShort: { sourceIds: number; numbers: number }
}

/** Shorter source ids are as often words or counts. */
export const shortestSourceId = 6
const shortestNumber = 7

/** Builds the index once, in about a second for half a million identifiers; they are never compared one by one. */
export function buildIdentifierIndex(sources: IdentifierSources): IdentifierIndex {
  const index: IdentifierIndex = {
    numbers: new Set(),
    numberLengths: [],
    datesOfBirth: new Set(),
    postcodes: new Set(),
    pairs: new Map(),
    singleNames: new Set(),
    sourceIds: new Set(),
    handsets: new Set(),
    handsetLengths: [],
    tooShort: { sourceIds: 0, numbers: 0 },
  }
  for (const number of sources.numbersE164 ?? []) {
    const digits = digitsOf(number)
    if (digits.length < shortestNumber) {
      index.tooShort.numbers++
      continue
    }
    index.numbers.add(digits)
    const national = nationalDigits(digits)
    if (national) index.numbers.add(national)
  }
  for (const date of sources.datesOfBirth ?? []) index.datesOfBirth.add(date.slice(0, 10))
  for (const postcode of sources.postcodes ?? []) {
    const plain = postcodeOf(postcode)
    if (plain) index.postcodes.add(plain)
  }
  for (const [forename, surname] of sources.namePairs ?? []) addPair(index, forename, surname)
  for (const id of sources.sourceIds ?? []) {
    const plain = plainId(id)
    if (plain.length < shortestSourceId) index.tooShort.sourceIds++
    else index.sourceIds.add(plain)
  }
  for (const handset of sources.handsets ?? []) {
    const digits = digitsOf(handset)
    if (digits.length < 14) continue
    index.handsets.add(digits)
    // The fifteenth digit of an IMEI is a check digit that many reports leave out.
    if (digits.length === 15) index.handsets.add(digits.slice(0, 14))
  }
  index.numberLengths = lengthsOf(index.numbers)
  index.handsetLengths = lengthsOf(index.handsets)
  return index
}

function lengthsOf(set: ReadonlySet<string>): number[] {
  const lengths = new Set<number>()
  for (const text of set) lengths.add(text.length)
  return [...lengths].sort((a, b) => b - a)
}

function addPair(index: IdentifierIndex, forename: string, surname: string): void {
  const first = foldName(forename)
  const last = foldName(surname)
  if (first.length === 0 || last.length === 0) return
  for (const word of [...first, ...last]) if (word.length > 1) index.singleNames.add(word)
  const link = (one: string, other: string) => {
    const known = index.pairs.get(one)
    if (known) known.add(other)
    else index.pairs.set(one, new Set([other]))
  }
  link(first[0]!, last[last.length - 1]!)
  link(last[last.length - 1]!, first[0]!)
  if (last.length > 1) {
    link(first[0]!, last[0]!)
    link(last[0]!, first[0]!)
  }
}
