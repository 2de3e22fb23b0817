import { cellToParent } from 'h3-js'
import { byChance, fewestRows } from './chance.ts'
import { twoSidedProbability } from './normal-distribution.ts'
import { hexagonArea } from './study-area.ts'

const coarsest = 5
export const finest = 9
const mostHexagons = 60_000

/** Hexagons that a single hot hexagon turns hot: itself and its six neighbours. */
const neighbourhood = 7
/** Standard distance, in kilometres, of the rows of a place half a kilometre across. */
const placeSpread = 0.25

/** How the rows of a kind lie over the hexagons of the finest resolution. */
export interface Scatter {
  readonly squareKilometres: number
  /** Rows by H3 hexagon of resolution 9; hexagons without rows are left out. */
  readonly rows: ReadonlyMap<string, number>
  readonly positions: number
}

export interface Detectable {
  readonly resolution: number
  /** Rows above those expected that one place half a kilometre across needs in order to be found; Infinity where none is enough. */
  readonly excess: number
}

/** How far out a deviate must lie for the false discovery rate when one place, and so its seven hexagons, is all there is to find. */
function deviateFor(hexagons: number): number {
  let [low, high] = [0, 40]
  while (high - low > 1e-6) {
    const middle = (low + high) / 2
    if (twoSidedProbability(middle) > (byChance * neighbourhood) / hexagons) low = middle
    else high = middle
  }
  return high
}

/** Rows of one hexagon that make its neighbourhood stand out; they widen the spread of the hexagons too, so that few hexagons can hide any number. */
function excessOfDeviate(hexagons: number, variance: number): number {
  const scale = deviateFor(hexagons) ** 2 * neighbourhood * ((hexagons - neighbourhood) / (hexagons - 1))
  const left = 1 - scale / hexagons
  return left > 0 ? Math.sqrt((scale * variance) / left) : Number.POSITIVE_INFINITY
}

/**
 * What each resolution could find, from the number of rows and how unevenly hexagons of that size hold them. Which hexagons hold them, and
 * whether those lie together, is not looked at: no test is made before the choice.
 */
export function detectableAt({ squareKilometres, rows, positions }: Scatter): Detectable[] {
  const all = [...rows.values()].reduce((sum, count) => sum + count, 0)
  const found: Detectable[] = []
  for (let resolution = coarsest; resolution <= finest; resolution += 1) {
    const hexagons = Math.round(squareKilometres / hexagonArea(resolution))
    if (hexagons > mostHexagons) break
    if (hexagons <= neighbourhood) continue
    const sums = new Map<string, number>()
    for (const [hexagon, count] of rows) {
      const parent = resolution === finest ? hexagon : cellToParent(hexagon, resolution)
      sums.set(parent, (sums.get(parent) ?? 0) + count)
    }
    let squares = 0
    for (const count of sums.values()) squares += count * count
    const mean = all / hexagons
    const expected = mean * neighbourhood
    const enough = fewestRows(expected, hexagons, all / Math.max(1, positions)) - expected
    const outstanding = excessOfDeviate(hexagons, Math.max(0, squares / hexagons - mean * mean))
    const reach = (hexagonArea(resolution) * neighbourhood) / Math.PI
    const held = 1 - Math.exp(-reach / (2 * placeSpread ** 2))
    found.push({ resolution, excess: Math.max(enough, outstanding) / held })
  }
  return found
}

/**
 * The resolution at which the smallest place can be found; the coarser of equals.
 * @returns the finest, with an excess of Infinity, where the ground is too small for any
 */
export function resolutionToFind(scatter: Scatter): Detectable {
  return detectableAt(scatter).reduce((best, one) => (one.excess < best.excess ? one : best), {
    resolution: finest,
    excess: Number.POSITIVE_INFINITY,
  })
}

/**
 * The resolution whose hexagons are nearest in size to two cell sites each: the quadrat rule 2A / n. Wong and Lee 2005, Statistical
 * Analysis of Geographic Information, chapter 6. A site covers kilometres, so that finer hexagons would find sites and no places.
 * @param squareKilometres A, the study area
 * @param sites n
 */
export function resolutionForSites(squareKilometres: number, sites: number): number {
  const wanted = (2 * squareKilometres) / Math.max(1, sites)
  let best = coarsest
  for (let resolution = coarsest + 1; resolution <= finest; resolution += 1) {
    if (squareKilometres / hexagonArea(resolution) > mostHexagons) break
    const distance = (of: number) => Math.abs(Math.log(hexagonArea(of) / wanted))
    if (distance(resolution) < distance(best)) best = resolution
  }
  return best
}
