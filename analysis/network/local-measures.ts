import type { Graph } from './graph.ts'

/** How many others each node is in touch with. Freeman, L. (1978), Social Networks 1, 215-239. */
export function degree(graph: Graph): Float64Array {
  return Float64Array.from(
    { length: graph.nodes },
    (_, node) => graph.offsets[node + 1]! - graph.offsets[node]!,
  )
}

/** Communications of each node with all others. Barrat, A. et al. (2004), PNAS 101, 3747-3752. */
export function strength(graph: Graph): Float64Array {
  const sums = new Float64Array(graph.nodes)
  for (let node = 0; node < graph.nodes; node += 1) {
    let sum = 0
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry += 1)
      sum += graph.weights[entry]!
    sums[node] = sum
  }
  return sums
}

interface Components {
  /** The component of each node; numbered by size, the largest is 0, ties by their lowest node. */
  readonly component: Int32Array
  /** Nodes in each component. */
  readonly sizes: Int32Array
}

/** Connected components by breadth-first search. Hopcroft, J. and Tarjan, R. (1973), CACM 16, 372-378. */
export function components(graph: Graph): Components {
  const { nodes, offsets, neighbours } = graph
  const found = new Int32Array(nodes).fill(-1)
  const queue = new Int32Array(nodes)
  const sizes: number[] = []
  for (let start = 0; start < nodes; start += 1) {
    if (found[start] !== -1) continue
    let head = 0
    let tail = 1
    queue[0] = start
    found[start] = sizes.length
    while (head < tail) {
      const node = queue[head++]!
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry += 1) {
        const other = neighbours[entry]!
        if (found[other] !== -1) continue
        found[other] = sizes.length
        queue[tail++] = other
      }
    }
    sizes.push(tail)
  }
  return bySize(found, sizes)
}

/** Renumbers groups by size, largest first; equal sizes by the lowest node in them. */
export function bySize(group: Int32Array, sizes: readonly number[]): Components {
  const firstSeen = new Int32Array(sizes.length).fill(-1)
  for (let node = group.length - 1; node >= 0; node -= 1) firstSeen[group[node]!] = node
  const order = sizes
    .map((_, index) => index)
    .sort((left, right) => sizes[right]! - sizes[left]! || firstSeen[left]! - firstSeen[right]!)
  const place = new Int32Array(sizes.length)
  order.forEach((old, now) => {
    place[old] = now
  })
  return {
    component: group.map((old) => place[old]!),
    sizes: Int32Array.from(order, (old) => sizes[old]!),
  }
}

/**
 * The core number of each node: the largest k for which it stays when nodes with fewer than k contacts are taken away
 * again and again. Batagelj, V. and Zaveršnik, M. (2003), arXiv:cs/0310049; time O(edges).
 */
export function coreNumbers(graph: Graph): Float64Array {
  const { nodes, offsets, neighbours } = graph
  const remaining = Int32Array.from({ length: nodes }, (_, node) => offsets[node + 1]! - offsets[node]!)
  let largest = 0
  for (const count of remaining) if (count > largest) largest = count
  const bucket = new Int32Array(largest + 2)
  for (const count of remaining) bucket[count + 1]! += 1
  for (let count = 0; count <= largest; count += 1) bucket[count + 1]! += bucket[count]!
  const order = new Int32Array(nodes)
  const place = new Int32Array(nodes)
  const next = bucket.slice()
  for (let node = 0; node < nodes; node += 1) {
    place[node] = next[remaining[node]!]!
    order[next[remaining[node]!]!++] = node
  }
  for (let turn = 0; turn < nodes; turn += 1) {
    const node = order[turn]!
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry += 1) {
      const other = neighbours[entry]!
      const count = remaining[other]!
      if (count <= remaining[node]!) continue
      const start = bucket[count]!
      const first = order[start]!
      const from = place[other]!
      order[from] = first
      place[first] = from
      order[start] = other
      place[other] = start
      bucket[count] = start + 1
      remaining[other] = count - 1
    }
  }
  return Float64Array.from(remaining)
}
