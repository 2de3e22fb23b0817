import { buildGraph, type EdgeColumns, type Graph } from '../../../analysis/network/graph.ts'
import {
  doGraphTask,
  joinPassing,
  joinReach,
  lanes,
  type WholeMeasure,
  type WholeMetric,
} from '../../../analysis/network/graph-tasks.ts'

export type Edge = readonly [number, number, number]

function columnsOf(nodes: number, edges: readonly Edge[]): EdgeColumns {
  return {
    nodes,
    from: Int32Array.from(edges, (edge) => edge[0]),
    to: Int32Array.from(edges, (edge) => edge[1]),
    weight: Float64Array.from(edges, (edge) => edge[2]),
  }
}

export const graphOf = (nodes: number, edges: readonly Edge[]): Graph => buildGraph(columnsOf(nodes, edges))

export const whole = (graph: Graph, metric: WholeMetric, seed = 1): WholeMeasure =>
  doGraphTask<'measure'>({ kind: 'measure', graph, metric, seed })

const counter = () => new Int32Array(new SharedArrayBuffer(4))

export function closeness(graph: Graph): Float64Array {
  const parts = Array.from({ length: lanes }, (_, lane) =>
    doGraphTask<'reach'>({ kind: 'reach', graph, lane, counter: counter() }),
  )
  return joinReach(parts, graph.nodes)
}

/** Exact without `drawn`; else estimated from these places of the folded graph. */
export function betweenness(graph: Graph, drawn: ((nodes: number) => Int32Array) | null = null) {
  const folded = doGraphTask<'fold'>({ kind: 'fold', graph })
  const sources =
    drawn?.(folded.graph.nodes) ?? Int32Array.from({ length: folded.graph.nodes }, (_, node) => node)
  const parts = Array.from({ length: lanes }, (_, lane) =>
    doGraphTask<'passing'>({
      kind: 'passing',
      folded,
      sources: sources.filter((_, place) => place % lanes === lane),
      isSample: drawn !== null,
      counter: counter(),
    }),
  )
  return joinPassing(folded, parts, graph.nodes, drawn ? sources.length : null)
}
