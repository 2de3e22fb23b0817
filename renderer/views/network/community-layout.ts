import cytoscape from 'cytoscape'
import fcose from 'cytoscape-fcose'
import type { Part } from './elements.ts'
import type { Size } from './model.ts'
import { edgeId, type Point, radiusOf } from './model.ts'

cytoscape.use(fcose)

type Places = Readonly<Record<string, Point>>

const margin = 44

/** Moved and, where it is too large, shrunk into the picture. */
const fitted = (places: Places, { width, height }: Size): Places => {
  const points = Object.values(places)
  if (points.length === 0) return places
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))]
  const scale = Math.min(
    1.6,
    (width - 2 * margin) / Math.max(1, right - left),
    (height - 2 * margin) / Math.max(1, bottom - top),
  )
  return Object.fromEntries(
    Object.entries(places).map(([node, { x, y }]) => [
      node,
      {
        x: Math.round(10 * (width / 2 + (x - (left + right) / 2) * scale)) / 10,
        y: Math.round(10 * (height / 2 + (y - (top + bottom) / 2) * scale)) / 10,
      },
    ]),
  )
}

/**
 * Places by force, each community together: fCoSE (Balci and Dogrusoz 2022), started from the places given, so that the same network gives
 * the same picture.
 */
export const communityLayout = (
  { nodes, edges }: Part,
  communities: ReadonlyMap<string, number>,
  from: Places,
  size: Size,
): Places => {
  const groups = new Set(nodes.map(({ node }) => communities.get(node) ?? 0))
  const graph = cytoscape({
    headless: true,
    styleEnabled: true,
    layout: { name: 'preset' },
    style: [{ selector: 'node[size]', style: { width: 'data(size)', height: 'data(size)' } }],
    elements: [
      ...[...groups].map((group) => ({ data: { id: `community ${group}` } })),
      ...nodes.map((node) => ({
        data: {
          id: node.node,
          size: radiusOf(node) * 2,
          parent: `community ${communities.get(node.node) ?? 0}`,
        },
        position: { ...(from[node.node] ?? { x: 0, y: 0 }) },
      })),
      ...edges.map((edge) => ({ data: { id: edgeId(edge), source: edge.from, target: edge.to } })),
    ],
  })
  try {
    graph
      .layout({
        name: 'fcose',
        quality: 'default',
        randomize: false,
        animate: false,
        fit: false,
        nodeRepulsion: 6000,
        idealEdgeLength: 60,
      } as never)
      .run()
    return fitted(
      Object.fromEntries(nodes.map(({ node }) => [node, { ...graph.getElementById(node).position() }])),
      size,
    )
  } finally {
    graph.destroy()
  }
}
