/** How often a count this high may lie somewhere on a map of pure chance: once in twenty maps. */
export const byChance = 0.05

const farthest = (expected: number) => Math.ceil(expected + 40 * Math.sqrt(expected) + 60)

/** ln k!: exact sums below 256, Stirling's series beyond (relative error below 1e-15). */
const logFactorials: number[] = [0]
function logFactorial(k: number): number {
  for (let at = logFactorials.length; at <= Math.min(k, 255); at += 1)
    logFactorials.push(logFactorials[at - 1]! + Math.log(at))
  const known = k < 256 ? logFactorials[k] : undefined
  if (known !== undefined) return known
  return k * Math.log(k) - k + 0.5 * Math.log(2 * Math.PI * k) + 1 / (12 * k) - 1 / (360 * k ** 3)
}

/**
 * The smallest count that a Poisson variable reaches with a probability of at most `level`: the exact upper tail, because the normal
 * one is far too small where few are expected (5 where 0.5 are expected: 2e-4, by the normal 2e-10).
 * @param expected its mean, 0 or more
 */
export function rareCount(expected: number, level: number): number {
  if (!(expected > 0)) return 1
  let count = farthest(expected)
  let tail = 0
  for (; count > 0; count -= 1) {
    tail += Math.exp(count * Math.log(expected) - expected - logFactorial(count))
    if (tail > level) return count + 1
  }
  return 1
}

/** Fewer rows than this, in a hexagon and its neighbours, are never tested. */
export const fewestTested = 5

/**
 * The fewest rows in a neighbourhood that chance alone would not bring together somewhere on the map. Rows of one position come
 * together, so that positions are drawn, each with its rows on the average.
 * @param expected rows expected in the neighbourhood, were all spread evenly
 * @param hexagons of the map: each is a chance to be wrong (Bonferroni)
 * @param perPosition rows per distinct position, 1 or more
 */
export function fewestRows(expected: number, hexagons: number, perPosition: number): number {
  const together = Math.max(1, perPosition)
  return Math.max(fewestTested, Math.ceil(together * rareCount(expected / together, byChance / hexagons)))
}
