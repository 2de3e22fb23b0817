export type Position = readonly [number, number]

interface Segment {
  readonly index: number
  readonly from: Position
  readonly to: Position
  readonly west: number
  readonly east: number
}

const side = (a: Position, b: Position, c: Position) =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

/** Where two segments cross at a point inside both, or null. */
function crossing(one: Segment, other: Segment): Position | null {
  const [a, b] = [side(one.from, one.to, other.from), side(one.from, one.to, other.to)]
  const [c, d] = [side(other.from, other.to, one.from), side(other.from, other.to, one.to)]
  if (a * b >= 0 || c * d >= 0) return null
  const share = a / (a - b)
  return [
    other.from[0] + share * (other.to[0] - other.from[0]),
    other.from[1] + share * (other.to[1] - other.from[1]),
  ]
}

/** Comparisons of two segments; a county’s coast at full resolution takes less than half of them. */
const mostComparisons = 60_000_000

/** A ring that cannot be checked in a bearable time: no outline of an area looks like it. */
export class TangledRing extends Error {}

/**
 * The first place where a closed ring crosses itself, or null: a sweep from west to east over the segments (Shamos and Hoey 1976, with a plain list
 * of the segments under the sweep line). A ring that touches itself at a vertex does not cross itself.
 * @throws TangledRing
 */
export function selfCrossing(ring: readonly Position[]): Position | null {
  const segments = ring.slice(1).map((to, index): Segment => {
    const from = ring[index]!
    return { index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) }
  })
  segments.sort((left, right) => left.west - right.west)
  let open: Segment[] = []
  let comparisons = 0
  for (const segment of segments) {
    open = open.filter((one) => one.east >= segment.west)
    comparisons += open.length
    if (comparisons > mostComparisons) throw new TangledRing()
    for (const other of open) {
      const at = crossing(segment, other)
      if (at) return at
    }
    open.push(segment)
  }
  return null
}

/** Twice the signed area: positive where the ring turns left. */
export const doubleArea = (ring: readonly Position[]): number =>
  ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length]!
    return sum + x * nextY - nextX * y
  }, 0)
