import type { SystemRow } from './attack-sums.ts'
import { modelOf, type SearchModel } from './search-model.ts'

/** Steps from one starting table before a solver is used. */
const mostSteps = 1500
const longSteps = 6000
const mostCandidates = 40

type Random = (below: number) => number

/** One search from one starting table: the values, and which counts and constraints are out of range. */
class Walk {
  private readonly model: SearchModel
  private readonly random: Random
  private readonly lowest: Float64Array
  private readonly highest: Float64Array
  private readonly values: Float64Array
  private readonly broken: number[] = []
  private readonly placeOf: Int32Array
  private readonly weight: Float64Array
  private readonly blockedUntil: Int32Array

  constructor(
    model: SearchModel,
    random: Random,
    start: Float64Array,
    ranges: { readonly lowest: Float64Array; readonly highest: Float64Array },
  ) {
    const { total } = model
    this.model = model
    this.random = random
    this.lowest = ranges.lowest
    this.highest = ranges.highest
    this.values = new Float64Array(total)
    this.placeOf = new Int32Array(total).fill(-1)
    this.weight = new Float64Array(total).fill(1)
    this.blockedUntil = new Int32Array(model.columnCount)
    for (let at = 0; at < total; at++) {
      let sum = model.base[at]!
      for (const [free, factor] of model.sums[at]!) sum += factor * Math.round(start[free]!)
      this.values[at] = sum
    }
    for (let at = 0; at < total; at++) this.note(at)
  }

  /** @returns the table once nothing is out of range; null when the steps run out. */
  run(steps: number): Float64Array | null {
    for (let step = 0; step < steps; step++) {
      if (this.broken.length === 0) return this.values.slice(0, this.model.columnCount)
      const at = this.broken[this.random(this.broken.length)]!
      const best = this.bestMove(at, step)
      if (best.cost > 0) for (const stuck of this.broken) this.weight[stuck]! += 0.3
      if (best.column < 0) continue
      this.move(best.column, best.by)
      this.blockedUntil[best.column] = step + 3 + this.random(6)
    }
    return null
  }

  private excess(at: number, value: number): number {
    return Math.max(0, this.lowest[at]! - value, value - this.highest[at]!)
  }

  /** Keeps the list of what is out of range up to date. */
  private note(at: number): void {
    const { broken, placeOf } = this
    const isBroken = this.excess(at, this.values[at]!) > 0
    const place = placeOf[at]!
    if (isBroken && place < 0) {
      placeOf[at] = broken.length
      broken.push(at)
    } else if (!isBroken && place >= 0) {
      const last = broken.pop()!
      if (last !== at) {
        broken[place] = last
        placeOf[last] = place
      }
      placeOf[at] = -1
    }
  }

  /** The unpublished count whose change by one towards the range of `at` costs least; column -1 where none may change. */
  private bestMove(at: number, step: number): { column: number; by: number; cost: number } {
    const { values, random, model } = this
    const isLow = values[at]! < this.lowest[at]!
    const candidates = model.members[at]!
    const best = { column: -1, by: 0, cost: Number.POSITIVE_INFINITY }
    const first = random(candidates.length)
    const tries = Math.min(candidates.length, mostCandidates)
    for (let index = 0; index < tries; index++) {
      const free = candidates[(first + index) % candidates.length]!
      const move = model.sums[at]!.get(free)! > 0 === isLow ? 1 : -1
      if (this.blockedUntil[free]! > step || values[free]! + move < model.lower[free]!) continue
      const cost = this.costOf(free, move)
      if (cost < best.cost) {
        best.cost = cost
        best.column = free
        best.by = move
      }
    }
    return best
  }

  private costOf(free: number, move: number): number {
    const { values, weight } = this
    const { at: reached, by } = this.model.influence[free]!
    let cost = this.random(1000) / 4000
    for (let k = 0; k < reached.length; k++) {
      const target = reached[k]!
      cost +=
        weight[target]! *
        (this.excess(target, values[target]! + by[k]! * move) - this.excess(target, values[target]!))
    }
    return cost
  }

  private move(column: number, move: number): void {
    const { at: reached, by } = this.model.influence[column]!
    for (let k = 0; k < reached.length; k++) {
      this.values[reached[k]!]! += by[k]! * move
      this.note(reached[k]!)
    }
  }
}

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
  const model = modelOf(columnCount, rows, lower)
  let state = 20260630
  const random = (below: number) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
  const rangesOf = (position: number, low: number, high: number) => {
    const lowest = new Float64Array(model.total)
    const highest = new Float64Array(model.total)
    lowest.set(lower)
    highest.set(upper)
    for (const [at, index] of model.checks.entries()) {
      lowest[columnCount + at] = rows[index]!.lower
      highest[columnCount + at] = rows[index]!.upper
    }
    lowest[position] = Math.max(low, lower[position]!)
    highest[position] = Math.min(high, upper[position]!)
    return { lowest, highest }
  }

  /** A table that fits, with one column between two values; null when none was found. */
  return (
    start: Float64Array,
    position: number,
    low: number,
    high: number,
    isLong: boolean,
  ): Float64Array | null =>
    new Walk(model, random, start, rangesOf(position, low, high)).run(isLong ? longSteps : mostSteps)
}
