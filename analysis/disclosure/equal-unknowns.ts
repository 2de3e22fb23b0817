import type { SystemRow } from './attack-sums.ts'

/** Unknowns of which some are known to be equal. */
export class EqualUnknowns {
  private readonly parent: number[] = []

  /** Adds unknowns. @returns the first of them */
  add(count: number): number {
    const first = this.parent.length
    for (let index = 0; index < count; index++) this.parent.push(first + index)
    return first
  }

  join(left: number, right: number): void {
    const [one, other] = [this.root(left), this.root(right)]
    this.parent[Math.max(one, other)] = Math.min(one, other)
  }

  /**
   * The system with one unknown for all that are equal and each row once; sums of equal parts are equal too.
   * @returns `columnOf` gives the new column of an unknown
   */
  reduced(given: readonly SystemRow[]): {
    columnCount: number
    rows: SystemRow[]
    columnOf: (unknown: number) => number
  } {
    let rows = given.map((row) => this.joined(row))
    while (this.joinSums(rows)) rows = rows.map((row) => this.joined(row))
    const columns = new Map<number, number>()
    for (const unknown of this.parent.keys()) {
      const root = this.root(unknown)
      if (!columns.has(root)) columns.set(root, columns.size)
    }
    const unique = new Map(rows.filter((row) => row.columns.length > 0).map((row) => [written(row), row]))
    return {
      columnCount: columns.size,
      rows: [...unique.values()].map((row) => ({
        ...row,
        columns: row.columns.map((column) => columns.get(column)!),
      })),
      columnOf: (unknown) => columns.get(this.root(unknown))!,
    }
  }

  private root(unknown: number): number {
    let at = unknown
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]!]!
      at = this.parent[at]!
    }
    return at
  }

  /** The row in the unknowns that are left, in order; what cancels out is gone. */
  private joined(row: SystemRow): SystemRow {
    const factors = new Map<number, number>()
    row.columns.forEach((column, index) => {
      const root = this.root(column)
      factors.set(root, (factors.get(root) ?? 0) + row.factors[index]!)
    })
    const kept = [...factors].filter(([, factor]) => factor !== 0).sort(([left], [right]) => left - right)
    return { ...row, columns: kept.map(([column]) => column), factors: kept.map(([, factor]) => factor) }
  }

  /** Joins the totals of rows that say "these parts make the total" of the same parts. @returns whether any were */
  private joinSums(rows: readonly SystemRow[]): boolean {
    const totals = new Map<string, number>()
    let isChanged = false
    for (const row of rows) {
      if (row.lower !== 0 || row.upper !== 0) continue
      const negative = row.factors.flatMap((factor, index) => (factor < 0 ? [index] : []))
      const [at] = negative
      if (at === undefined || negative.length > 1 || row.factors[at] !== -1) continue
      const parts = row.columns.flatMap((column, index) =>
        index === at ? [] : [`${column}*${row.factors[index]}`],
      )
      const key = parts.join()
      const total = row.columns[at]!
      const known = totals.get(key)
      if (known === undefined) totals.set(key, total)
      else if (this.root(known) !== this.root(total)) {
        this.join(known, total)
        isChanged = true
      }
    }
    return isChanged
  }
}

const written = ({ columns, factors, lower, upper }: SystemRow): string =>
  `${columns.join()};${factors.join()};${lower};${upper}`
