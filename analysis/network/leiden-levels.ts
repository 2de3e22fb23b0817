import type { Graph } from './graph.ts'
import { strength } from './local-measures.ts'

/** A graph whose nodes stand for groups of the nodes below; edges within a node are in its load alone. */
export interface Level {
  readonly nodes: number
  readonly offsets: Int32Array
  readonly neighbours: Int32Array
  readonly weights: Float64Array
  /** Weight of all edge ends in each node. */
  readonly load: Float64Array
  /** What a unit of load expects to find of another: resolution over all edge ends. */
  readonly perLoad: number
}

export function levelOf(graph: Graph, resolution: number): Level {
  const load = strength(graph)
  let ends = 0
  for (const one of load) ends += one
  return { ...graph, load, perLoad: ends === 0 ? 0 : resolution / ends }
}

/** Nodes by group, in the order of nodes. */
export function membersOf(group: Int32Array, groups: number): { first: Int32Array; members: Int32Array } {
  const first = new Int32Array(groups + 1)
  for (const one of group) first[one + 1]! += 1
  for (let one = 0; one < groups; one += 1) first[one + 1]! += first[one]!
  const next = first.slice()
  const members = new Int32Array(group.length)
  for (let node = 0; node < group.length; node += 1) members[next[group[node]!]!++] = node
  return { first, members }
}

/** One node for each group, its edges added up. */
export function aggregate(level: Level, group: Int32Array, groups: number): Level {
  const { first, members } = membersOf(group, groups)
  const offsets = new Int32Array(groups + 1)
  const neighbours = new Int32Array(level.neighbours.length)
  const weights = new Float64Array(level.neighbours.length)
  const load = new Float64Array(groups)
  const weightTo = new Float64Array(groups)
  const touched = new Int32Array(groups)
  let written = 0
  for (let own = 0; own < groups; own += 1) {
    let count = 0
    for (let place = first[own]!; place < first[own + 1]!; place += 1) {
      const node = members[place]!
      load[own]! += level.load[node]!
      const end = level.offsets[node + 1]!
      for (let entry = level.offsets[node]!; entry < end; entry += 1) {
        const other = group[level.neighbours[entry]!]!
        if (other === own) continue
        if (weightTo[other] === 0) touched[count++] = other
        weightTo[other]! += level.weights[entry]!
      }
    }
    for (let place = 0; place < count; place += 1) {
      const other = touched[place]!
      neighbours[written] = other
      weights[written] = weightTo[other]!
      weightTo[other] = 0
      written += 1
    }
    offsets[own + 1] = written
  }
  return {
    nodes: groups,
    offsets,
    neighbours: neighbours.slice(0, written),
    weights: weights.slice(0, written),
    load,
    perLoad: level.perLoad,
  }
}
