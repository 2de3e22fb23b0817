import type { SystemRow } from './attack-sums.ts'

export type Component = {
  columns: number[]
  rows: SystemRow[]
  /** Current knowledge of each column, by position in `columns`. */
  lower: Float64Array
  upper: Float64Array
}

/** Splits a system into parts that share no unknown; a column with a fixed value connects nothing. */
export function componentsOf(
  columnCount: number,
  rows: readonly SystemRow[],
  lower: Float64Array,
  upper: Float64Array,
  mayChange: (column: number) => boolean,
): Component[] {
  const parent = Int32Array.from({ length: columnCount }, (_, column) => column)
  const root = (column: number): number => {
    let at = column
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const isFixed = (column: number) => lower[column] === upper[column] && !mayChange(column)
  for (const row of rows) {
    const free = row.columns.filter((column) => !isFixed(column))
    for (const column of free) parent[root(column)] = root(free[0]!)
  }
  const members = new Map<number, Component>()
  const componentAt = (column: number): Component => {
    const at = root(column)
    let found = members.get(at)
    if (!found) {
      found = { columns: [], rows: [], lower: new Float64Array(), upper: new Float64Array() }
      members.set(at, found)
    }
    return found
  }
  for (let column = 0; column < columnCount; column++) componentAt(column).columns.push(column)
  for (const row of rows) {
    const free = row.columns.find((column) => !isFixed(column)) ?? row.columns[0]!
    const component = componentAt(free)
    let offset = 0
    const columns: number[] = []
    const factors: number[] = []
    row.columns.forEach((column, index) => {
      if (isFixed(column) && root(column) !== root(free)) offset += row.factors[index]! * lower[column]!
      else {
        columns.push(column)
        factors.push(row.factors[index]!)
      }
    })
    component.rows.push({ columns, factors, lower: row.lower - offset, upper: row.upper - offset })
  }
  for (const component of members.values()) {
    component.lower = Float64Array.from(component.columns, (column) => lower[column]!)
    component.upper = Float64Array.from(component.columns, (column) => upper[column]!)
  }
  return [...members.values()]
}
