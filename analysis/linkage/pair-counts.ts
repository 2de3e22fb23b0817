export interface PairCounts {
  precision: number
  recall: number
  f1: number
  pairsTrue: number
  pairsFound: number
}

const pairsAmong = (items: number): number => (items * (items - 1)) / 2

function sumOfPairs(names: Iterable<string>): number {
  const sizes = new Map<string, number>()
  for (const name of names) sizes.set(name, (sizes.get(name) ?? 0) + 1)
  return [...sizes.values()].reduce((sum, size) => sum + pairsAmong(size), 0)
}

/** Pairwise precision, recall and F1 of a partition against the true one, over all pairs within a person. */
export function countPairs(rows: readonly { found: string; truth: string }[]): PairCounts {
  const pairsTrue = sumOfPairs(rows.map((row) => row.truth))
  const pairsFound = sumOfPairs(rows.map((row) => row.found))
  const pairsRight = sumOfPairs(rows.map((row) => JSON.stringify([row.found, row.truth])))
  const precision = pairsFound === 0 ? 1 : pairsRight / pairsFound
  const recall = pairsTrue === 0 ? 1 : pairsRight / pairsTrue
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall)
  return { precision, recall, f1, pairsTrue, pairsFound }
}
