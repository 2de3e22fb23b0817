import type { NetworkNode } from '../../../analysis/contract/index.ts'
import { factOf, innerRing, isLine, type Point, radiusOf, titleOf } from './model.ts'

export interface Label {
  readonly node: string
  readonly name: string
  readonly fact: string
  readonly isNumber: boolean
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
}

const isNumber = (node: NetworkNode): boolean => node.title === node.node

/** Names on the side without edges: former numbers to the left, the start below left, everybody else below. */
const placeOf = (node: NetworkNode, place: Point, width: number): Pick<Label, 'x' | 'y' | 'anchor'> => {
  const radius = radiusOf(node)
  if (node.steps === 0 && node.role === 'line')
    return { x: place.x - 4, y: place.y + radius + 16, anchor: 'end' }
  if (node.role === 'former') return { x: place.x - radius - 8, y: place.y, anchor: 'end' }
  if (isLine(node.role) && place.x > width * 0.8)
    return { x: place.x - radius - 8, y: place.y, anchor: 'end' }
  if (node.role === 'holder') return { x: place.x, y: place.y - radius - 20, anchor: 'middle' }
  return { x: place.x, y: place.y + radius + 14, anchor: 'middle' }
}

const crosses = (one: Label, other: Label): boolean => {
  const left = (label: Label) => {
    const width = Math.max(label.name.length, label.fact.length) * 6.4
    return label.anchor === 'start' ? label.x : label.anchor === 'end' ? label.x - width : label.x - width / 2
  }
  const width = (label: Label) => Math.max(label.name.length, label.fact.length) * 6.4
  return (
    left(one) < left(other) + width(other) &&
    left(other) < left(one) + width(one) &&
    Math.abs(one.y - other.y) < 27
  )
}

/** Names of the inner ring and of what is chosen or pointed at; a name that would cover one before it is left out. */
export const labelsFor = (
  nodes: readonly NetworkNode[],
  places: Readonly<Record<string, Point>>,
  always: ReadonlySet<string>,
  width: number,
): Label[] => {
  const inner = innerRing(nodes)
  const wanted = nodes.filter((node) => places[node.node] && (always.has(node.node) || inner.has(node.node)))
  const first = (node: NetworkNode) => (always.has(node.node) ? 0 : node.steps === 0 ? 1 : 2)
  const labels: Label[] = []
  for (const node of [...wanted].sort((left, right) => first(left) - first(right))) {
    const label: Label = {
      node: node.node,
      name: titleOf(node),
      fact: factOf(node),
      isNumber: isNumber(node),
      ...placeOf(node, places[node.node]!, width),
    }
    if (always.has(node.node) || !labels.some((other) => crosses(label, other))) labels.push(label)
  }
  return labels
}
