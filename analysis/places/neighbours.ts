import { gridDisk } from 'h3-js'

/** Neighbours of hexagon `i`, itself included, are `cells[starts[i]]` to `cells[starts[i + 1] - 1]`, ascending. */
export interface Neighbours {
  readonly starts: Int32Array
  readonly hexagons: Int32Array
}

/**
 * The hexagons within `rings` steps of each hexagon that are in the study area.
 * @param hexagons H3 hexagons of one resolution
 */
export function neighboursOf(hexagons: readonly string[], rings = 1): Neighbours {
  const positions = new Map(hexagons.map((hexagon, index) => [hexagon, index]))
  const starts = new Int32Array(hexagons.length + 1)
  const found: number[] = []
  for (let index = 0; index < hexagons.length; index += 1) {
    const near: number[] = []
    for (const hexagon of gridDisk(hexagons[index]!, rings)) {
      const position = positions.get(hexagon)
      if (position !== undefined) near.push(position)
    }
    found.push(...near.sort((left, right) => left - right))
    starts[index + 1] = found.length
  }
  return { starts, hexagons: Int32Array.from(found) }
}
