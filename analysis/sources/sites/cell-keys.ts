/** Words that some systems write before the parts of an identity. */
const labels = new Set([
  'CGI',
  'ECGI',
  'NCGI',
  'ECI',
  'NCI',
  'MCC',
  'MNC',
  'LAC',
  'TAC',
  'CI',
  'CID',
  'CELL',
  'ID',
])

/** An ECI holds a base station's number and a cell's: one that would fit a CI says too little by itself. */
const smallestOwnEci = 65_536

const plain = (digits: string) => digits.replace(/^0+(?=\d)/, '')

/** The parts of a CGI that is written as fifteen digits: country, network, area and cell. */
const unbroken = (token: string): string[] | null => {
  const [, ...parts] = /^(23[45])(\d{2})(\d{5})(\d{5})$/.exec(token) ?? []
  return parts.length === 4 ? parts : null
}

/**
 * What a cell can be known by, strongest first, whatever separators it is written with: a CGI (`234-10-12345-6789`) by all four numbers and by area and
 * cell, an ECGI by all three and, where it is long enough, by the cell, `LAC-CI` by both; a name by its words. Empty for a blank.
 */
export function cellKeys(text: string | null): string[] {
  const tokens = (text ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '')
  const parts = tokens.filter((token) => !labels.has(token))
  const [only = ''] = parts
  const numbers = (parts.length === 1 ? (unbroken(only) ?? parts) : parts).map((token) =>
    /^\d+$/.test(token) ? plain(token) : null,
  )
  if (numbers.length === 0 || numbers.includes(null))
    return tokens.length > 0 ? [`name ${tokens.join(' ')}`] : []
  const [last = ''] = numbers.slice(-1)
  if (numbers.length >= 4)
    return [`cgi ${numbers.slice(-4).join('-')}`, `area ${numbers.slice(-2).join('-')}`]
  if (numbers.length === 2) return [`area ${numbers.join('-')}`]
  const own = numbers.length === 1 || Number(last) >= smallestOwnEci ? [`cell ${last}`] : []
  return numbers.length === 3 ? [`ecgi ${numbers.join('-')}`, ...own] : own
}
