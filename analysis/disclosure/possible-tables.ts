import type { SystemRow } from './attack-sums.ts'

/** Whole-number tables that satisfy every sum and range: proof that their values are possible. */
export class PossibleTables {
  private readonly rows: readonly SystemRow[]
  private readonly lower: Float64Array
  private readonly upper: Float64Array
  private readonly tables: Float64Array[] = []
  private readonly watched = new Map<number, Set<number>>()

  /** @param lower,upper the range of each count; they may widen later */
  constructor(rows: readonly SystemRow[], lower: Float64Array, upper: Float64Array) {
    this.rows = rows
    this.lower = lower
    this.upper = upper
  }

  /** Keeps a table after checking it against every sum and range; null where one is broken. */
  keep(whole: Float64Array): Float64Array | null {
    for (let position = 0; position < whole.length; position++) {
      if (whole[position]! < this.lower[position]! || whole[position]! > this.upper[position]!) return null
    }
    for (const row of this.rows) {
      let sum = 0
      for (let index = 0; index < row.columns.length; index++) {
        sum += row.factors[index]! * whole[row.columns[index]!]!
      }
      if (sum < row.lower || sum > row.upper) return null
    }
    this.tables.push(whole)
    for (const [position, values] of this.watched) values.add(whole[position]!)
    return whole
  }

  /** The counts whose values were asked for. */
  get watchedPositions(): Iterable<number> {
    return this.watched.keys()
  }

  /** The values of one count among the tables; kept up to date from now on. */
  valuesOf(position: number): ReadonlySet<number> {
    const known = this.watched.get(position)
    if (known) return known
    const values = new Set(this.tables.map((table) => table[position]!))
    this.watched.set(position, values)
    return values
  }

  /** The difference between the lowest and the highest value of one count among the tables. */
  spreadOf(position: number): number {
    const values = [...this.valuesOf(position)]
    return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values)
  }

  /** The newest 40 tables, those first in which one count is nearest to a range. */
  nearest(position: number, low: number, high: number): Float64Array[] {
    const distance = (table: Float64Array) => Math.max(low - table[position]!, table[position]! - high, 0)
    return this.tables.slice(-40).sort((a, b) => distance(a) - distance(b))
  }
}
