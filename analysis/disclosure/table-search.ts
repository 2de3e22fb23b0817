import type { Highs } from 'highs'
import type { SystemRow } from './attack-sums.ts'
import { createLinearProgramme, type Solution } from './linear-programme.ts'
import { createLocalSearch } from './local-search.ts'
import { PossibleTables } from './possible-tables.ts'

/** Linear programmes tried for one value before an integer programme. */
const scatteredAttempts = 2

/** A count that is limited to a range, by position. */
export type Limit = readonly [position: number, low: number, high: number]

/**
 * Searches for whole-number tables that satisfy every sum and range: first near the tables already found, then with linear programmes
 * whose answers may be whole, then with an integer programme. A table counts only once its sums are checked in exact arithmetic.
 */
export class TableSearch {
  readonly tables: PossibleTables
  readonly programme: ReturnType<typeof createLinearProgramme>
  private readonly nearby: ReturnType<typeof createLocalSearch>
  private readonly lower: Float64Array
  private readonly upper: Float64Array
  private turn = 20260630
  private lastLinear: Float64Array | undefined

  constructor(highs: Highs, rows: readonly SystemRow[], lower: Float64Array, upper: Float64Array) {
    this.lower = lower
    this.upper = upper
    this.programme = createLinearProgramme(highs, lower.length, rows, lower, upper)
    this.nearby = createLocalSearch(lower.length, rows, lower, upper)
    this.tables = new PossibleTables(rows, lower, upper)
  }

  /** Solves with some counts limited, linear first; null when impossible, undefined when not proven either way. */
  search(
    limits: readonly Limit[],
    weights: ReadonlyMap<number, number> | 'scattered',
    allowWhole: boolean,
  ): Float64Array | null | undefined {
    const only = limits.length === 1 && weights === 'scattered' ? limits[0] : undefined
    const near = only && this.searchNearby(only, false)
    if (near) return near
    for (const [position, low, high] of limits) this.programme.setBounds(position, low, high)
    try {
      for (let attempt = 0; attempt < (weights === 'scattered' ? scatteredAttempts : 1); attempt++) {
        const linear = this.programme.minimise(weights === 'scattered' ? this.scatter() : weights)
        if (linear.state === 'infeasible') return null
        const kept = this.keep(linear) ?? (only && this.searchNearby(only, true))
        if (kept) return kept
      }
      if (!allowWhole) return undefined
      const whole = this.programme.minimise(weights === 'scattered' ? new Map() : weights, true)
      if (whole.state === 'infeasible') return null
      return this.keep(whole) ?? undefined
    } finally {
      for (const [position] of limits)
        this.programme.setBounds(position, this.lower[position]!, this.upper[position]!)
    }
  }

  /** Tries tables near the last linear solution, where there is one. */
  searchNearLinear(limit: Limit): void {
    if (this.lastLinear) this.searchNearby(limit, true)
  }

  private keep(solution: Solution): Float64Array | null {
    if (solution.state !== 'optimal') return null
    this.lastLinear = solution.values
    if (solution.values.some((value) => Math.abs(Math.round(value) - value) > 1e-4)) return null
    return this.tables.keep(solution.values.map(Math.round))
  }

  /** Weights that pull the watched counts apart, so that one table shows many of their values. */
  private scatter(): Map<number, number> {
    const weights = new Map<number, number>()
    for (const position of this.tables.watchedPositions) {
      this.turn = (this.turn * 48271) % 2147483647
      const isUp = (this.turn & 1024) !== 0 && Number.isFinite(this.upper[position]!)
      weights.set(position, (isUp ? -1 : 1) * (1 + (this.turn % 7)))
    }
    return weights
  }

  /** Tries tables near those already found, and near the last linear solution. */
  private searchNearby([position, low, high]: Limit, isLinearLast: boolean): Float64Array | null {
    const recent = this.tables.nearest(position, low, high)
    const starts =
      isLinearLast && this.lastLinear ? [this.lastLinear, ...recent.slice(0, 3)] : recent.slice(0, 2)
    for (const start of starts) {
      const table = this.nearby(start, position, low, high, isLinearLast)
      const kept = table && this.tables.keep(table)
      if (kept) return kept
    }
    return null
  }
}
