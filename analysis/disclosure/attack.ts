import type { Highs } from 'highs'
import type { Component } from './attack-components.ts'
import { createLinearProgramme, type Solution } from './linear-programme.ts'
import { createLocalSearch } from './local-search.ts'
import type { AuditedCell, CellReference } from './release-types.ts'

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
}

/** What the attack found about one guard. */
type Finding = { excluded: number[]; width: number; isProtected: boolean; unproven: boolean }

const tolerance = 1e-6

/** Linear programmes tried for one value before an integer programme. */
const scatteredAttempts = 2

/** Values tried from each end of a linear interval that is wide enough. */
const mostEndSteps = 3

/**
 * An attacker who knows one component's sums and the range of each published count. A value counts as
 * possible only when a whole-number table with that value is in hand (checked in exact arithmetic), so
 * rounding errors of the solver cannot make a cell look safer than it is. A linear programme is tried
 * first and an integer programme where its answer is not whole.
 * Source: Fischetti and Salazar (2001), Management Science 47:1008 (the attacker's two problems per cell);
 * Dobra and Fienberg (2000) for why integer and linear bounds differ in more than two dimensions.
 */
export function createAttack(highs: Highs, component: Component) {
  const { columns, rows, lower, upper } = component
  const positionOf = new Map(columns.map((column, position) => [column, position]))
  const localRows = rows.map((row) => ({
    ...row,
    columns: row.columns.map((column) => positionOf.get(column)!),
  }))
  const programme = createLinearProgramme(highs, columns.length, localRows, lower, upper)
  const nearby = createLocalSearch(columns.length, localRows, lower, upper)
  const foundTables: Float64Array[] = []
  const watched = new Map<number, Set<number>>()
  let turn = 20260630
  let lastLinear: Float64Array | undefined
  let integerSolves = 0

  function keep(solution: Solution): Float64Array | null {
    if (solution.state !== 'optimal') return null
    lastLinear = solution.values
    if (solution.values.some((value) => Math.abs(Math.round(value) - value) > 1e-4)) return null
    return keepTable(solution.values.map(Math.round))
  }

  /** Keeps a table after checking it against every sum and range. */
  function keepTable(whole: Float64Array): Float64Array | null {
    for (let position = 0; position < whole.length; position++) {
      if (whole[position]! < lower[position]! || whole[position]! > upper[position]!) return null
    }
    for (const row of localRows) {
      let sum = 0
      for (let index = 0; index < row.columns.length; index++) {
        sum += row.factors[index]! * whole[row.columns[index]!]!
      }
      if (sum < row.lower || sum > row.upper) return null
    }
    foundTables.push(whole)
    for (const [position, values] of watched) values.add(whole[position]!)
    return whole
  }

  /** Weights that pull the watched counts apart, so that one table shows many of their values. */
  function scatter(): Map<number, number> {
    const weights = new Map<number, number>()
    for (const position of watched.keys()) {
      turn = (turn * 48271) % 2147483647
      const isUp = (turn & 1024) !== 0 && Number.isFinite(upper[position]!)
      weights.set(position, (isUp ? -1 : 1) * (1 + (turn % 7)))
    }
    return weights
  }

  /** Tries tables near those in hand, and near the last linear solution. */
  function searchNearby(
    position: number,
    low: number,
    high: number,
    isLinearLast: boolean,
  ): Float64Array | null {
    const distance = (table: Float64Array) => Math.max(low - table[position]!, table[position]! - high, 0)
    const recent = foundTables.slice(-40).sort((a, b) => distance(a) - distance(b))
    const starts = isLinearLast && lastLinear ? [lastLinear, ...recent.slice(0, 3)] : recent.slice(0, 2)
    for (const start of starts) {
      const table = nearby(start, position, low, high, isLinearLast)
      const kept = table && keepTable(table)
      if (kept) return kept
    }
    return null
  }

  /** Solves with some columns limited, linear first; null when impossible, undefined when not proven either way. */
  function search(
    limits: readonly (readonly [number, number, number])[],
    weights: ReadonlyMap<number, number> | 'scattered',
    allowWhole: boolean,
  ): Float64Array | null | undefined {
    const only = limits.length === 1 && weights === 'scattered' ? limits[0] : undefined
    const near = only && searchNearby(only[0], only[1], only[2], false)
    if (near) return near
    for (const [position, low, high] of limits) programme.setBounds(position, low, high)
    try {
      for (let attempt = 0; attempt < (weights === 'scattered' ? scatteredAttempts : 1); attempt++) {
        const linear = programme.minimise(weights === 'scattered' ? scatter() : weights)
        if (linear.state === 'infeasible') return null
        const kept = keep(linear) ?? (only && searchNearby(only[0], only[1], only[2], true))
        if (kept) return kept
      }
      if (!allowWhole) return undefined
      integerSolves++
      const whole = programme.minimise(weights === 'scattered' ? new Map() : weights, true)
      if (whole.state === 'infeasible') return null
      return keep(whole) ?? undefined
    } finally {
      for (const [position] of limits) programme.setBounds(position, lower[position]!, upper[position]!)
    }
  }

  function seen(position: number): Set<number> {
    const known = watched.get(position)
    if (known) return known
    const values = new Set(foundTables.map((table) => table[position]!))
    watched.set(position, values)
    return values
  }
  const within = (position: number, value: number) => value >= lower[position]! && value <= upper[position]!

  /** One programme for many cells at a time: all at or below a value, as high as they go. */
  function searchTogether(guards: readonly Guard[]): void {
    const values = [...new Set(guards.flatMap((guard) => guard.values))].sort((a, b) => a - b)
    for (const value of values) {
      const wanting = guards
        .filter((guard) => guard.values.includes(value))
        .map((guard) => positionOf.get(guard.column)!)
        .filter((position) => within(position, value) && !seen(position).has(value))
      if (wanting.length < 2) continue
      const limits = wanting.map((position) => [position, lower[position]!, value] as const)
      search(limits, new Map(wanting.map((position) => [position, -1])), false)
    }
    const wide = guards.filter((guard) => guard.kind === 'secondary').map((g) => positionOf.get(g.column)!)
    if (wide.length < 2) return
    for (const sign of [1, -1]) {
      const limits =
        sign < 0
          ? wide.map((position) => [position, lower[position]!, Math.min(upper[position]!, 1e6)] as const)
          : []
      search(limits, new Map(wide.map((position) => [position, sign])), false)
    }
  }

  function examine(guard: Guard): Finding {
    const position = positionOf.get(guard.column)!
    const excluded: number[] = []
    let unproven = false
    for (const value of guard.values) {
      if (seen(position).has(value)) continue
      if (!within(position, value)) {
        excluded.push(value)
        continue
      }
      const found = search([[position, value, value]], 'scattered', true)
      if (found) continue
      excluded.push(value)
      if (found === undefined) unproven = true
    }
    let width = spread(position)
    if (width < guard.width) {
      for (const sign of [1, -1]) {
        if (spread(position) >= guard.width) break
        reach(position, sign, guard.width)
      }
      if (spread(position) < guard.width) stretch(position, guard.width)
      width = spread(position)
    }
    let isEscaped = true
    if (guard.notSmallerThan !== null) {
      const isOutside = (value: number) => value === 0 || value >= guard.notSmallerThan!
      const isPossible = (low: number, high: number) =>
        low <= high && Boolean(search([[position, low, high]], 'scattered', true))
      isEscaped =
        [...seen(position)].some(isOutside) ||
        isPossible(Math.max(guard.notSmallerThan, lower[position]!), upper[position]!) ||
        (lower[position]! <= 0 && isPossible(0, 0))
    }
    return {
      excluded,
      width,
      unproven,
      isProtected: excluded.length === 0 && width >= guard.width && isEscaped,
    }
  }

  function spread(position: number): number {
    const values = [...seen(position)]
    return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values)
  }

  /** Looks for a table in which the count is at least `width` from the furthest that is in hand. */
  function reach(position: number, sign: number, width: number): void {
    if (seen(position).size === 0) search([[position, lower[position]!, upper[position]!]], 'scattered', true)
    const values = [...seen(position)]
    if (values.length === 0) return
    const goal = sign > 0 ? Math.max(...values) - width : Math.min(...values) + width
    if (!within(position, goal)) return
    const [low, high] = sign > 0 ? [lower[position]!, goal] : [goal, upper[position]!]
    search([[position, low, high]], 'scattered', true)
  }

  /** Looks at the ends of the linear interval, where a table `width` away from those in hand does not exist. */
  function stretch(position: number, width: number): void {
    const bounds = interval(columns[position]!)
    const values = [...seen(position)]
    if (values.length === 0) return
    const highest = Math.min(bounds.upper, Math.max(...values) + width)
    const slack = highest - bounds.lower - width
    for (let step = 0; step <= Math.min(slack, mostEndSteps); step++) {
      if (spread(position) >= width) return
      search([[position, bounds.lower + step, bounds.lower + step]], 'scattered', true)
      search([[position, highest - step, highest - step]], 'scattered', true)
    }
  }

  /** The linear bounds on one column: outer bounds on what any attacker can know. */
  function interval(column: number): { lower: number; upper: number } {
    const position = positionOf.get(column)!
    const bound = (sign: number): number => {
      const solution = programme.minimise(new Map([[position, sign]]))
      if (solution.state === 'optimal') return sign * solution.objective
      return sign > 0 ? lower[position]! : upper[position]!
    }
    return {
      lower: Math.ceil(bound(1) - tolerance) + 0,
      upper: Math.floor(bound(-1) + tolerance),
    }
  }

  return {
    columns,
    examine,
    interval,
    searchTogether,
    /** Widens what is known of a column; tables already in hand stay possible. */
    widen(column: number, low: number, high: number): void {
      const position = positionOf.get(column)!
      lower[position] = Math.min(lower[position]!, low)
      upper[position] = Math.max(upper[position]!, high)
      programme.setBounds(position, lower[position]!, upper[position]!)
    },
    /** False when the sums and ranges exclude these values together. */
    fits(fixed: ReadonlyMap<number, number>): boolean {
      const limits = [...fixed].map(([column, value]) => [positionOf.get(column)!, value, value] as const)
      const found = search(limits, new Map(), false)
      if (found === undefined && lastLinear) searchNearby(0, lower[0]!, upper[0]!, true)
      return found !== null
    },
    /** The lowest and highest value among the tables in hand. */
    spread: (column: number) => spread(positionOf.get(column)!),
    counts: () => ({ programmes: programme.solved(), integerSolves, foundTables: foundTables.length }),
    dispose: () => programme.dispose(),
  }
}
export type Attack = ReturnType<typeof createAttack>
