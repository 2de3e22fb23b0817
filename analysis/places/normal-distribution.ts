const rootTwo = Math.SQRT2
const rootPi = Math.sqrt(Math.PI)

function errorFunctionBySeries(x: number): number {
  let term = x
  let sum = x
  for (let n = 1; n < 200; n += 1) {
    term *= (-x * x) / n
    const part = term / (2 * n + 1)
    sum += part
    if (Math.abs(part) < 1e-18 * Math.abs(sum)) break
  }
  return (2 / rootPi) * sum
}

function complementByFraction(x: number): number {
  const tiny = 1e-300
  let fraction = x
  let c = x
  let d = 0
  for (let n = 1; n < 500; n += 1) {
    const a = n / 2
    d = x + a * d
    d = 1 / (Math.abs(d) < tiny ? tiny : d)
    c = x + a / (Math.abs(c) < tiny ? tiny : c)
    const change = c * d
    fraction *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return Math.exp(-x * x) / (fraction * rootPi)
}

/**
 * Two-sided probability of a standard normal deviate at least as far from zero.
 * Series of the error function near zero, its continued fraction (Lentz) beyond: Abramowitz and Stegun 1964, 7.1.5 and 7.1.14.
 * @param z in standard deviations
 * @returns 0 to 1; relative error below 1e-13 up to |z| = 37
 */
export function twoSidedProbability(z: number): number {
  if (Number.isNaN(z)) return Number.NaN
  const x = Math.abs(z) / rootTwo
  if (x > 27) return 0
  return x < 2 ? 1 - errorFunctionBySeries(x) : complementByFraction(x)
}
