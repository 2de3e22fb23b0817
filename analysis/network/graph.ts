/**
 * An undirected graph without loops or repeated edges, in compressed sparse rows: the neighbours of node `v` are
 * `neighbours[offsets[v]] ... neighbours[offsets[v + 1] - 1]`, in ascending order, and `weights` beside them. Every edge
 * occurs twice, once from each end. The arrays are in shared memory where several threads read them.
 */
export interface Graph {
  readonly nodes: number
  /** Edges counted once. */
  readonly edges: number
  /** Length `nodes + 1`. */
  readonly offsets: Int32Array
  /** Length `2 * edges`. */
  readonly neighbours: Int32Array
  /** Length `2 * edges`: how many communications an edge stands for. */
  readonly weights: Float64Array
}

/** Edges as columns, each edge once, in any order and either direction. */
export interface EdgeColumns {
  readonly nodes: number
  readonly from: Int32Array
  readonly to: Int32Array
  readonly weight: Float64Array
}

const sharedInts = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4))
const sharedFloats = (length: number) => new Float64Array(new SharedArrayBuffer(length * 8))

interface Placed {
  offsets: Int32Array
  places: Int32Array
}

/** A stable counting sort: `places` lists what has each key, in its original order. */
function countingSort(keys: Int32Array, kinds: number): Placed {
  const offsets = sharedInts(kinds + 1)
  for (let index = 0; index < keys.length; index += 1) offsets[keys[index]! + 1]! += 1
  for (let kind = 0; kind < kinds; kind += 1) offsets[kind + 1]! += offsets[kind]!
  const next = offsets.slice(0, kinds)
  const places = new Int32Array(keys.length)
  for (let index = 0; index < keys.length; index += 1) places[next[keys[index]!]!++] = index
  return { offsets, places }
}

/**
 * Builds the rows from edges; loops are dropped and repeated edges are added up.
 * @param columns `from` and `to` are node indices from 0 to `nodes - 1`
 * @throws RangeError for an index outside of the graph
 */
export function buildGraph({ nodes, from, to, weight }: EdgeColumns): Graph {
  let ends = 0
  for (let edge = 0; edge < from.length; edge += 1) {
    const one = from[edge]!
    const other = to[edge]!
    if (one < 0 || other < 0 || one >= nodes || other >= nodes)
      throw new RangeError(`edge ${edge} joins ${one} and ${other} in a graph of ${nodes} nodes`)
    if (one !== other) ends += 2
  }
  const sources = new Int32Array(ends)
  const targets = new Int32Array(ends)
  const loads = new Float64Array(ends)
  let end = 0
  for (let edge = 0; edge < from.length; edge += 1) {
    const one = from[edge]!
    const other = to[edge]!
    if (one === other) continue
    sources[end] = one
    targets[end] = other
    loads[end] = weight[edge]!
    sources[end + 1] = other
    targets[end + 1] = one
    loads[end + 1] = weight[edge]!
    end += 2
  }
  const byTarget = countingSort(targets, nodes).places
  const sourcesByTarget = byTarget.map((place) => sources[place]!)
  const { offsets, places } = countingSort(sourcesByTarget, nodes)
  const neighbours = sharedInts(ends)
  const weights = sharedFloats(ends)
  const merged = sharedInts(nodes + 1)
  let written = 0
  for (let node = 0; node < nodes; node += 1) {
    const first = written
    for (let place = offsets[node]!; place < offsets[node + 1]!; place += 1) {
      const entry = byTarget[places[place]!]!
      if (written > first && neighbours[written - 1] === targets[entry])
        weights[written - 1]! += loads[entry]!
      else {
        neighbours[written] = targets[entry]!
        weights[written] = loads[entry]!
        written += 1
      }
    }
    merged[node + 1] = written
  }
  return {
    nodes,
    edges: written / 2,
    offsets: merged,
    neighbours: neighbours.subarray(0, written),
    weights: weights.subarray(0, written),
  }
}

export const degreeOf = (graph: Graph, node: number): number =>
  graph.offsets[node + 1]! - graph.offsets[node]!
