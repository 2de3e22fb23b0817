import {
  betweennessOfPassing,
  DependencySearch,
  emptyPassing,
  type Passing,
  sampledBetweenness,
} from './betweenness.ts'
import { addReachOfBatch, closenessBatches, closenessOfReach, emptyReach, type Reach } from './closeness.ts'
import { type FoldedGraph, foldLeaves } from './fold-leaves.ts'
import { buildGraph, type EdgeColumns, type Graph } from './graph.ts'
import { leiden } from './leiden.ts'
import { components, coreNumbers, degree, strength } from './local-measures.ts'
import { shortestPath } from './shortest-path.ts'
import { eigenvectorCentrality, pageRank } from './spread-measures.ts'

/** Work is split into this many lanes on every machine, so that sums are the same on all of them. */
export const lanes = 8

export interface WholeMeasure {
  readonly values: Float64Array
  readonly isConverged: boolean
  readonly residual: number
  readonly modularity: number | null
}

/** One piece of work for a thread. `counter` is shared: each thread adds what it has done. */
export type GraphTask =
  | { readonly kind: 'build'; readonly columns: EdgeColumns }
  | { readonly kind: 'measure'; readonly graph: Graph; readonly metric: WholeMetric; readonly seed: number }
  | { readonly kind: 'fold'; readonly graph: Graph }
  | {
      readonly kind: 'passing'
      readonly folded: FoldedGraph
      readonly sources: Int32Array
      readonly isSample: boolean
      readonly counter: Int32Array
    }
  | { readonly kind: 'reach'; readonly graph: Graph; readonly lane: number; readonly counter: Int32Array }
  | {
      readonly kind: 'path'
      readonly graph: Graph
      readonly from: number
      readonly to: number
      readonly avoided: Uint8Array
    }

export type WholeMetric = 'degree' | 'strength' | 'pagerank' | 'eigenvector' | 'core' | 'community'

export interface GraphResults {
  build: { graph: Graph; components: number }
  measure: WholeMeasure
  fold: FoldedGraph
  passing: Passing
  reach: Reach
  path: number[] | null
}

/** For larger graphs the passes of Leiden are limited: three reach igraph's modularity, and more gain little. */
const manyEdges = 200_000

const exactly = (values: Float64Array): WholeMeasure => ({
  values,
  isConverged: true,
  residual: 0,
  modularity: null,
})

function measure(graph: Graph, metric: WholeMetric, seed: number): WholeMeasure {
  switch (metric) {
    case 'degree':
      return exactly(degree(graph))
    case 'strength':
      return exactly(strength(graph))
    case 'core':
      return exactly(coreNumbers(graph))
    case 'pagerank':
      return { ...pageRank(graph), modularity: null }
    case 'eigenvector':
      return { ...eigenvectorCentrality(graph), modularity: null }
    case 'community': {
      const found = leiden(graph, {
        seed,
        resolution: 1,
        mostPasses: graph.edges > manyEdges ? 3 : 10,
      })
      return {
        ...exactly(Float64Array.from(found.community, (one) => one + 1)),
        modularity: found.modularity,
      }
    }
  }
}

function passingOf({ folded, sources, isSample, counter }: Extract<GraphTask, { kind: 'passing' }>): Passing {
  const passing = emptyPassing(folded.graph.nodes, isSample)
  const search = new DependencySearch(folded.graph, folded.loads)
  for (const source of sources) {
    search.add(source, passing)
    Atomics.add(counter, 0, 1)
  }
  return passing
}

function reachOf({ graph, lane, counter }: Extract<GraphTask, { kind: 'reach' }>): Reach {
  const reach = emptyReach(graph.nodes)
  for (let batch = lane; batch < closenessBatches(graph); batch += lanes) {
    addReachOfBatch(graph, batch, reach)
    Atomics.add(counter, 0, 1)
  }
  return reach
}

/** Does one piece of work; the same in a thread and in a test. */
export function doGraphTask<Kind extends GraphTask['kind']>(
  task: Extract<GraphTask, { kind: Kind }>,
): GraphResults[Kind]
export function doGraphTask(task: GraphTask): GraphResults[GraphTask['kind']] {
  switch (task.kind) {
    case 'build': {
      const graph = buildGraph(task.columns)
      return { graph, components: components(graph).sizes.length }
    }
    case 'measure':
      return measure(task.graph, task.metric, task.seed)
    case 'fold':
      return foldLeaves(task.graph)
    case 'passing':
      return passingOf(task)
    case 'reach':
      return reachOf(task)
    case 'path':
      return shortestPath(task.graph, task.from, task.to, task.avoided)
  }
}

const added = (parts: readonly Float64Array[], length: number): Float64Array => {
  const sum = new Float64Array(length)
  for (const part of parts) for (let node = 0; node < length; node += 1) sum[node]! += part[node]!
  return sum
}

/** Closeness from the lanes of all batches. */
export const joinReach = (parts: readonly Reach[], nodes: number): Float64Array =>
  closenessOfReach({
    reached: added(
      parts.map((part) => part.reached),
      nodes,
    ),
    steps: added(
      parts.map((part) => part.steps),
      nodes,
    ),
  })

/** Betweenness from the lanes of all sources; with `samples` an estimate and its bound. */
export function joinPassing(
  folded: FoldedGraph,
  parts: readonly Passing[],
  wholeNodes: number,
  samples: number | null,
): { values: Float64Array; errorBound: number | null } {
  const passing = {
    sums: added(
      parts.map((part) => part.sums),
      folded.graph.nodes,
    ),
    squares:
      samples === null
        ? new Float64Array(0)
        : added(
            parts.map((part) => part.squares),
            folded.graph.nodes,
          ),
  }
  if (samples === null) return { values: betweennessOfPassing(folded, passing), errorBound: null }
  return sampledBetweenness(folded, passing, samples, wholeNodes)
}
