import type { Highs } from 'highs'
import type { Component } from './attack-components.ts'
import type { SystemRow } from './attack-sums.ts'
import type { Range } from './knowledge.ts'
import { createLinearProgramme } from './linear-programme.ts'

/** A published count that may still be hidden. */
export type Hideable = {
  column: number
  /** What a reader knows about it while it is published. */
  published: Range
  /** What a reader still knows about it when it is hidden. */
  hidden: Range
  /** Information lost, per unit by which the count must be able to move. */
  cost: number
}

/**
 * Finds which published counts to hide so that a count could have a given value: the programme lets each
 * count leave its published range at a cost and takes the cheapest way.
 * Source: the heuristic of Fischetti and Salazar (2001), section 5, with costs that grow with the move.
 */
export function createRelaxation(highs: Highs, component: Component, hideables: readonly Hideable[]) {
  const { columns } = component
  const positionOf = new Map(columns.map((column, position) => [column, position]))
  const lower = Float64Array.from([...component.lower, ...hideables.flatMap(() => [0, 0])])
  const upper = Float64Array.from([
    ...component.upper,
    ...hideables.flatMap(() => [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]),
  ])
  const rows: SystemRow[] = component.rows.map((row) => ({
    ...row,
    columns: row.columns.map((column) => positionOf.get(column)!),
  }))
  const firstRow = rows.length
  const costs = new Map<number, number>()
  hideables.forEach((hideable, index) => {
    const position = positionOf.get(hideable.column)!
    const up = columns.length + index * 2
    lower[position] = hideable.hidden.lower
    upper[position] = hideable.hidden.upper
    costs.set(up, hideable.cost)
    costs.set(up + 1, hideable.cost)
    rows.push({
      columns: [position, up, up + 1],
      factors: [1, -1, 1],
      lower: hideable.published.lower,
      upper: hideable.published.upper,
    })
  })
  const programme = createLinearProgramme(highs, lower.length, rows, lower, upper)
  const indexOf = new Map(hideables.map((hideable, index) => [hideable.column, index]))
  return {
    /** The columns to hide, cheapest first in sum; null when no hiding makes the value possible. */
    cheapest(column: number, value: Range): { columns: number[]; cost: number } | null {
      const position = positionOf.get(column)!
      programme.setBounds(position, value.lower, value.upper)
      const solution = programme.minimise(costs)
      programme.setBounds(position, lower[position]!, upper[position]!)
      if (solution.state !== 'optimal') return null
      const moved = hideables.filter((_, index) => {
        const up = columns.length + index * 2
        return solution.values[up]! + solution.values[up + 1]! > 1e-6
      })
      return { columns: moved.map((hideable) => hideable.column), cost: solution.objective }
    },
    release(column: number): void {
      const index = indexOf.get(column)
      if (index === undefined) return
      programme.setRow(firstRow + index, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
    },
    dispose: () => programme.dispose(),
  }
}
export type Relaxation = ReturnType<typeof createRelaxation>
