import type { ElementDefinition } from 'cytoscape'
import type { NetworkEdge, NetworkNode } from '../../../analysis/contract/index.ts'
import { edgeId, innerRing, isHollow, isLine, type Point, radiusOf, shapeOf, widthOf } from './model.ts'

export interface Part {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
}

export const haloId = (node: string): string => `halo ${node}`
export const communityId = (community: number): string => `community ${community}`

/** What Cytoscape draws: nodes, edges, a marker disc under each chosen node, a frame round each community. */
export const elementsOf = (
  part: Part,
  places: Readonly<Record<string, Point>>,
  chosen: {
    readonly picked: readonly string[]
    readonly pinned: readonly string[]
    readonly onPath: ReadonlySet<string>
    readonly communities: ReadonlyMap<string, number> | null
  },
): ElementDefinition[] => {
  const inner = innerRing(part.nodes)
  const shown = new Set(part.nodes.map(({ node }) => node))
  const groups = new Set(
    chosen.communities ? part.nodes.map(({ node }) => chosen.communities?.get(node) ?? 0) : [],
  )
  return [
    ...[...groups].map((group) => ({
      data: {
        id: communityId(group),
        label: `Community ${group}: ${part.nodes.filter(({ node }) => chosen.communities?.get(node) === group).length} drawn`,
      },
      selectable: false,
      grabbable: false,
    })),
    ...part.nodes.map((node) => ({
      data: {
        id: node.node,
        size: radiusOf(node) * 2,
        shape: shapeOf(node.role),
        isLine: isLine(node.role),
        isHollow: isHollow(node.role),
        isPinned: chosen.pinned.includes(node.node),
        parent: chosen.communities ? communityId(chosen.communities.get(node.node) ?? 0) : undefined,
      },
      position: places[node.node] ?? { x: 0, y: 0 },
      locked: chosen.pinned.includes(node.node),
    })),
    ...chosen.picked
      .filter((node) => shown.has(node))
      .map((node) => ({
        data: { id: haloId(node), halo: true, size: 30 },
        position: places[node] ?? { x: 0, y: 0 },
        selectable: false,
        grabbable: false,
      })),
    ...part.edges.map((edge) => ({
      data: {
        id: edgeId(edge),
        source: edge.from,
        target: edge.to,
        width: widthOf(edge),
        certainty: edge.certainty,
        isInner: inner.has(edge.from) && inner.has(edge.to),
        isOnPath: chosen.onPath.has(edgeId(edge)),
      },
    })),
  ]
}
