import type { JointCells } from './joint-cells.ts'
import type { ReleaseCell } from './release-cells.ts'

/**
 * What a reader loses when a count is hidden: larger counts and totals are worth more. A small count is
 * hidden already; giving it the symbol that stands for any number loses next to nothing.
 */
export function costOf(cell: ReleaseCell, joint: JointCells): number {
  if (cell.isSmall) return 0.01
  let totals = 0
  for (const [name, dimension] of joint.universe.dimensions) {
    if (!dimension.isAdditive) continue
    const leaves = cell.place.additive.get(name)
    if (!leaves) totals += 1
    else if (leaves.length > 1) totals += 0.5
  }
  return (1 + Math.log2(1 + cell.value)) * (1 + 2 * totals)
}
