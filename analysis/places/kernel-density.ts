const metresPerDegree = 111_320

interface Points {
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly count: Float64Array
}

interface Plane {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Metres on a plane about the middle latitude: within 0.1% over a county, wrong over a continent. */
function planeOf({ latitude, longitude }: Pick<Points, 'latitude' | 'longitude'>): Plane {
  let middle = 0
  for (const value of latitude) middle += value / latitude.length
  const narrowing = Math.cos((middle * Math.PI) / 180)
  return {
    x: longitude.map((value) => value * metresPerDegree * narrowing),
    y: latitude.map((value) => value * metresPerDegree),
  }
}

function weightedMedian(values: Float64Array, weights: Float64Array): number {
  const order = [...values.keys()].sort((left, right) => values[left]! - values[right]! || left - right)
  const half = weights.reduce((sum, weight) => sum + weight, 0) / 2
  let passed = 0
  for (const index of order) {
    passed += weights[index]!
    if (passed >= half) return values[index]!
  }
  return 0
}

/**
 * Silverman's rule for two dimensions, made robust by the median distance from the mean centre:
 * 0.9 min(standard distance, sqrt(1 / ln 2) median distance) n^(-1/5).
 * Silverman 1986, Density Estimation, section 3.4.2.
 * @returns metres, at least `smallest`
 */
export function bandwidthOf(points: Points, smallest: number): number {
  const { x, y } = planeOf(points)
  const n = points.count.reduce((sum, count) => sum + count, 0)
  if (n === 0) return smallest
  const mean = (values: Float64Array) =>
    values.reduce((sum, value, index) => sum + value * points.count[index]!, 0) / n
  const [meanX, meanY] = [mean(x), mean(y)]
  const distance = x.map((value, index) => Math.hypot(value - meanX, y[index]! - meanY))
  const squares = distance.reduce((sum, value, index) => sum + value * value * points.count[index]!, 0)
  const standard = Math.sqrt(squares / n)
  const robust = Math.sqrt(1 / Math.LN2) * weightedMedian(distance, points.count)
  return Math.max(smallest, 0.9 * Math.min(standard, robust) * n ** -0.2)
}

/**
 * Quartic kernel density at each cell's centre, in events per square kilometre. Silverman 1986, equation 4.5.
 * @param points every hexagon of the study area with its count
 * @param bandwidth in metres, beyond which an event has no weight
 */
export function kernelDensity(points: Points, bandwidth: number): Float64Array {
  const { x, y } = planeOf(points)
  const density = new Float64Array(points.count.length)
  const squares = new Map<string, number[]>()
  const squareOf = (index: number, dx = 0, dy = 0) =>
    `${Math.floor(x[index]! / bandwidth) + dx},${Math.floor(y[index]! / bandwidth) + dy}`
  for (let index = 0; index < density.length; index += 1) {
    if (points.count[index] === 0) continue
    const square = squareOf(index)
    const inside = squares.get(square)
    if (inside) inside.push(index)
    else squares.set(square, [index])
  }
  const scale = 3 / (Math.PI * (bandwidth / 1000) ** 2)
  for (let index = 0; index < density.length; index += 1) {
    let sum = 0
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        for (const other of squares.get(squareOf(index, dx, dy)) ?? []) {
          const ratio = ((x[index]! - x[other]!) ** 2 + (y[index]! - y[other]!) ** 2) / bandwidth ** 2
          if (ratio < 1) sum += points.count[other]! * (1 - ratio) ** 2
        }
      }
    }
    density[index] = sum * scale
  }
  return density
}
