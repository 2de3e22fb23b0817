/** Optimal string alignment distance with whole transpositions, as DuckDB's `damerau_levenshtein`. Damerau (1964). */
export function damerauLevenshtein(left: string, right: string): number {
  const width = right.length + 2
  const table = new Int32Array((left.length + 2) * width)
  const limit = left.length + right.length
  const lastRow = new Map<string, number>()
  table[0] = limit
  for (let row = 0; row <= left.length; row += 1) {
    table[(row + 1) * width] = limit
    table[(row + 1) * width + 1] = row
  }
  for (let column = 0; column <= right.length; column += 1) {
    table[column + 1] = limit
    table[width + column + 1] = column
  }
  for (let row = 1; row <= left.length; row += 1) {
    let lastColumn = 0
    for (let column = 1; column <= right.length; column += 1) {
      const matchingRow = lastRow.get(right[column - 1]!) ?? 0
      const matchingColumn = lastColumn
      const isEqual = left[row - 1] === right[column - 1]
      if (isEqual) lastColumn = column
      table[(row + 1) * width + column + 1] = Math.min(
        table[row * width + column]! + (isEqual ? 0 : 1),
        table[(row + 1) * width + column]! + 1,
        table[row * width + column + 1]! + 1,
        table[matchingRow * width + matchingColumn]! +
          (row - matchingRow - 1) +
          1 +
          (column - matchingColumn - 1),
      )
    }
    lastRow.set(left[row - 1]!, row)
  }
  return table[(left.length + 1) * width + right.length + 1]!
}

/** Jaro-Winkler similarity with a prefix of at most 4 letters at 0.1, as DuckDB's `jaro_winkler_similarity`. Winkler (1990). */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return left === '' ? 0 : 1
  const reach = Math.max(0, Math.floor(Math.max(left.length, right.length) / 2) - 1)
  const leftMatched: boolean[] = new Array(left.length).fill(false)
  const rightMatched: boolean[] = new Array(right.length).fill(false)
  let matches = 0
  for (let index = 0; index < left.length; index += 1) {
    const last = Math.min(right.length - 1, index + reach)
    for (let other = Math.max(0, index - reach); other <= last; other += 1) {
      if (rightMatched[other] || left[index] !== right[other]) continue
      leftMatched[index] = true
      rightMatched[other] = true
      matches += 1
      break
    }
  }
  if (matches === 0) return 0
  const leftLetters = [...left].filter((_, index) => leftMatched[index])
  const rightLetters = [...right].filter((_, index) => rightMatched[index])
  const transpositions = Math.floor(
    leftLetters.filter((letter, index) => letter !== rightLetters[index]).length / 2,
  )
  const jaro = (matches / left.length + matches / right.length + (matches - transpositions) / matches) / 3
  if (jaro < 0.7) return jaro
  let prefix = 0
  while (prefix < Math.min(4, left.length, right.length) && left[prefix] === right[prefix]) prefix += 1
  return jaro + prefix * 0.1 * (1 - jaro)
}
