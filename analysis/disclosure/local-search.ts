import type { SystemRow } from './attack-sums.ts'

type Influence = { at: number[]; by: number[] }

/** Tried in turn from one starting table before a solver is asked. */
const mostSteps = 1500
const longSteps = 6000
const mostCandidates = 40

/**
 * Looks for a whole-number table near a known one: one unpublished count goes up or down by one at a time,
 * always towards a broken constraint, until all hold; constraints that stay broken weigh more. Finds most tables that exist in milliseconds and
 * proves nothing when it finds none (min-conflicts search; Minton et al. 1992, Artificial Intelligence 58:161).
 *
 * @param rows each either gives its last column as the sum of the others, or is a constraint
 */
export function createLocalSearch(
  columnCount: number,
  rows: readonly SystemRow[],
  lower: Float64Array,
  upper: Float64Array,
) {
  const definedBy = new Int32Array(columnCount).fill(-1)
  const order: number[] = []
  const checks: number[] = []
  const isUsed = new Uint8Array(columnCount)
  rows.forEach((row, index) => {
    const last = row.columns[row.columns.length - 1]
    const gives =
      last !== undefined &&
      row.columns.length > 1 &&
      row.lower === row.upper &&
      row.factors[row.factors.length - 1] === -1 &&
      definedBy[last] === -1 &&
      isUsed[last] === 0
    for (const column of row.columns) isUsed[column] = 1
    if (gives) {
      definedBy[last] = index
      order.push(last)
    } else checks.push(index)
  })
  const total = columnCount + checks.length
  const sums: Map<number, number>[] = Array.from({ length: total }, () => new Map())
  for (let column = 0; column < columnCount; column++)
    if (definedBy[column] === -1) sums[column]!.set(column, 1)
  const gather = (row: SystemRow, into: Map<number, number>, count: number) => {
    for (let index = 0; index < count; index++) {
      for (const [free, factor] of sums[row.columns[index]!]!) {
        into.set(free, (into.get(free) ?? 0) + factor * row.factors[index]!)
      }
    }
  }
  for (const column of order) {
    const row = rows[definedBy[column]!]!
    gather(row, sums[column]!, row.columns.length - 1)
  }
  for (const [at, index] of checks.entries()) {
    gather(rows[index]!, sums[columnCount + at]!, rows[index]!.columns.length)
  }
  const influence: Influence[] = Array.from({ length: columnCount }, () => ({ at: [], by: [] }))
  sums.forEach((free, at) => {
    for (const [column, factor] of free) {
      if (factor === 0) continue
      influence[column]!.at.push(at)
      influence[column]!.by.push(factor)
    }
  })
  const members = sums.map((free) => [...free.keys()])
  const base = new Float64Array(total)
  for (const column of order) {
    const row = rows[definedBy[column]!]!
    base[column] = -row.lower
    for (let index = 0; index < row.columns.length - 1; index++) {
      base[column]! += row.factors[index]! * base[row.columns[index]!]!
    }
  }
  checks.forEach((index, at) => {
    const row = rows[index]!
    row.columns.forEach((column, position) => {
      base[columnCount + at]! += row.factors[position]! * base[column]!
    })
  })
  let state = 20260630
  const random = (below: number) => {
    state = (state * 48271) % 2147483647
    return state % below
  }

  /** A table that fits, with one column between two values; null when none was found. */
  return function nearby(
    start: Float64Array,
    position: number,
    low: number,
    high: number,
    isLong: boolean,
  ): Float64Array | null {
    const values = new Float64Array(total)
    const lowest = (at: number) =>
      at >= columnCount
        ? rows[checks[at - columnCount]!]!.lower
        : at === position
          ? Math.max(low, lower[at]!)
          : lower[at]!
    const highest = (at: number) =>
      at >= columnCount
        ? rows[checks[at - columnCount]!]!.upper
        : at === position
          ? Math.min(high, upper[at]!)
          : upper[at]!
    const excess = (at: number, value: number) => Math.max(0, lowest(at) - value, value - highest(at))
    for (let at = 0; at < total; at++) {
      let sum = base[at]!
      for (const [free, factor] of sums[at]!) sum += factor * Math.round(start[free]!)
      values[at] = sum
    }
    const broken: number[] = []
    const placeOf = new Int32Array(total).fill(-1)
    const note = (at: number) => {
      const isBroken = excess(at, values[at]!) > 0
      const place = placeOf[at]!
      if (isBroken && place < 0) {
        placeOf[at] = broken.length
        broken.push(at)
      } else if (!isBroken && place >= 0) {
        const moved = broken.pop()!
        if (moved !== at) {
          broken[place] = moved
          placeOf[moved] = place
        }
        placeOf[at] = -1
      }
    }
    for (let at = 0; at < total; at++) note(at)
    const weight = new Float64Array(total).fill(1)
    const steps = isLong ? longSteps : mostSteps
    const blockedUntil = new Int32Array(columnCount)
    for (let step = 0; step < steps; step++) {
      if (broken.length === 0) return values.slice(0, columnCount)
      const at = broken[random(broken.length)]!
      const isLow = values[at]! < lowest(at)
      const candidates = members[at]!
      let best = -1
      let bestMove = 0
      let bestCost = Number.POSITIVE_INFINITY
      const first = random(candidates.length)
      const tries = Math.min(candidates.length, mostCandidates)
      for (let index = 0; index < tries; index++) {
        const free = candidates[(first + index) % candidates.length]!
        const move = sums[at]!.get(free)! > 0 === isLow ? 1 : -1
        if (blockedUntil[free]! > step || values[free]! + move < lower[free]!) continue
        const { at: reached, by } = influence[free]!
        let cost = random(1000) / 4000
        for (let k = 0; k < reached.length; k++) {
          const target = reached[k]!
          cost +=
            weight[target]! *
            (excess(target, values[target]! + by[k]! * move) - excess(target, values[target]!))
        }
        if (cost < bestCost) {
          bestCost = cost
          best = free
          bestMove = move
        }
      }
      if (bestCost > 0) for (const stuck of broken) weight[stuck]! += 0.3
      if (best < 0) continue
      const { at: reached, by } = influence[best]!
      for (let k = 0; k < reached.length; k++) {
        values[reached[k]!]! += by[k]! * bestMove
        note(reached[k]!)
      }
      blockedUntil[best] = step + 3 + random(6)
    }
    return null
  }
}
