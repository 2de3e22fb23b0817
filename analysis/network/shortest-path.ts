import type { Graph } from './graph.ts'

/**
 * The shortest chain of contacts between two nodes; among equally short ones the one whose weakest contact is strongest, then the
 * first by node. Breadth-first search, Moore, E. (1959), Proc. International Symposium on the Theory of Switching.
 * @param avoided 1 for nodes through which no chain may pass
 * @returns nodes from `from` to `to`, or null where there is no chain
 */
export function shortestPath(
  graph: Graph,
  from: number,
  to: number,
  avoided: Uint8Array = new Uint8Array(graph.nodes),
): number[] | null {
  const { nodes, offsets, neighbours, weights } = graph
  const distance = new Int32Array(nodes).fill(-1)
  const before = new Int32Array(nodes).fill(-1)
  const weakest = new Float64Array(nodes)
  const queue = new Int32Array(nodes)
  queue[0] = from
  distance[from] = 0
  weakest[from] = Number.POSITIVE_INFINITY
  for (let head = 0, tail = 1; head < tail; head += 1) {
    const node = queue[head]!
    if (distance[to] !== -1 && distance[node]! >= distance[to]!) break
    if (node !== from && avoided[node] === 1) continue
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry += 1) {
      const other = neighbours[entry]!
      if (distance[other] === -1) {
        distance[other] = distance[node]! + 1
        queue[tail++] = other
      }
      if (distance[other] !== distance[node]! + 1) continue
      const link = Math.min(weakest[node]!, weights[entry]!)
      if (link > weakest[other]! || (link === weakest[other] && node < before[other]!)) {
        weakest[other] = link
        before[other] = node
      }
    }
  }
  if (distance[to] === -1) return null
  const path = [to]
  while (path[0] !== from) path.unshift(before[path[0]!]!)
  return path
}
