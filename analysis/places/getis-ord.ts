import type { Neighbours } from './neighbours.ts'
import { twoSidedProbability } from './normal-distribution.ts'

export interface LocalStatistic {
  /** Standard deviates; NaN where every hexagon holds the same. */
  readonly z: Float64Array
  readonly pValue: Float64Array
  readonly qValue: Float64Array
}

/**
 * Getis-Ord Gi* of each hexagon with binary weights, the hexagon itself included:
 * (sum of w x - mean W) / (s sqrt((n S1 - W^2) / (n - 1))), with mean and s over all n hexagons.
 * Getis and Ord 1992, Geographical Analysis 24:189-206; Ord and Getis 1995, Geographical Analysis 27:286-306. The normal
 * approximation is void where counts are few: `testHexagons` says which hexagons may be believed.
 * @param values one per hexagon of the study area, zeros included
 * @param neighbours of each hexagon, itself included
 */
export function getisOrd(values: Float64Array, neighbours: Neighbours): LocalStatistic {
  const n = values.length
  const z = new Float64Array(n).fill(Number.NaN)
  const pValue = new Float64Array(n).fill(Number.NaN)
  let sum = 0
  for (let hexagon = 0; hexagon < n; hexagon += 1) sum += values[hexagon]!
  const mean = sum / n
  let squares = 0
  for (let hexagon = 0; hexagon < n; hexagon += 1) squares += (values[hexagon]! - mean) ** 2
  const deviation = Math.sqrt(squares / n)
  if (n < 2 || !(deviation > 0)) return { z, pValue, qValue: falseDiscoveryRates(pValue) }
  const { starts, hexagons } = neighbours
  for (let hexagon = 0; hexagon < n; hexagon += 1) {
    const start = starts[hexagon]!
    const end = starts[hexagon + 1]!
    let local = 0
    for (let place = start; place < end; place += 1) local += values[hexagons[place]!]!
    const weight = end - start
    const spread = (n * weight - weight * weight) / (n - 1)
    if (spread <= 0) continue
    z[hexagon] = (local - mean * weight) / (deviation * Math.sqrt(spread))
    pValue[hexagon] = twoSidedProbability(z[hexagon]!)
  }
  return { z, pValue, qValue: falseDiscoveryRates(pValue) }
}

/**
 * Benjamini-Hochberg adjusted probabilities (q values): the smallest false discovery rate at which each test is a discovery.
 * Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57:289-300; for local statistics of maps, whose tests are many and correlated:
 * Caldas de Castro and Singer 2006, Geographical Analysis 38:180-208.
 * @param pValues 0 to 1; NaN for a test that could not be made
 * @returns one q value per p value, in the same order; NaN stays NaN and is not counted as a test
 */
export function falseDiscoveryRates(pValues: Float64Array): Float64Array {
  const tested: number[] = []
  for (let index = 0; index < pValues.length; index += 1)
    if (!Number.isNaN(pValues[index])) tested.push(index)
  tested.sort((left, right) => pValues[right]! - pValues[left]! || left - right)
  const q = new Float64Array(pValues.length).fill(Number.NaN)
  let smallest = 1
  tested.forEach((index, place) => {
    smallest = Math.min(smallest, (pValues[index]! * tested.length) / (tested.length - place))
    q[index] = smallest
  })
  return q
}
