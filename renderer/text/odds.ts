import { formatScore, formatSigned, formatWeight } from './numbers.ts'

const oneIn = (prior: number): string => Math.round(1 + Math.exp(-prior)).toLocaleString('en-GB')

/** How a score follows from its reasons; the numbers are log-odds, and add up. */
export const sumSentence = (prior: number, sum: number, score: number): string =>
  `Before any reason, the method takes 1 number in about ${oneIn(prior)} for a line (${formatSigned(prior)}). The reasons add ${formatWeight(sum)}, which makes ${formatWeight(prior + sum)} and a probability of ${formatScore(score)}. (The figures are log-odds.)`
