import type { Graph } from './graph.ts'
import { aggregate, type Level, levelOf } from './leiden-levels.ts'
import { refine } from './leiden-refine.ts'
import { bySize } from './local-measures.ts'
import { randomNumbers, shuffle } from './random-numbers.ts'

interface LeidenOptions {
  readonly seed: number
  /** Larger finds more and smaller communities; 1 is modularity as Newman and Girvan (2004) define it. */
  readonly resolution: number
  /** Passes over the whole graph; it ends early when a pass changes nothing. */
  readonly mostPasses: number
  readonly onPass?: (pass: number) => void
}

const defaultLeiden: LeidenOptions = { seed: 1, resolution: 1, mostPasses: 3 }

interface Communities {
  /** The community of each node, 0 the largest. */
  readonly community: Int32Array
  readonly sizes: Int32Array
  readonly modularity: number
}

/**
 * Communities by modularity over communications, each of them connected.
 * Traag, V., Waltman, L. and van Eck, N. (2019), From Louvain to Leiden, Scientific Reports 9, 5233. The same seed gives the
 * same communities.
 */
export function leiden(graph: Graph, options: LeidenOptions = defaultLeiden): Communities {
  const random = randomNumbers(options.seed)
  const whole = levelOf(graph, options.resolution)
  let community: Int32Array = Int32Array.from({ length: graph.nodes }, (_, node) => node)
  let quality = Number.NEGATIVE_INFINITY
  for (let pass = 0; pass < options.mostPasses; pass += 1) {
    options.onPass?.(pass)
    const found = onePass(whole, community, random)
    const reached = modularity(graph, found, options.resolution)
    if (reached <= quality + 1e-10) break
    community = found
    quality = reached
  }
  const sizes: number[] = []
  for (const one of community) sizes[one] = (sizes[one] ?? 0) + 1
  const { component, sizes: ordered } = bySize(community, sizes)
  return { community: component, sizes: ordered, modularity: graph.edges === 0 ? 0 : quality }
}

function onePass(whole: Level, start: Int32Array, random: () => number): Int32Array {
  let level = whole
  let membership = start.slice()
  let communities = renumber(membership)
  const place = Int32Array.from({ length: whole.nodes }, (_, node) => node)
  const result = new Int32Array(whole.nodes)
  for (;;) {
    moveFast(level, membership, communities, random)
    communities = renumber(membership)
    for (let node = 0; node < place.length; node += 1) result[node] = membership[place[node]!]!
    if (communities === level.nodes) return result
    const refined = refine(level, membership, communities, random)
    const parts = renumber(refined)
    if (parts === level.nodes) return result
    const above = new Int32Array(parts)
    for (let node = 0; node < level.nodes; node += 1) above[refined[node]!] = membership[node]!
    for (let node = 0; node < place.length; node += 1) place[node] = refined[place[node]!]!
    level = aggregate(level, refined, parts)
    membership = above
  }
}

/** Numbers groups 0, 1, 2 ... in the order of their first node, in place; returns how many there are. */
function renumber(group: Int32Array): number {
  const now = new Int32Array(group.length).fill(-1)
  let count = 0
  for (let node = 0; node < group.length; node += 1) {
    const old = group[node]!
    if (now[old] === -1) now[old] = count++
    group[node] = now[old]!
  }
  return count
}

/** Moves single nodes to the best neighbouring community until none gains, visiting only those whose neighbours moved. */
function moveFast(level: Level, community: Int32Array, communities: number, random: () => number): void {
  const { nodes, offsets, neighbours, weights, load, perLoad } = level
  const total = new Float64Array(nodes)
  const members = new Int32Array(nodes)
  for (let node = 0; node < nodes; node += 1) {
    total[community[node]!]! += load[node]!
    members[community[node]!]! += 1
  }
  const empty: number[] = []
  for (let one = nodes - 1; one >= communities; one -= 1) empty.push(one)
  const queue = Int32Array.from({ length: nodes }, (_, node) => node)
  shuffle(queue, nodes, random)
  const isWaiting = new Uint8Array(nodes).fill(1)
  const weightTo = new Float64Array(nodes)
  const touched = new Int32Array(nodes)
  let head = 0
  let waiting = nodes
  while (waiting > 0) {
    const node = queue[head]!
    head = head + 1 === nodes ? 0 : head + 1
    waiting -= 1
    isWaiting[node] = 0
    const own = community[node]!
    const scaled = load[node]! * perLoad
    let count = 0
    const end = offsets[node + 1]!
    for (let entry = offsets[node]!; entry < end; entry += 1) {
      const one = community[neighbours[entry]!]!
      if (weightTo[one] === 0) touched[count++] = one
      weightTo[one]! += weights[entry]!
    }
    let best = own
    let bestGain = weightTo[own]! - scaled * (total[own]! - load[node]!)
    for (let place = 0; place < count; place += 1) {
      const one = touched[place]!
      if (one === own) continue
      const gain = weightTo[one]! - scaled * total[one]!
      if (gain > bestGain + 1e-10) {
        best = one
        bestGain = gain
      }
    }
    for (let place = 0; place < count; place += 1) weightTo[touched[place]!] = 0
    if (bestGain < -1e-10 && members[own]! > 1) best = empty.pop()!
    if (best === own) continue
    total[own]! -= load[node]!
    members[own]! -= 1
    if (members[own] === 0) {
      total[own] = 0
      empty.push(own)
    }
    total[best]! += load[node]!
    members[best]! += 1
    community[node] = best
    for (let entry = offsets[node]!; entry < end; entry += 1) {
      const other = neighbours[entry]!
      if (isWaiting[other] === 1 || community[other] === best) continue
      isWaiting[other] = 1
      let tail = head + waiting
      if (tail >= nodes) tail -= nodes
      queue[tail] = other
      waiting += 1
    }
  }
}

/** Newman, M. and Girvan, M. (2004), Physical Review E 69, 026113, weighted. */
export function modularity(graph: Graph, community: Int32Array, resolution = 1): number {
  const inside = new Float64Array(graph.nodes + 1)
  const total = new Float64Array(graph.nodes + 1)
  let all = 0
  for (let node = 0; node < graph.nodes; node += 1) {
    const own = community[node]!
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry += 1) {
      const weight = graph.weights[entry]!
      all += weight
      total[own]! += weight
      if (community[graph.neighbours[entry]!] === own) inside[own]! += weight
    }
  }
  if (all === 0) return 0
  let quality = 0
  for (let one = 0; one < total.length; one += 1)
    quality += inside[one]! / all - resolution * (total[one]! / all) ** 2
  return quality
}
