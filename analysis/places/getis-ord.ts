import { falseDiscoveryRates } from './false-discovery.ts'
import type { Neighbours } from './neighbours.ts'
import { twoSidedProbability } from './normal-distribution.ts'

export interface LocalStatistic {
  /** Standard deviates; NaN where every cell holds the same. */
  readonly z: Float64Array
  readonly pValue: Float64Array
  readonly qValue: Float64Array
}

/**
 * Getis-Ord Gi* of each cell with binary weights, the cell itself included:
 * (sum of w x - mean W) / (s sqrt((n S1 - W^2) / (n - 1))), with mean and s over all n cells.
 * Getis and Ord 1992, Geographical Analysis 24:189-206; Ord and Getis 1995, Geographical Analysis 27:286-306. The normal
 * approximation is void where counts are few: `testCells` says which cells may be believed.
 * @param values one per cell of the study area, zeros included
 * @param neighbours of each cell, itself included
 */
export function getisOrd(values: Float64Array, neighbours: Neighbours): LocalStatistic {
  const n = values.length
  const z = new Float64Array(n).fill(Number.NaN)
  const pValue = new Float64Array(n).fill(Number.NaN)
  let sum = 0
  for (let cell = 0; cell < n; cell += 1) sum += values[cell]!
  const mean = sum / n
  let squares = 0
  for (let cell = 0; cell < n; cell += 1) squares += (values[cell]! - mean) ** 2
  const deviation = Math.sqrt(squares / n)
  if (n < 2 || !(deviation > 0)) return { z, pValue, qValue: falseDiscoveryRates(pValue) }
  const { starts, cells } = neighbours
  for (let cell = 0; cell < n; cell += 1) {
    const start = starts[cell]!
    const end = starts[cell + 1]!
    let local = 0
    for (let place = start; place < end; place += 1) local += values[cells[place]!]!
    const weight = end - start
    const spread = (n * weight - weight * weight) / (n - 1)
    if (spread <= 0) continue
    z[cell] = (local - mean * weight) / (deviation * Math.sqrt(spread))
    pValue[cell] = twoSidedProbability(z[cell]!)
  }
  return { z, pValue, qValue: falseDiscoveryRates(pValue) }
}
