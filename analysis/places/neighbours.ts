import { gridDisk } from 'h3-js'

/** Neighbours of cell `i`, itself included, are `cells[starts[i]]` to `cells[starts[i + 1] - 1]`, ascending. */
export interface Neighbours {
  readonly starts: Int32Array
  readonly cells: Int32Array
}

/**
 * The cells within `rings` steps of each cell that are in the study area.
 * @param cells H3 cells of one resolution
 */
export function neighboursOf(cells: readonly string[], rings = 1): Neighbours {
  const positions = new Map(cells.map((cell, index) => [cell, index]))
  const starts = new Int32Array(cells.length + 1)
  const found: number[] = []
  for (let index = 0; index < cells.length; index += 1) {
    const near: number[] = []
    for (const cell of gridDisk(cells[index]!, rings)) {
      const position = positions.get(cell)
      if (position !== undefined) near.push(position)
    }
    found.push(...near.sort((left, right) => left - right))
    starts[index + 1] = found.length
  }
  return { starts, cells: Int32Array.from(found) }
}
