import { fewestRows, fewestTested } from './chance.ts'
import { getisOrd, type LocalStatistic } from './getis-ord.ts'
import type { Neighbours } from './neighbours.ts'

const hotThreshold = 0.05

export interface TestedCells extends LocalStatistic {
  /** What every hexagon is ranked by, tested or not: its deviate. */
  readonly value: Float64Array
  readonly tested: Uint8Array
  readonly hot: Uint8Array
  /** Rows that a hexagon with all its neighbours must hold in order to be hot. */
  readonly fewest: number
}

/**
 * Gi* where there is enough to test; elsewhere NaN. Not tested is a hexagon that holds with its neighbours fewer than five rows where
 * fewer than five are expected, and one that would be hot by the normal probability with no more rows than chance brings together
 * somewhere on a map of so many cells: there the normal tail is void. The false discovery rate is over all hexagons, tested or not, since
 * what was left out was chosen by the same counts: leaving them out of the number of tests would make the rest look surer than it is.
 * @param counts one per hexagon of the study area, zeros included
 * @param positions distinct positions of the counted rows
 */
export function testHexagons(counts: Float64Array, neighbours: Neighbours, positions: number): TestedCells {
  const { z, pValue, qValue } = getisOrd(counts, neighbours)
  const value = z.slice()
  const hexagons = counts.length
  const tested = new Uint8Array(hexagons)
  const hot = new Uint8Array(hexagons)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const known = new Map<number, number>()
  const fewestOf = (size: number) => {
    const before = known.get(size)
    if (before !== undefined) return before
    const fewest = fewestRows((all / hexagons) * size, hexagons, all / Math.max(1, positions))
    known.set(size, fewest)
    return fewest
  }
  const { starts, hexagons: near } = neighbours
  for (let hexagon = 0; hexagon < hexagons; hexagon += 1) {
    const [start, end] = [starts[hexagon]!, starts[hexagon + 1]!]
    let around = 0
    for (let place = start; place < end; place += 1) around += counts[near[place]!]!
    const isHot = qValue[hexagon]! <= hotThreshold && z[hexagon]! > 0
    const isEnough = Math.max(around, (all / hexagons) * (end - start)) >= fewestTested
    if (!Number.isNaN(z[hexagon]!) && isEnough && (!isHot || around >= fewestOf(end - start))) {
      tested[hexagon] = 1
      hot[hexagon] = isHot ? 1 : 0
    } else {
      z[hexagon] = Number.NaN
      pValue[hexagon] = Number.NaN
      qValue[hexagon] = Number.NaN
    }
  }
  return { z, pValue, qValue, value, tested, hot, fewest: hexagons > 0 ? fewestOf(7) : fewestTested }
}
