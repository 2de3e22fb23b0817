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
