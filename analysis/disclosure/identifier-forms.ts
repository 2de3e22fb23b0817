/** The digits of a text, in any script that writes decimal digits (full-width forms included). */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D+/g, '')
}

/** The part of an international number that every UK writing shares; null for other countries' numbers. */
export function nationalDigits(digits: string): string | null {
  return digits.startsWith('44') && digits.length >= 11 ? digits.slice(2) : null
}

/** A full UK postcode without its space, in capitals; null when the text is not one. */
export function postcodeOf(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
  return /^(?:GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})$/.test(plain) ? plain : null
}

/** A source id in the form used for comparison: capitals, no punctuation. */
export function plainId(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** The words of a name without accents, apostrophes and case: `O’Brien-Smith` is `obrien`, `smith`. */
export function foldName(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’'ʼ`]/g, '')
  return plain.match(/\p{L}+/gu) ?? []
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

type DateFound = { isoDates: string[]; offset: number; length: number }

const numericDate =
  /(?<!\d)(\d{1,4})[ \t]*[./\-–\u2010\u2011][ \t]*(\d{1,2})[ \t]*[./\-–\u2010\u2011][ \t]*(\d{2,4})(?!\d)/g
const dayMonthDate =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ \t,.\-/]*(?:of[ \t]+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ \t,.\-/]*(\d{4}|[’']?\d{2})(?!\d)/gi
const monthDayDate =
  /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ \t.]+(\d{1,2})(?:st|nd|rd|th)?[ \t,]+(\d{4})(?!\d)/gi
const yearMonthDayDate =
  /(?<!\d)(\d{4})[ \t,.\-/]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ \t,.\-/]+(\d{1,2})(?!\d)/gi
const compactDate = /(?<!\d)(\d{8})(?!\d)/g

/** Every full date in a text and the days that it may mean (day or month first, this century or the last). */
export function datesIn(text: string): DateFound[] {
  const found: DateFound[] = []
  const add = (match: RegExpMatchArray, ways: readonly (readonly [string, number, number])[]) => {
    const isoDates = ways.flatMap(([year, month, day]) =>
      yearsOf(year).flatMap((full) => isoDate(full, month, day)),
    )
    if (isoDates.length > 0) {
      found.push({ isoDates: [...new Set(isoDates)], offset: match.index ?? 0, length: match[0].length })
    }
  }
  const monthOf = (word: string) => months.indexOf(word.toLowerCase()) + 1
  for (const match of text.matchAll(numericDate)) {
    const [, a, b, c] = match as unknown as [string, string, string, string]
    if (a.length === 4)
      add(match, [
        [a, Number(b), Number(c)],
        [a, Number(c), Number(b)],
      ])
    else if (a.length <= 2) {
      add(match, [
        [c, Number(b), Number(a)],
        [c, Number(a), Number(b)],
        ...(c.length === 2 ? ([[a, Number(b), Number(c)]] as const) : []),
      ])
    }
  }
  for (const match of text.matchAll(dayMonthDate))
    add(match, [[match[3]!.replace(/\D/g, ''), monthOf(match[2]!), Number(match[1])]])
  for (const match of text.matchAll(monthDayDate))
    add(match, [[match[3]!, monthOf(match[1]!), Number(match[2])]])
  for (const match of text.matchAll(yearMonthDayDate))
    add(match, [[match[1]!, monthOf(match[2]!), Number(match[3])]])
  for (const match of text.matchAll(compactDate)) {
    const digits = match[1]!
    add(match, [
      [digits.slice(0, 4), Number(digits.slice(4, 6)), Number(digits.slice(6))],
      [digits.slice(4), Number(digits.slice(2, 4)), Number(digits.slice(0, 2))],
    ])
  }
  return found
}

function yearsOf(year: string): number[] {
  if (year.length === 4) return [Number(year)]
  return year.length === 2 ? [1900 + Number(year), 2000 + Number(year)] : []
}

function isoDate(year: number, month: number, day: number): string[] {
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31) return []
  return [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`]
}
