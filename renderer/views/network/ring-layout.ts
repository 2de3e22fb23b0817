import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import { placeBeyond } from './free-places.ts'
import { arcOf, isLine, type Point, type Size } from './model.ts'

export interface Arc {
  readonly group: string
  readonly count: number
  /** An SVG path along the outside of the group. */
  readonly path: string
  readonly label: Point
}

interface RingLayout {
  readonly places: Readonly<Record<string, Point>>
  readonly arcs: readonly Arc[]
}

const degrees = Math.PI / 180
const depths = [0.93, 0.7, 0.82, 0.59]
const arcOrder = ['not-known', 'customer', 'unattributed', 'programme', 'mainstream', 'contact']
const [firstAngle, lastAngle, gap] = [-80, 86, 7]

const mostInColumn = 6

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 })

/** Spread evenly from `from` to `to`; a single one stands in the middle. */
const spread = (index: number, count: number, from: number, to: number): number =>
  count === 1 ? (from + to) / 2 : from + ((to - from) * index) / (count - 1)

/**
 * Supply on the left, demand on the right: the start in the middle, its former numbers above left, holders and upstream left, runners
 * close on the right, everybody else on arcs by group. The same nodes always stand at the same places.
 * @param stood where nodes that came with an expansion stand already: they stay there, whatever comes after them
 */
export const ringLayout = (
  nodes: readonly NetworkNode[],
  edges: readonly NetworkEdge[],
  { width, height }: Size,
  stood: Readonly<Record<string, Point>> = {},
): RingLayout => {
  const centre = { x: width * 0.37, y: height * 0.5 }
  const radius = { x: width * 0.43, y: height * 0.44 }
  const places: Record<string, Point> = {}
  const put = (node: NetworkNode, point: Point) => {
    places[node.node] = rounded(point)
  }
  const around = (angle: number, depth: number): Point => ({
    x: centre.x + radius.x * depth * Math.cos(angle * degrees),
    y: centre.y + radius.y * depth * Math.sin(angle * degrees),
  })
  const leftwards = (angle: number, depth: number): Point => ({
    x: centre.x + width * 0.33 * depth * Math.cos(angle * degrees),
    y: centre.y + radius.y * depth * Math.sin(angle * degrees),
  })
  const near = nodes.filter((node) => !node.isAdded)
  const starts = near.filter((node) => node.steps === 0)
  const first = starts.find((node) => node.role === 'line') ?? starts[0]
  if (first) put(first, centre)
  starts
    .filter((node) => node !== first)
    .forEach((node, index) => {
      put(node, { x: centre.x - width * 0.1 * (1 + index), y: centre.y - height * (0.19 + 0.13 * index) })
    })
  const contacts = near.filter((node) => node.steps > 0)
  const of = (role: NetworkNode['role']) => contacts.filter((node) => node.role === role)
  const holders = of('holder')
  holders.forEach((node, index) => {
    put(node, { x: centre.x - width * 0.15, y: centre.y + spread(index, holders.length, -50, 50) })
  })
  const upstream = of('upstream')
  const isCrowded = upstream.length > mostInColumn
  upstream.forEach((node, index) => {
    put(
      node,
      isCrowded
        ? leftwards(spread(index, upstream.length, 124, 206), depths[index % depths.length]!)
        : {
            x: centre.x - width * 0.24,
            y: centre.y + height * spread(index, upstream.length, upstream.length > 2 ? -0.1 : 0.04, 0.34),
          },
    )
  })
  const runners = of('runner')
  runners.forEach((node, index) => {
    put(node, around(spread(index, runners.length, runners.length > 3 ? -62 : -40, 56), 0.38))
  })
  const lines = contacts.filter((node) => isLine(node.role))
  lines.forEach((node, index) => {
    put(node, { x: width * 0.965, y: height * (0.1 + (0.8 * index) / Math.max(4, lines.length)) })
  })
  const demand = contacts.filter((node) => node.role === 'customer' || node.role === 'contact')
  const arcs = placeOnArcs(demand, around, put)
  if (isCrowded)
    arcs.push({
      group: 'upstream',
      count: upstream.length,
      path: pathAlong(leftwards, 122, 86),
      label: rounded({ x: 16, y: centre.y - height * 0.24 }),
    })
  return { places: placeBeyond(nodes, edges, { ...stood, ...places }, centre, { width, height }), arcs }
}

const pathAlong = (at: (angle: number, depth: number) => Point, from: number, width: number): string =>
  Array.from({ length: 25 }, (_, step) => rounded(at(from + (width * step) / 24, 1)))
    .map(({ x, y }, step) => `${step === 0 ? 'M' : 'L'}${x} ${y}`)
    .join('')

function placeOnArcs(
  demand: readonly NetworkNode[],
  around: (angle: number, depth: number) => Point,
  put: (node: NetworkNode, point: Point) => void,
): Arc[] {
  const groups = arcOrder
    .map((group) => ({ group, members: demand.filter((node) => arcOf(node) === group) }))
    .filter(({ members }) => members.length > 0)
  const span = lastAngle - firstAngle - gap * (groups.length - 1)
  const weight = ({ members }: (typeof groups)[number]) => members.length + 2
  const total = groups.reduce((sum, group) => sum + weight(group), 0)
  let angle = firstAngle
  return groups.map((entry) => {
    const { group, members } = entry
    const width = (span * weight(entry)) / total
    members.forEach((node, index) => {
      put(node, around(angle + (width * (index + 0.5)) / members.length, depths[index % depths.length]!))
    })
    const path = pathAlong(around, angle, width)
    const middle = around(angle + width / 2, 1.025)
    const label = rounded({ x: middle.x, y: middle.y + 14 * Math.sin((angle + width / 2) * degrees) })
    angle += width + gap
    return { group, count: members.length, path, label }
  })
}
