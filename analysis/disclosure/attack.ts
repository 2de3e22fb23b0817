import type { Highs } from 'highs'
import type { Component } from './attack-components.ts'
import type { AuditedCell, CellReference } from './release-types.ts'
import { type Limit, TableSearch } from './table-search.ts'

/** What must stay possible about one hidden count. */
export type Guard = {
  key: string
  column: number
  reference: CellReference
  releaseId: string
  kind: AuditedCell['kind']
  /** Each of these values must stay possible. */
  values: number[]
  /** The smallest width of the interval, for a secondary cell. */
  width: number
  /** For a difference whose true value is not known here: some value outside 1 to this less 1 must stay possible. */
  notSmallerThan: number | null
  /**
   * Enough instead: each of these small values is possible. "[d]" may hide a small count, and "[c]" less its empty parts is
   * "[c]" again.
   */
  orEachOf?: number[]
  /** What remains to protect of a count about which earlier releases already tell more. */
  isLeft?: boolean
}

/** What the attack found about one guard. */
type Finding = { excluded: number[]; width: number; isProtected: boolean; unproven: boolean }

const tolerance = 1e-6

/** Values tried from each end of a linear interval that is wide enough. */
const mostEndSteps = 3

/**
 * An attacker who knows one component's sums and the range of each published count. A value counts as
 * possible only when a whole-number table with that value was found (checked in exact arithmetic), so
 * rounding errors of the solver cannot make a cell look safer than it is.
 * Source: Fischetti and Salazar (2001), Management Science 47:1008 (the attacker's two problems per cell);
 * Dobra and Fienberg (2000) for why integer and linear bounds differ in more than two dimensions.
 */
export class Attack {
  private readonly columns: readonly number[]
  private readonly lower: Float64Array
  private readonly upper: Float64Array
  private readonly positionOf: ReadonlyMap<number, number>
  private readonly search: TableSearch

  constructor(highs: Highs, { columns, rows, lower, upper }: Component) {
    const positionOf = new Map(columns.map((column, position) => [column, position]))
    const localRows = rows.map((row) => ({
      ...row,
      columns: row.columns.map((column) => positionOf.get(column)!),
    }))
    this.columns = columns
    this.lower = lower
    this.upper = upper
    this.positionOf = positionOf
    this.search = new TableSearch(highs, localRows, lower, upper)
  }

  /** One programme for many cells at a time: all at or below a value, as high as they go. */
  searchTogether(guards: readonly Guard[]): void {
    const values = [...new Set(guards.flatMap((guard) => guard.values))].sort((a, b) => a - b)
    for (const value of values) {
      const wanting = guards
        .filter((guard) => guard.values.includes(value))
        .map((guard) => this.positionOf.get(guard.column)!)
        .filter((position) => this.isWithin(position, value) && !this.isFound(position, value))
      if (wanting.length < 2) continue
      const limits = wanting.map((position): Limit => [position, this.lower[position]!, value])
      this.search.search(limits, new Map(wanting.map((position) => [position, -1])), false)
    }
    const wide = guards
      .filter((guard) => guard.kind === 'secondary')
      .map((guard) => this.positionOf.get(guard.column)!)
    if (wide.length < 2) return
    for (const sign of [1, -1]) {
      const limits =
        sign < 0
          ? wide.map(
              (position): Limit => [position, this.lower[position]!, Math.min(this.upper[position]!, 1e6)],
            )
          : []
      this.search.search(limits, new Map(wide.map((position) => [position, sign])), false)
    }
  }

  /** Whether everything that a guard asks for is possible. */
  examine(guard: Guard): Finding {
    const position = this.positionOf.get(guard.column)!
    const { excluded, unproven } = this.excludedValues(position, guard.values)
    const width = this.reachableWidth(position, guard.width)
    const isEscaped =
      guard.notSmallerThan === null || this.isZeroOrLargePossible(position, guard.notSmallerThan)
    const isProtected = excluded.length === 0 && width >= guard.width && isEscaped
    const isLikeSmall = () =>
      guard.orEachOf !== undefined && this.excludedValues(position, guard.orEachOf).excluded.length === 0
    return { excluded, width, unproven, isProtected: isProtected || isLikeSmall() }
  }

