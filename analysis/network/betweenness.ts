import type { FoldedGraph } from './fold-leaves.ts'
import type { Graph } from './graph.ts'

/** Sums of the shortest paths through each node, over the sources that were searched. */
export interface Passing {
  readonly sums: Float64Array
  /** Sums of squares, for the error of a sample; empty where every source is searched. */
  readonly squares: Float64Array
}

export const emptyPassing = (nodes: number, isSample: boolean): Passing => ({
  sums: new Float64Array(nodes),
  squares: new Float64Array(isSample ? nodes : 0),
})

/**
 * Dependencies on each node of all shortest paths from one source, unweighted, kept in `Passing`.
 * Brandes, U. (2001), A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25, 163-177. The edges
 * of the shortest-path graph are recorded in the search, so that the backward pass reads them in order without tests.
 * @param loads how many nodes each node stands for; a source counts as often as it stands for
 */
export class DependencySearch {
  private readonly distance: Int32Array
  private readonly paths: Float64Array
  private readonly share: Float64Array
  private readonly order: Int32Array
  private readonly firstStep: Int32Array
  private readonly steps: Int32Array
  private readonly graph: Graph
  private readonly loads: Float64Array

  constructor(graph: Graph, loads: Float64Array) {
    this.graph = graph
    this.loads = loads
    this.distance = new Int32Array(graph.nodes).fill(-1)
    this.paths = new Float64Array(graph.nodes)
    this.share = new Float64Array(graph.nodes)
    this.order = new Int32Array(graph.nodes)
    this.firstStep = new Int32Array(graph.nodes + 1)
    this.steps = new Int32Array(graph.edges + 1)
  }

  add(source: number, passing: Passing): void {
    const reached = this.outward(source)
    this.back(source, reached, passing)
  }

  private outward(source: number): number {
    const { distance, paths, order, firstStep, steps } = this
    const { offsets, neighbours } = this.graph
    order[0] = source
    distance[source] = 0
    paths[source] = 1
    let tail = 1
    let step = 0
    for (let head = 0; head < tail; head += 1) {
      const node = order[head]!
      const further = distance[node]! + 1
      const ways = paths[node]!
      firstStep[head] = step
      const end = offsets[node + 1]!
      for (let entry = offsets[node]!; entry < end; entry += 1) {
        const other = neighbours[entry]!
        const known = distance[other]!
        if (known === further) {
          paths[other]! += ways
          steps[step++] = other
        } else if (known === -1) {
          distance[other] = further
          paths[other] = ways
          order[tail++] = other
          steps[step++] = other
        }
      }
    }
    firstStep[tail] = step
    return tail
  }

  private back(source: number, reached: number, passing: Passing): void {
    const { distance, paths, share, order, firstStep, steps, loads } = this
    const { sums, squares } = passing
    const load = loads[source]!
    const isSample = squares.length > 0
    for (let place = reached - 1; place > 0; place -= 1) {
      const node = order[place]!
      let sum = 0
      const end = firstStep[place + 1]!
      for (let step = firstStep[place]!; step < end; step += 1) sum += share[steps[step]!]!
      const dependency = paths[node]! * sum
      share[node] = (loads[node]! + dependency) / paths[node]!
      distance[node] = -1
      const passed = isSample ? dependency : load * dependency
      sums[node]! += passed
      if (isSample) squares[node]! += passed * passed
    }
    distance[source] = -1
  }
}

/** Exact betweenness, each unordered pair counted once, from the passing of every remaining node of a folded graph. */
export function betweennessOfPassing(folded: FoldedGraph, passing: Passing): Float64Array {
  const values = folded.settled.slice()
  folded.originals.forEach((node, index) => {
    values[node]! += passing.sums[index]!
  })
  return values.map((value) => value / 2)
}

interface SampledBetweenness {
  readonly values: Float64Array
  /** With probability `certainty`, no value of the whole graph is further off than this. */
  readonly errorBound: number
}

/**
 * Betweenness estimated from sources drawn with replacement in proportion to what they stand for, and how far off it can be.
 * Brandes, U. and Pich, C. (2007), International Journal of Bifurcation and Chaos 17, 2303-2318, for the estimate. The bound
 * is the smaller of Hoeffding's (1963) and the empirical Bernstein bound of Maurer, A. and Pontil, M. (2009, COLT, theorem 4),
 * each for all nodes at once.
 * @param samples how many sources were drawn
 * @param wholeNodes nodes before folding: a dependency is at most `wholeNodes - 2`
 */
export function sampledBetweenness(
  folded: FoldedGraph,
  passing: Passing,
  samples: number,
  wholeNodes: number,
  certainty = 0.95,
): SampledBetweenness {
  const remainingLoad = folded.loads.reduce((sum, load) => sum + load, 0)
  const range = Math.max(1, wholeNodes - 2)
  const kept = Math.max(1, folded.originals.length)
  const failure = (1 - certainty) / (2 * kept)
  const hoeffding = range * Math.sqrt(Math.log(2 / failure) / (2 * samples))
  const logarithm = Math.log(4 / failure)
  const values = folded.settled.slice()
  let widest = 0
  folded.originals.forEach((node, index) => {
    const mean = passing.sums[index]! / samples
    const variance = Math.max(0, (passing.squares[index]! - samples * mean * mean) / Math.max(1, samples - 1))
    const bernstein =
      Math.sqrt((2 * variance * logarithm) / samples) +
      (7 * range * logarithm) / (3 * Math.max(1, samples - 1))
    widest = Math.max(widest, Math.min(hoeffding, bernstein))
    values[node]! += mean * remainingLoad
  })
  return { values: values.map((value) => value / 2), errorBound: (widest * remainingLoad) / 2 }
}
