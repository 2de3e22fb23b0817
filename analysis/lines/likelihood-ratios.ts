/**
 * How much more often a value is met among deal lines than among the other busy numbers of a case, by feature.
 *
 * Sources. The features are those that UK drug-market experts testify to (bulk texts to a customer book, the burst of short
 * calls that follows, call-backs, customers who ring often and briefly, shift-like hours, several SIMs in one handset, an
 * upstream number in the exporting area) and the everyday behaviour of the businesses that resemble them. Their ratios
 * were first set by judgement and then adjusted on generated counties with seeds 1 to 5; counties kept for evaluation
 * were never used. Neighbouring features speak of the same habits, so the ratios are held below what each alone would
 * show (a shrunken naive Bayes: Hand and Yu, 2001, "Idiot's Bayes: not so stupid after all?").
 *
 * `own`: the number is seen from its own side (its seized phone, or call records of it). `far`: it is seen only on the
 * phones of others. Each row is [from this value up, ratio]; below the first row the feature says nothing.
 */
type RatioTable = readonly (readonly [atLeast: number, ratio: number])[]

interface FeatureRatios {
  readonly own: RatioTable
  readonly far: RatioTable
}

/** One busy number in thirty is a line, before anything is known of it. */
const priorProbability = 1 / 30

const ratios = {
  /** Bulk texts a week. Some lines send none. */
  bulkTexts: {
    own: [
      [0, 0.5],
      [0.2, 0.8],
      [1, 1.5],
      [4, 4],
    ],
    far: [
      [0.1, 3],
      [1, 5],
      [3, 7],
    ],
  },
  /** Answers in the half hours after bulk texts, as a multiple of the usual at those hours. Shops that text offers have them too. */
  burst: {
    own: [
      [0, 0.15],
      [1.3, 0.8],
      [2, 2.5],
    ],
    far: [
      [0, 0.4],
      [1.3, 1],
      [2, 3],
    ],
  },
  /** Share of readable bulk texts in the words in which heroin and crack are advertised. */
  dealWords: {
    own: [
      [0, 0.6],
      [0.1, 1.5],
      [0.3, 4],
    ],
    far: [
      [0, 0.8],
      [0.1, 2],
      [0.3, 4],
    ],
  },
  /** Share of its other readable texts that read like ordering and meeting. */
  meetingWords: {
    own: [
      [0, 0.6],
      [0.15, 1],
      [0.25, 1.5],
      [0.45, 2],
    ],
    far: [
      [0.25, 1.3],
      [0.45, 1.5],
    ],
  },
  /** People called back within the window, a week. */
  callBacks: {
    own: [
      [0, 0.4],
      [0.8, 1],
      [1.3, 1.5],
      [5, 2],
    ],
    far: [
      [0.3, 1.2],
      [1, 2],
    ],
  },
  /** People who ring again and again, briefly. */
  customerCalls: {
    own: [
      [0, 0.2],
      [6, 0.7],
      [9, 1.3],
      [15, 2],
      [30, 3],
    ],
    far: [
      [1, 1],
      [3, 2],
      [6, 4],
    ],
  },
  /** Share of short calls from people who ring again and again. */
  regularCallers: {
    own: [
      [0, 0.15],
      [0.5, 0.5],
      [0.75, 1.2],
      [0.88, 3],
    ],
    far: [
      [0, 0.6],
      [0.85, 1.2],
    ],
  },
  /** Days a week on which one who rings again and again rings: dependence buys every other day, not once a fortnight. */
  orderFrequency: {
    own: [
      [0, 0.15],
      [1, 0.4],
      [1.4, 1],
      [1.7, 2.5],
      [2.4, 4],
    ],
    far: [
      [0, 0.3],
      [1, 0.7],
      [1.5, 1.5],
      [2.2, 2.5],
    ],
  },
  /** Share of calls that come in. */
  incomingCalls: {
    own: [
      [0, 0.3],
      [0.45, 1],
      [0.55, 2],
      [0.87, 0.7],
    ],
    far: [
      [0, 0.15],
      [0.4, 0.6],
      [0.55, 1.5],
      [0.65, 2.5],
    ],
  },
  /** Share of calls of three minutes or more. */
  longCalls: {
    own: [
      [0, 2.5],
      [0.03, 1],
      [0.08, 0.3],
      [0.2, 0.1],
    ],
    far: [
      [0, 1.6],
      [0.05, 0.7],
      [0.15, 0.25],
    ],
  },
  /** Share of activity on weekdays from 9 to 17. */
  officeHours: {
    own: [
      [0, 1.2],
      [0.58, 0.4],
      [0.7, 0.15],
    ],
    far: [
      [0, 1.2],
      [0.58, 0.6],
      [0.7, 0.3],
    ],
  },
  /** Share of activity between 2 and 7 in the night. */
  nightHours: {
    own: [
      [0.06, 0.5],
      [0.12, 0.25],
    ],
    far: [[0.12, 0.5]],
  },
  /** Share of its calls and texts with people met on one day only. */
  oneOffs: {
    own: [
      [0, 1.3],
      [0.06, 0.6],
      [0.2, 0.2],
    ],
    far: [[0.2, 0.4]],
  },
  /** Share of its outgoing calls to strangers: rung once, never heard from. */
  outgoingStrangers: {
    own: [
      [0.15, 0.7],
      [0.3, 0.3],
      [0.5, 0.1],
    ],
    far: [[0.3, 0.3]],
  },
  /** Share of the people it keeps in touch with who were held for drug offences, by the numbers they gave. */
  drugArrests: {
    own: [
      [0, 0.4],
      [0.05, 0.8],
      [0.1, 2],
      [0.18, 3],
    ],
    far: [
      [0, 0.8],
      [0.1, 2],
      [0.18, 3],
    ],
  },
  /** Share of readable bulk texts that read like reminders, offers or notices. */
  reminders: {
    own: [
      [0, 1.3],
      [0.1, 0.3],
      [0.4, 0.08],
    ],
    far: [
      [0, 1.3],
      [0.1, 0.4],
      [0.4, 0.08],
    ],
  },
  /** Other numbers that its handsets have carried. */
  simSwaps: {
    own: [
      [1, 1.5],
      [2, 2.5],
    ],
    far: [
      [1, 1.5],
      [2, 2.5],
    ],
  },
  /** Numbers that it went on to, taking its contacts along. */
  numberChanges: {
    own: [
      [1, 2.5],
      [2, 4],
    ],
    far: [
      [1, 2.5],
      [2, 4],
    ],
  },
  /** Share of the phones that hold it which hold it under the name of a business or of family. */
  savedAsOrdinary: { own: [[0.34, 0.1]], far: [[0.34, 0.1]] },
  /** Phones that hold it under one same short name. */
  contactBook: {
    own: [
      [2, 1.3],
      [4, 2],
    ],
    far: [
      [2, 1.3],
      [4, 2],
    ],
  },
  /** 1: a landline. */
  landline: { own: [[1, 0.02]], far: [[1, 0.02]] },
  /** Contacts with an upstream number outside the county. */
  upstream: { own: [[5, 3]], far: [[5, 3]] },
} as const satisfies Record<string, FeatureRatios>

export type RatioName = keyof typeof ratios

/** The weight of a value, to one decimal of log-odds (natural), so that shown weights add up exactly as shown. */
export function weightOf(name: RatioName, isOwn: boolean, value: number): number {
  const table: RatioTable = isOwn ? ratios[name].own : ratios[name].far
  let ratio = 1
  for (const [atLeast, bandRatio] of table) if (value >= atLeast) ratio = bandRatio
  return toOneDecimal(Math.log(ratio))
}

export const priorLogOdds = toOneDecimal(Math.log(priorProbability / (1 - priorProbability)))

export function toOneDecimal(value: number): number {
  const rounded = Math.round(value * 10) / 10
  return rounded === 0 ? 0 : rounded
}
