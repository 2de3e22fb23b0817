import { plural } from './numbers.ts'

export const cellWords = {
  hot: 'hot',
  notHot: 'tested, not hot',
  tooFew: 'too few to test',
} as const

/** What is said of one cell: hot, not hot, or too few rows in it and its neighbours to say. */
export const verdictOf = (isTested: boolean, isHot: boolean): string =>
  isHot ? cellWords.hot : isTested ? 'not hot' : cellWords.tooFew

export const tooFewSentence =
  'Too few to test: a cell and its neighbours hold too few rows to tell from chance. It is neither hot nor cleared.'

interface Layer {
  readonly title: string
  readonly hot: number
  readonly testing: { readonly tested: number } | null
}

/** How many cells of a layer are hot; where not one could be tested, that and no number. */
export const hotCellsOf = ({ title, hot, testing }: Layer): string =>
  testing?.tested === 0 ? `${cellWords.tooFew}: ${title}` : `${plural(hot, 'hot cell')} of ${title}`
