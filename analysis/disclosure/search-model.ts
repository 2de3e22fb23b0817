import type { SystemRow } from './attack-sums.ts'

type Influence = { at: number[]; by: number[] }

/** A system of sums as the local search needs it: each column and each constraint as a sum of free columns. */
export interface SearchModel {
  readonly columnCount: number
  /** Columns, and after them the constraints. */
  readonly total: number
  /** The rows that are constraints, by index. */
  readonly checks: readonly number[]
  /** For each column and constraint: free column to factor. */
  readonly sums: readonly ReadonlyMap<number, number>[]
  /** The free columns of each. */
  readonly members: readonly (readonly number[])[]
  /** For each column: what changes with it, and by how much. */
  readonly influence: readonly Influence[]
  /** The value of each when all free columns are 0. */
  readonly base: Float64Array
  readonly lower: Float64Array
}

interface Definitions {
  /** For each column the row that gives it as a sum of others; -1 for a free column. */
  readonly definedBy: Int32Array
  /** The defined columns, in the order of their rows. */
  readonly order: readonly number[]
  readonly checks: readonly number[]
}

function definitionsOf(columnCount: number, rows: readonly SystemRow[]): Definitions {
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
  return { definedBy, order, checks }
}

function sumsOf(
  columnCount: number,
  rows: readonly SystemRow[],
  { definedBy, order, checks }: Definitions,
): Map<number, number>[] {
  const sums: Map<number, number>[] = Array.from({ length: columnCount + checks.length }, () => new Map())
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
  return sums
}

function influenceOf(columnCount: number, sums: readonly ReadonlyMap<number, number>[]): Influence[] {
  const influence: Influence[] = Array.from({ length: columnCount }, () => ({ at: [], by: [] }))
  sums.forEach((free, at) => {
    for (const [column, factor] of free) {
      if (factor === 0) continue
      influence[column]!.at.push(at)
      influence[column]!.by.push(factor)
    }
  })
  return influence
}

function baseOf(
  columnCount: number,
  rows: readonly SystemRow[],
  { definedBy, order, checks }: Definitions,
): Float64Array {
  const base = new Float64Array(columnCount + checks.length)
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
  return base
}

export function modelOf(columnCount: number, rows: readonly SystemRow[], lower: Float64Array): SearchModel {
  const definitions = definitionsOf(columnCount, rows)
  const sums = sumsOf(columnCount, rows, definitions)
  return {
    columnCount,
    total: sums.length,
    checks: definitions.checks,
    sums,
    members: sums.map((free) => [...free.keys()]),
    influence: influenceOf(columnCount, sums),
    base: baseOf(columnCount, rows, definitions),
    lower,
  }
}
