import type { ElementDefinition } from 'cytoscape'
import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import { closedGroup } from './group-places.ts'
import type { DrawnGroup, FoldedPart } from './groups.ts'
import { edgeId, innerRing, isHollow, isLine, type Point, radiusOf, shapeOf, widthOf } from './model.ts'

export interface Part {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
}

export const haloId = (node: string): string => `halo ${node}`
const communityId = (community: number): string => `community ${community}`

interface ChosenInPicture {
  readonly picked: readonly string[]
  readonly pinned: readonly string[]
  readonly onPath: ReadonlySet<string>
  readonly communities: ReadonlyMap<string, number> | null
}

/** The community of all members of a group; null where they are of several. */
const communityOf = (group: DrawnGroup, communities: ReadonlyMap<string, number>): number | null => {
  const found = new Set(group.shown.map(({ node }) => communities.get(node) ?? 0))
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}

const communityFrames = (part: FoldedPart, communities: ReadonlyMap<string, number>): ElementDefinition[] => {
  const counts = new Map<number, number>()
  const count = (community: number | null, more: number) => {
    if (community !== null) counts.set(community, (counts.get(community) ?? 0) + more)
  }
  const grouped = new Set(part.groups.flatMap(({ shown }) => shown.map(({ node }) => node)))
  for (const { node } of part.nodes) if (!grouped.has(node)) count(communities.get(node) ?? 0, 1)
  for (const group of part.groups) count(communityOf(group, communities), group.shown.length)
  return [...counts].map(([community, nodes]) => ({
    data: { id: communityId(community), label: `Community ${community}: ${nodes} drawn`, isFrame: true },
    selectable: false,
    grabbable: false,
  }))
}

const groupElements = (
  part: FoldedPart,
  places: Readonly<Record<string, Point>>,
  { picked, pinned, communities }: ChosenInPicture,
): ElementDefinition[] =>
  part.groups.map((group) => {
    const community = communities ? communityOf(group, communities) : null
    return {
      data: {
        id: group.id,
        label: group.isOpen ? `${group.name}, ${group.shown.length}` : String(group.shown.length),
        [group.isOpen ? 'isOpenGroup' : 'isClosedGroup']: true,
        isPicked: picked.includes(group.id),
        isPinned: pinned.includes(group.id),
        parent: community === null ? undefined : communityId(community),
      },
      position: places[group.id] ?? { x: 0, y: 0 },
    }
  })

const halosOf = (
  part: FoldedPart,
  places: Readonly<Record<string, Point>>,
  picked: readonly string[],
): ElementDefinition[] => {
  const sizes = new Map<string, { width: number; height: number }>([
    ...part.nodes.map(({ node }) => [node, { width: 30, height: 30 }] as const),
    ...part.groups
      .filter(({ isOpen }) => !isOpen)
      .map(({ id }) => [id, { width: closedGroup.width + 18, height: closedGroup.height + 18 }] as const),
  ])
  return picked.flatMap((id) => {
    const size = sizes.get(id)
    return size
      ? [
          {
            data: { id: haloId(id), halo: true, ...size },
            position: places[id] ?? { x: 0, y: 0 },
            selectable: false,
            grabbable: false,
          },
        ]
      : []
  })
}

/** What Cytoscape draws: nodes, groups, ties, a marker disc under each chosen node, a frame round each community and open group. */
export const elementsOf = (
  part: FoldedPart,
  places: Readonly<Record<string, Point>>,
  chosen: ChosenInPicture,
): ElementDefinition[] => {
  const { pinned, onPath, communities } = chosen
  const inner = innerRing(part.nodes)
  const groupOf = new Map(
    part.groups.flatMap(({ id, shown }) => shown.map(({ node }) => [node, id] as const)),
  )
  const parentOf = (node: string) =>
    groupOf.get(node) ?? (communities ? communityId(communities.get(node) ?? 0) : undefined)
  return [
    ...(communities ? communityFrames(part, communities) : []),
    ...groupElements(part, places, chosen),
    ...part.nodes.map((node) => ({
      data: {
        id: node.node,
        size: radiusOf(node) * 2,
        shape: shapeOf(node.role),
        isLine: isLine(node.role),
        isHollow: isHollow(node.role),
        isPinned: pinned.includes(node.node),
        parent: parentOf(node.node),
      },
      position: places[node.node] ?? { x: 0, y: 0 },
      locked: pinned.includes(node.node),
    })),
    ...halosOf(part, places, chosen.picked),
    ...part.edges.map((edge) => ({
      data: {
        id: edgeId(edge),
        source: edge.from,
        target: edge.to,
        width: widthOf(edge),
        certainty: edge.certainty,
        isInner: inner.has(edge.from) && inner.has(edge.to),
        isOnPath: edge.parts.some((one) => onPath.has(edgeId(one))),
      },
    })),
  ]
}
