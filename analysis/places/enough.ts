import { fewestRows, fewestTested } from './chance.ts'
import { getisOrd, type LocalStatistic } from './getis-ord.ts'
import type { Neighbours } from './neighbours.ts'

const hotThreshold = 0.05

export interface TestedCells extends LocalStatistic {
  /** What every cell is ranked by, tested or not: its deviate. */
  readonly value: Float64Array
  readonly tested: Uint8Array
  readonly hot: Uint8Array
  /** Rows that a cell with all its neighbours must hold in order to be hot. */
  readonly fewest: number
}

/**
 * Gi* where there is enough to test; elsewhere NaN. Not tested is a cell that holds with its neighbours fewer than five rows where
 * fewer than five are expected, and one that would be hot by the normal probability with no more rows than chance brings together
 * somewhere on a map of so many cells: there the normal tail is void. The false discovery rate is over all cells, tested or not, since
 * what was left out was chosen by the same counts: leaving them out of the number of tests would make the rest look surer than it is.
 * @param counts one per cell of the study area, zeros included
 * @param positions distinct positions of the counted rows
 */
export function testCells(counts: Float64Array, neighbours: Neighbours, positions: number): TestedCells {
  const { z, pValue, qValue } = getisOrd(counts, neighbours)
  const value = z.slice()
  const cells = counts.length
  const tested = new Uint8Array(cells)
  const hot = new Uint8Array(cells)
  const all = counts.reduce((sum, count) => sum + count, 0)
  const known = new Map<number, number>()
  const fewestOf = (size: number) => {
    const before = known.get(size)
    if (before !== undefined) return before
    const fewest = fewestRows((all / cells) * size, cells, all / Math.max(1, positions))
    known.set(size, fewest)
    return fewest
  }
  const { starts, cells: near } = neighbours
  for (let cell = 0; cell < cells; cell += 1) {
    const [start, end] = [starts[cell]!, starts[cell + 1]!]
    let around = 0
    for (let place = start; place < end; place += 1) around += counts[near[place]!]!
    const isHot = qValue[cell]! <= hotThreshold && z[cell]! > 0
    const isEnough = Math.max(around, (all / cells) * (end - start)) >= fewestTested
    if (!Number.isNaN(z[cell]!) && isEnough && (!isHot || around >= fewestOf(end - start))) {
      tested[cell] = 1
      hot[cell] = isHot ? 1 : 0
    } else {
      z[cell] = Number.NaN
      pValue[cell] = Number.NaN
      qValue[cell] = Number.NaN
    }
  }
  return { z, pValue, qValue, value, tested, hot, fewest: cells > 0 ? fewestOf(7) : fewestTested }
}
