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

/** exp(-z² / 2) with the square of a shorter z, which is exact, so that no rounding is raised to a power. */
function bell(z: number): number {
  const short = Math.fround(z)
  return Math.exp((-short * short) / 2) * Math.exp((-(z - short) * (z + short)) / 2)
}

function complementByFraction(z: number): number {
  const tiny = 1e-300
  const x = z / rootTwo
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
  return bell(z) / (fraction * rootPi)
}

/**
 * Two-sided probability of a standard normal deviate at least as far from zero.
 * Series of the error function near zero, its continued fraction (Lentz) beyond: Abramowitz and Stegun 1964, 7.1.5 and 7.1.14.
 * @param z in standard deviations
 * @returns 0 to 1; relative error below 1e-14 up to |z| = 37
 */
export function twoSidedProbability(z: number): number {
  if (Number.isNaN(z)) return Number.NaN
  const distance = Math.abs(z)
  if (distance > 38) return 0
  return distance < 1.75 ? 1 - errorFunctionBySeries(distance / rootTwo) : complementByFraction(distance)
}
