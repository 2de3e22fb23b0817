import type { NetworkNode } from '../../../analysis/contract/index.ts'
import { closedGroup } from './group-places.ts'
import { countWords, type DrawnGroup } from './groups.ts'
import { factOf, groupNames, innerRing, isLine, type Point, radiusOf, titleOf } from './model.ts'
import type { Arc } from './ring-layout.ts'

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

const groupLabels = (groups: readonly DrawnGroup[], places: Readonly<Record<string, Point>>): Label[] =>
  groups.flatMap((group) => {
    const place = places[group.id]
    if (!place || group.isOpen) return []
    return [
      {
        node: group.id,
        name: group.name,
        fact: countWords(group),
        isNumber: false,
        x: place.x,
        y: place.y + closedGroup.height / 2 + 15,
        anchor: 'middle',
      },
    ]
  })

/** What the names of arcs cover. */
export const arcLabels = (arcs: readonly Arc[]): Label[] =>
  arcs.map(({ group, count, label }) => ({
    node: group,
    name: `${count} ${groupNames[group]}`,
    fact: '',
    isNumber: false,
    ...label,
    anchor: 'start',
  }))

/**
 * Names of groups, of the inner ring and of what is chosen or pointed at; a name that would cover one before it is left out, but never
 * that of the last chosen or pointed at; below its node, or above where that is taken or covers more nodes, and over no name of an arc. An open group has its name on its frame.
 */
export const labelsFor = (
  nodes: readonly NetworkNode[],
  places: Readonly<Record<string, Point>>,
  always: readonly string[],
  width: number,
  groups: readonly DrawnGroup[] = [],
  arcs: readonly Label[] = [],
): Label[] => {
  const inner = innerRing(nodes)
  const last = always.at(-1)
  const asked = new Set(always)
  const wanted = nodes.filter((node) => places[node.node] && (asked.has(node.node) || inner.has(node.node)))
  const first = (node: NetworkNode) =>
    node.node === last ? 0 : asked.has(node.node) ? 1 : node.steps === 0 ? 2 : 3
  const labels = groupLabels(groups, places)
  const covered = (label: Label): number =>
    nodes.filter(({ node }) => {
      const place = places[node]
      const mark = { ...label, node, name: '', fact: '', x: place?.x ?? 0, y: (place?.y ?? 0) - 7 }
      return place !== undefined && node !== label.node && crosses(label, mark)
    }).length
  const isFree = (label: Label) => ![...arcs, ...labels].some((other) => crosses(label, other))
  for (const node of [...wanted].sort((left, right) => first(left) - first(right))) {
    const label: Label = {
      node: node.node,
      name: titleOf(node),
      fact: factOf(node),
      isNumber: isNumber(node),
      ...placeOf(node, places[node.node]!, width),
    }
    const above = { ...label, y: places[node.node]!.y - radiusOf(node) - 20 }
    const [free] = [label, above].filter(isFree).sort((one, other) => covered(one) - covered(other))
    if (free) labels.push(free)
    else if (node.node === last) labels.push(label)
  }
  return labels
}
