const counts = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const minus = '−'

export const formatCount = (value: number): string => counts.format(value)

/** Never 1.00 for what is only nearly certain. */
export const formatScore = (value: number): string =>
  value < 1 && value >= 0.995 ? '>0.99' : value > 0 && value < 0.005 ? '<0.01' : value.toFixed(2)

export const formatWeight = (value: number): string =>
  value < 0 ? `${minus}${Math.abs(value).toFixed(1)}` : `+${value.toFixed(1)}`

export const formatSigned = (value: number, digits = 1): string =>
  value < 0 ? `${minus}${Math.abs(value).toFixed(digits)}` : value.toFixed(digits)

export const formatShare = (value: number): string => `${Math.round(value * 100)}%`

const byteUnits = ['bytes', 'kB', 'MB', 'GB'] as const

export const formatBytes = (bytes: number): string => {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[unit]}`
}

export const formatTimeLeft = (seconds: number): string => {
  if (seconds < 1) return 'under a second'
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  const rest = Math.round(seconds % 60)
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`
}

/** A number as it is written in the United Kingdom; anything that is not a UK number is left alone. */
export const formatPhone = (number: string): string => {
  const mobile = /^\+44(7\d{3})(\d{6})$/.exec(number)
  if (mobile) return `0${mobile[1]} ${mobile[2]}`
  const landline = /^\+44([123]\d{3})(\d{5,6})$/.exec(number)
  return landline ? `0${landline[1]} ${landline[2]}` : number
}

/** Every number within a sentence as it is written in the United Kingdom. */
export const withUkNumbers = (words: string): string =>
  words.replaceAll(/\+44\d{9,10}\b/g, (number) => formatPhone(number))

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`

const oneIn = (prior: number): string => Math.round(1 + Math.exp(-prior)).toLocaleString('en-GB')

/** How a score follows from its reasons; the numbers are log-odds, and add up. */
export const sumSentence = (prior: number, sum: number, score: number): string =>
  `Before any reason, the method takes 1 number in about ${oneIn(prior)} for a line (${formatSigned(prior)}). The reasons add ${formatWeight(sum)}, which makes ${formatWeight(prior + sum)} and a probability of ${formatScore(score)}. (The figures are log-odds.)`
