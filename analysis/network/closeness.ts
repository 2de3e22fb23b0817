import type { Graph } from './graph.ts'

/** What a search of 32 sources at once adds to: how many reached each node, and how far they were, over all sources. */
export interface Reach {
  /** Sources that reach the node, itself excluded. */
  readonly reached: Float64Array
  /** Steps from them, added up. */
  readonly steps: Float64Array
}

export const emptyReach = (nodes: number): Reach => ({
  reached: new Float64Array(nodes),
  steps: new Float64Array(nodes),
})

const sourcesAtOnce = 32

export const closenessBatches = (graph: Graph): number => Math.ceil(graph.nodes / sourcesAtOnce)

const bitsIn = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

/**
 * Adds the breadth-first search of one batch of 32 sources to `reach`: one bit per source, all 32 advanced together.
 * Then, M. et al. (2014), The More the Merrier: Efficient Multi-Source Graph Traversal, PVLDB 8, 449-460. In an undirected
 * graph the steps to a node are the steps from it, so sums are kept where the search arrives, and they are whole numbers.
 */
export function addReachOfBatch(graph: Graph, batch: number, reach: Reach): void {
  const { nodes, offsets, neighbours } = graph
  const seen = new Int32Array(nodes)
  let frontier = new Int32Array(nodes)
  let next = new Int32Array(nodes)
  const first = batch * sourcesAtOnce
  const sources = Math.min(sourcesAtOnce, nodes - first)
  for (let source = 0; source < sources; source += 1) {
    seen[first + source] = 1 << source
    frontier[first + source] = 1 << source
  }
  const all = sources === 32 ? -1 : (1 << sources) - 1
  for (let level = 1, isMoving = true; isMoving; level += 1) {
    isMoving = false
    for (let node = 0; node < nodes; node += 1) {
      const known = seen[node]!
      let arrived = 0
      if (known !== all) {
        const end = offsets[node + 1]!
        for (let entry = offsets[node]!; entry < end; entry += 1) arrived |= frontier[neighbours[entry]!]!
        arrived &= ~known
      }
      next[node] = arrived
      if (arrived === 0) continue
      isMoving = true
      const count = bitsIn(arrived)
      reach.reached[node]! += count
      reach.steps[node]! += count * level
    }
    for (let node = 0; node < nodes; node += 1) seen[node]! |= next[node]!
    const swap = frontier
    frontier = next
    next = swap
  }
}

/**
 * Closeness of each node, unweighted: the nodes reached per step, times the share of the graph that is reached, so that a
 * node of a small part does not look central. Wasserman, S. and Faust, K. (1994), Social Network Analysis, formula 5.22.
 * Nodes that reach nobody get 0.
 */
export function closenessOfReach({ reached, steps }: Reach): Float64Array {
  const others = Math.max(1, reached.length - 1)
  return reached.map((count, node) => (steps[node] === 0 ? 0 : (count / steps[node]!) * (count / others)))
}
