import { titlesOfKind } from '../../analysis/contract/index.ts'

/** A kind of source as it stands inside a sentence: `drug tests on arrest`. */
export const kindInSentence = (kind: string): string => {
  const { source } = titlesOfKind(kind)
  return source.charAt(0).toLowerCase() + source.slice(1)
}
