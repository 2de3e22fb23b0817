import { plural } from './numbers.ts'

export const hexagonWords = {
  hot: 'hot',
  notHot: 'tested, not hot',
  tooFew: 'too few to test',
} as const

/** What is said of one hexagon: hot, not hot, or too few rows in it and its neighbours to say. */
export const verdictOf = (isTested: boolean, isHot: boolean): string =>
  isHot ? hexagonWords.hot : isTested ? 'not hot' : hexagonWords.tooFew

export const tooFewSentence =
  'Too few to test: a hexagon and its neighbours hold too few rows to tell from chance. It is neither hot nor cleared.'

interface Layer {
  readonly title: string
  readonly hot: number
  readonly testing: { readonly tested: number } | null
}

/** How many hexagons of a layer are hot; where not one could be tested, that and no number. */
export const hotHexagonsOf = ({ title, hot, testing }: Layer): string =>
  testing?.tested === 0 ? `${hexagonWords.tooFew}: ${title}` : `${plural(hot, 'hot hexagon')} of ${title}`
