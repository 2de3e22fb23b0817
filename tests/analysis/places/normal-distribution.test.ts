import { describe, expect, it } from 'vitest'
import { twoSidedProbability } from '../../../analysis/places/normal-distribution.ts'

/** Made with mpmath 1.4.1 at 50 digits: erfc(z / sqrt(2)). */
const toFullPrecision = [
  [0.01, 0.9920212873707368],
  [0.5, 0.6170750774519738],
  [1, 0.3173105078629141],
  [1.5, 0.13361440253771614],
  [2, 0.04550026389635842],
  [2.25, 0.024448945310089405],
  [2.5, 0.01241933065155227],
  [2.75, 0.005959526470109114],
  [3, 0.002699796063260189],
  [4, 6.334248366623985e-5],
  [5, 5.733031437583878e-7],
  [7.5, 6.381783345821793e-14],
  [10, 1.523970604832105e-23],
  [20, 5.5072482372124675e-89],
  [30, 9.813427854296374e-198],
  [36.75, 1.1626289631066123e-295],
  [37, 1.1451142445049154e-299],
] as const

describe('the two-sided probability of a standard normal deviate', () => {
  it.each([
    [1, 0.841344746068543],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
  ])('at %d is the area of Abramowitz and Stegun’s table 26.1', (z, area) => {
    expect(1 - twoSidedProbability(z) / 2).toBeCloseTo(area, 14)
  })

  it.each([
    [5, 6.54265],
    [10, 23.11805],
    [20, 88.5601],
    [30, 197.30921],
  ])('at %d is the tail of Abramowitz and Stegun’s table 26.2', (z, tail) => {
    expect(-Math.log10(twoSidedProbability(z) / 2)).toBeCloseTo(tail, 5)
  })

  it.each(toFullPrecision)('at %d has a relative error below 1e-14', (z, probability) => {
    expect(Math.abs(twoSidedProbability(z) / probability - 1)).toBeLessThan(1e-14)
    expect(twoSidedProbability(-z)).toBe(twoSidedProbability(z))
  })

  it('is one at the middle, nothing where no number is small enough, and not a number of none', () => {
    expect(twoSidedProbability(0)).toBe(1)
    expect(twoSidedProbability(40)).toBe(0)
    expect(twoSidedProbability(Number.POSITIVE_INFINITY)).toBe(0)
    expect(twoSidedProbability(Number.NaN)).toBeNaN()
  })
})