  /** The linear bounds on one column: outer bounds on what any attacker can know. */
  interval(column: number): { lower: number; upper: number } {
    const position = this.positionOf.get(column)!
    const bound = (sign: number): number => {
      const solution = this.search.programme.minimise(new Map([[position, sign]]))
      if (solution.state === 'optimal') return sign * solution.objective
      return sign > 0 ? this.lower[position]! : this.upper[position]!
    }
    return {
      lower: Math.ceil(bound(1) - tolerance) + 0,
      upper: Math.floor(bound(-1) + tolerance),
    }
  }

  /** Widens what is known of a column; tables already found stay possible. */
  widen(column: number, low: number, high: number): void {
    const position = this.positionOf.get(column)!
    this.lower[position] = Math.min(this.lower[position]!, low)
    this.upper[position] = Math.max(this.upper[position]!, high)
    this.search.programme.setBounds(position, this.lower[position]!, this.upper[position]!)
  }

  /** False when the sums and ranges exclude these values together. */
  fits(fixed: ReadonlyMap<number, number>): boolean {
    const limits = [...fixed].map(([column, value]): Limit => [this.positionOf.get(column)!, value, value])
    const found = this.search.search(limits, new Map(), false)
    if (found === undefined) this.search.searchNearLinear([0, this.lower[0]!, this.upper[0]!])
    return found !== null
  }

  /** How many programmes were solved so far. */
  programmesSolved(): number {
    return this.search.programme.solved()
  }

  dispose(): void {
    this.search.programme.dispose()
  }

  private isWithin(position: number, value: number): boolean {
    return value >= this.lower[position]! && value <= this.upper[position]!
  }

  private isFound(position: number, value: number): boolean {
    return this.search.tables.valuesOf(position).has(value)
  }

  private isPossible(limit: Limit): boolean {
    return Boolean(this.search.search([limit], 'scattered', true))
  }

  /** The values that no table has; `unproven` where the solver gave up on one. */
  private excludedValues(position: number, values: readonly number[]) {
    const excluded: number[] = []
    let unproven = false
    for (const value of values) {
      if (this.isFound(position, value)) continue
      if (!this.isWithin(position, value)) {
        excluded.push(value)
        continue
      }
      const found = this.search.search([[position, value, value]], 'scattered', true)
      if (found) continue
      excluded.push(value)
      if (found === undefined) unproven = true
    }
    return { excluded, unproven }
  }

  /** The spread of the count among the tables, after looking for tables that make it at least `width`. */
  private reachableWidth(position: number, width: number): number {
    const spread = () => this.search.tables.spreadOf(position)
    if (spread() >= width) return spread()
    for (const sign of [1, -1]) {
      if (spread() >= width) break
      this.reach(position, sign, width)
    }
    if (spread() < width) this.stretch(position, width)
    return spread()
  }

  /** Whether the count can be 0, or at least `least`. */
  private isZeroOrLargePossible(position: number, least: number): boolean {
    const isOutside = (value: number) => value === 0 || value >= least
    const isPossible = (low: number, high: number) => low <= high && this.isPossible([position, low, high])
    return (
      [...this.search.tables.valuesOf(position)].some(isOutside) ||
      isPossible(Math.max(least, this.lower[position]!), this.upper[position]!) ||
      (this.lower[position]! <= 0 && isPossible(0, 0))
    )
  }

  /** Looks for a table in which the count is at least `width` from the furthest one found. */
  private reach(position: number, sign: number, width: number): void {
    const { tables } = this.search
    if (tables.valuesOf(position).size === 0)
      this.isPossible([position, this.lower[position]!, this.upper[position]!])
    const values = [...tables.valuesOf(position)]
    if (values.length === 0) return
    const goal = sign > 0 ? Math.max(...values) - width : Math.min(...values) + width
    if (!this.isWithin(position, goal)) return
    const [low, high] = sign > 0 ? [this.lower[position]!, goal] : [goal, this.upper[position]!]
    this.isPossible([position, low, high])
  }

  /** Looks at the ends of the linear interval, where no table is `width` away from those found. */
  private stretch(position: number, width: number): void {
    const { tables } = this.search
    const bounds = this.interval(this.columns[position]!)
    const values = [...tables.valuesOf(position)]
    if (values.length === 0) return
    const highest = Math.min(bounds.upper, Math.max(...values) + width)
    const slack = highest - bounds.lower - width
    for (let step = 0; step <= Math.min(slack, mostEndSteps); step++) {
      if (tables.spreadOf(position) >= width) return
      this.isPossible([position, bounds.lower + step, bounds.lower + step])
      this.isPossible([position, highest - step, highest - step])
    }
  }
}
