import type { Line, LineDetail } from '../../../analysis/contract/index.ts'
import { stateOf } from '../../text/line-state.ts'
import type { Certainty } from '../../ui/charts/lineage.tsx'
import type { Sort } from '../../ui/table/column.ts'

const shortWords: Readonly<Record<string, { readonly speaksFor: string; readonly speaksAgainst: string }>> = {
  'bulk-texts': { speaksFor: 'bulk texts', speaksAgainst: 'no bulk texts' },
  burst: { speaksFor: 'burst', speaksAgainst: 'no burst' },
  'call-backs': { speaksFor: 'call-backs', speaksAgainst: 'none called back' },
  'one-offs': { speaksFor: 'one-offs', speaksAgainst: 'few one-offs' },
  'shift-hours': { speaksFor: 'shift hours', speaksAgainst: 'not shift hours' },
  'sim-swaps': { speaksFor: 'SIM swaps', speaksAgainst: 'one SIM' },
  upstream: { speaksFor: 'upstream', speaksAgainst: 'no upstream' },
  'long-calls': { speaksFor: 'few long calls', speaksAgainst: 'long calls' },
  'customer-calls': { speaksFor: 'callers', speaksAgainst: 'few callers' },
  'outgoing-strangers': { speaksFor: 'few strangers', speaksAgainst: 'strangers' },
  reminders: { speaksFor: 'no reminders', speaksAgainst: 'reminder texts' },
  'contact-book': { speaksFor: 'single name', speaksAgainst: 'saved as ordinary' },
  landline: { speaksFor: 'not a landline', speaksAgainst: 'a landline' },
}

const wordsFor = (feature: string, isFor: boolean): string => {
  const known = shortWords[feature]
  if (!known) return feature.replaceAll('-', ' ')
  return isFor ? known.speaksFor : known.speaksAgainst
}

const longestReasons = 35

/** As many reasons as the column holds, at most three: a reason is left out whole, never cut. */
const fittingWords = (words: readonly string[]): string => {
  let text = ''
  for (const word of words.slice(0, 3)) {
    const longer = text === '' ? word : `${text} · ${word}`
    if (text !== '' && longer.length > longestReasons) break
    text = longer
  }
  return text
}

/** Two or three words a reason, strongest first; what spoke against comes first where the line was passed over. */
export const reasonWords = (line: Pick<Line, 'reasons'>, isPassedOver: boolean): string => {
  const byStrength = [...line.reasons].sort(
    (left, right) =>
      Math.abs(right.weight) - Math.abs(left.weight) || left.feature.localeCompare(right.feature),
  )
  const speaksFor = byStrength
    .filter((reason) => reason.weight > 0)
    .map((reason) => wordsFor(reason.feature, true))
  const speaksAgainst = byStrength
    .filter((reason) => reason.weight < 0)
    .map((reason) => wordsFor(reason.feature, false))
  const order = isPassedOver ? [...speaksAgainst.slice(0, 2), ...speaksFor] : speaksFor
  return fittingWords(order) || (isPassedOver ? 'no reason for it' : 'none')
}

/** "12 proposed, 1 accepted": the lines that are looked at as lines, by what was decided of them. */
export const stateCounts = (lines: readonly Pick<Line, 'decision' | 'accepted'>[]): string =>
  (['proposed', 'accepted', 'for review', 'set aside'] as const)
    .map((state) => ({ state, count: lines.filter((line) => stateOf(line) === state).length }))
    .filter(({ state, count }) => state === 'proposed' || count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ')

export const decisionWords = (line: Pick<Line, 'decision' | 'accepted'>): string => {
  const state = stateOf(line)
  return state === 'proposed' || state === 'passed over' ? 'not yet reviewed' : state
}

export const numberNow = (line: Pick<Line, 'numbers'>): string => line.numbers.at(-1) ?? ''

/** The sentence between the last line at the threshold and the first below it, while the best come first. */
export const thresholdSentence = (
  line: Line,
  before: Line | null,
  sort: Sort | null,
  lines: readonly Line[],
  threshold: number,
): string | null => {
  const isByScore = sort === null || (sort.columnId === 'score' && sort.descending)
  if (!isByScore || !before || before.score < threshold || line.score >= threshold) return null
  const above = lines.filter((candidate) => candidate.score >= threshold).length
  const below = lines.length - above
  const areProposed = above === 1 ? 'line above is' : `${above} lines above are`
  const areKept = below === 1 ? 'one below is' : `${below} below are`
  return `Default threshold ${threshold.toFixed(2)}. The ${areProposed} proposed; the ${areKept} kept so that you can see what was passed over and why.`
}

/** How each number took over; the table knows only that a method said so. */
export const lineageLinks = (line: Pick<Line, 'numbers'>, detail?: LineDetail): Certainty[] => {
  if (detail) return detail.lineage.slice(1).map((number) => number.succession?.certainty ?? 'inferred')
  return line.numbers.slice(1).map(() => 'inferred')
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

export const numberWords = (count: number): string =>
  count === 1 ? 'only number' : `${ordinals[count - 1] ?? `${count}th`} number`

/** What the reasons come to: prior and weights in the order drawn, and whether the stated score follows from them. */
export const addsUp = (line: Pick<Line, 'prior' | 'reasons' | 'score'>): boolean => {
  const logOdds = line.prior + line.reasons.reduce((sum, reason) => sum + reason.weight, 0)
  return Math.abs(1 / (1 + Math.exp(-logOdds)) - line.score) < 0.005
}

export const totalOfWeek = (week: readonly (readonly number[])[]): number =>
  week.reduce((sum, day) => sum + day.reduce((total, count) => total + count, 0), 0)
