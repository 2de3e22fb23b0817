import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import type { Size } from './model.ts'
import { neighboursOf, type Point } from './model.ts'

type Places = Readonly<Record<string, Point>>

const degrees = Math.PI / 180
const apart = 26
const margin = 14
const mostRings = 9

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 })

const isWithin = ({ x, y }: Point, { width, height }: Size): boolean =>
  x >= margin && y >= margin && x <= width - margin && y <= height - margin

const isFree = (point: Point, taken: readonly Point[]): boolean =>
  taken.every(({ x, y }) => Math.hypot(point.x - x, point.y - y) >= apart)

/** The first free spot beyond a node, ring by ring, straight outwards before aside. */
const spotBeyond = (from: Point, outward: number, taken: readonly Point[], size: Size): Point => {
  for (let ring = 0; ring < mostRings; ring += 1) {
    const length = 62 + apart * ring
    const steps = Math.floor((180 * degrees * length) / apart)
    for (let step = 0; step <= 2 * steps; step += 1) {
      const turn = (Math.ceil(step / 2) * (step % 2 === 0 ? 1 : -1) * apart) / length
      const point = rounded({
        x: from.x + length * Math.cos(outward + turn),
        y: from.y + length * Math.sin(outward + turn),
      })
      if (isWithin(point, size) && isFree(point, taken)) return point
    }
  }
  return rounded({ x: from.x + 62 * Math.cos(outward), y: from.y + 62 * Math.sin(outward) })
}

/**
 * Nodes without a place stand beyond the node through which they were reached, where nobody stands; all others stay where they are.
 * @returns places of all nodes
 */
export const placeBeyond = (
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  known: Places,
  centre: Point,
  size: Size,
): Places => {
  const places: Record<string, Point> = {}
  for (const { node } of nodes) if (known[node]) places[node] = known[node]
  const stepsOf = new Map(nodes.map(({ node, steps }) => [node, steps]))
  const taken = Object.values(places)
  const waiting = nodes
    .filter(({ node }) => !places[node])
    .sort((left, right) => left.steps - right.steps || (left.node < right.node ? -1 : 1))
  for (const { node, steps } of waiting) {
    const through = neighboursOf(edges, node)
      .filter((other) => places[other] && (stepsOf.get(other) ?? Number.POSITIVE_INFINITY) < steps)
      .sort()[0]
    const from = (through ? places[through] : undefined) ?? centre
    const isMiddle = Math.hypot(from.x - centre.x, from.y - centre.y) < 1
    const outward = isMiddle ? 0 : Math.atan2(from.y - centre.y, from.x - centre.x)
    const spot = spotBeyond(from, outward, taken, size)
    places[node] = spot
    taken.push(spot)
  }
  return places
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const overlaps = (middle: Point, box: Pick<Box, 'width' | 'height'>, taken: readonly Point[]): number =>
  taken.filter(
    ({ x, y }) =>
      Math.abs(x - middle.x) < box.width / 2 + margin && Math.abs(y - middle.y) < box.height / 2 + margin,
  ).length

/** Where a box of this size covers nobody, as near to the wanted middle as can be; else where it covers fewest. */
export const freeMiddle = (
  wanted: Point,
  box: Pick<Box, 'width' | 'height'>,
  taken: readonly Point[],
  size: Size,
): Point => {
  let best = { middle: rounded(wanted), covered: Number.POSITIVE_INFINITY }
  for (let ring = 0; ring <= 24; ring += 1) {
    const turns = ring === 0 ? 1 : 16
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = (2 * Math.PI * turn) / turns
      const middle = rounded({
        x: Math.min(
          size.width - box.width / 2 - margin,
          Math.max(box.width / 2 + margin, wanted.x + 18 * ring * Math.cos(angle)),
        ),
        y: Math.min(
          size.height - box.height / 2 - margin,
          Math.max(box.height / 2 + margin, wanted.y + 18 * ring * Math.sin(angle)),
        ),
      })
      const covered = overlaps(middle, box, taken)
      if (covered === 0) return middle
      if (covered < best.covered) best = { middle, covered }
    }
  }
  return best.middle
}
