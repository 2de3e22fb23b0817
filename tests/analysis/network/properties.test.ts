import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Graph } from '../../../analysis/network/graph.ts'
import { leiden, modularity } from '../../../analysis/network/leiden.ts'
import { components } from '../../../analysis/network/local-measures.ts'
import { randomNumbers } from '../../../analysis/network/random-numbers.ts'
import { shortestPath } from '../../../analysis/network/shortest-path.ts'
import { betweenness, closeness, type Edge, graphOf, whole } from './compute-measures.ts'

interface Drawn {
  nodes: number
  edges: Edge[]
}

const drawnGraph: fc.Arbitrary<Drawn> = fc.integer({ min: 2, max: 40 }).chain((nodes) =>
  fc
    .uniqueArray(
      fc
        .tuple(fc.nat(nodes - 1), fc.nat(nodes - 1), fc.integer({ min: 1, max: 9 }))
        .filter(([a, b]) => a !== b),
      { selector: ([a, b]) => Math.min(a, b) * nodes + Math.max(a, b), maxLength: 90 },
    )
    .map((edges) => ({ nodes, edges })),
)

const near = (left: ArrayLike<number>, right: ArrayLike<number>, tolerance = 1e-7) => {
  expect(left.length).toBe(right.length)
  for (let node = 0; node < left.length; node += 1)
    expect(Math.abs(left[node]! - right[node]!)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(right[node]!)),
    )
}

/** Betweenness by its definition: paths counted one pair at a time. */
function betweennessByDefinition(graph: Graph): number[] {
  const { nodes, offsets, neighbours } = graph
  const distance = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(-1))
  const paths = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0))
  for (let source = 0; source < nodes; source += 1) {
    distance[source]![source] = 0
    paths[source]![source] = 1
    const queue = [source]
    for (const node of queue)
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry += 1) {
        const other = neighbours[entry]!
        if (distance[source]![other] === -1) {
          distance[source]![other] = distance[source]![node]! + 1
          queue.push(other)
        }
        if (distance[source]![other] === distance[source]![node]! + 1)
          paths[source]![other]! += paths[source]![node]!
      }
  }
  const values = new Array<number>(nodes).fill(0)
  for (let one = 0; one < nodes; one += 1)
    for (let other = one + 1; other < nodes; other += 1)
      for (let node = 0; node < nodes; node += 1)
        if (
          node !== one &&
          node !== other &&
          distance[one]![other]! > 0 &&
          distance[one]![node]! >= 0 &&
          distance[node]![other]! >= 0 &&
          distance[one]![node]! + distance[node]![other]! === distance[one]![other]!
        )
          values[node]! += (paths[one]![node]! * paths[node]![other]!) / paths[one]![other]!
  return values
}

describe('any graph', () => {
  it('has betweenness as it is defined, however much of it folds away', () => {
    fc.assert(
      fc.property(drawnGraph, ({ nodes, edges }) => {
        const graph = graphOf(nodes, edges)
        near(betweenness(graph).values, betweennessByDefinition(graph))
      }),
      { numRuns: 200 },
    )
  })

  it('gives each node the same values when nodes are named in another order', () => {
    fc.assert(
      fc.property(drawnGraph, fc.integer(), ({ nodes, edges }, seed) => {
        const random = randomNumbers(seed)
        const order = Array.from({ length: nodes }, (_, node) => ({ node, key: random() }))
          .sort((left, right) => left.key - right.key)
          .map(({ node }) => node)
        const renamed = graphOf(
          nodes,
          edges.map(([from, to, weight]) => [order[from]!, order[to]!, weight]),
        )
        const graph = graphOf(nodes, edges)
        const inPlace = (values: Float64Array) =>
          Array.from({ length: nodes }, (_, node) => values[order[node]!]!)
        for (const metric of ['degree', 'strength', 'core', 'pagerank'] as const)
          near(inPlace(whole(renamed, metric).values), whole(graph, metric).values)
        near(inPlace(betweenness(renamed).values), betweenness(graph).values)
        near(inPlace(closeness(renamed)), closeness(graph))
        expect([...components(renamed).sizes]).toEqual([...components(graph).sizes])
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the sums and bounds that each measure has by definition', () => {
    fc.assert(
      fc.property(drawnGraph, ({ nodes, edges }) => {
        const graph = graphOf(nodes, edges)
        const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)
        expect(sum(whole(graph, 'degree').values)).toBe(2 * edges.length)
        expect(sum(whole(graph, 'pagerank').values)).toBeCloseTo(1, 9)
        const eigenvector = whole(graph, 'eigenvector').values
        expect(Math.max(...eigenvector)).toBeCloseTo(edges.length > 0 ? 1 : 0, 9)
        for (const value of closeness(graph)) expect(value).toBeLessThanOrEqual(1 + 1e-12)
      }),
    )
  })

  it('is cut by Leiden into connected communities, the same for the same seed, never worse than its parts', () => {
    fc.assert(
      fc.property(drawnGraph, fc.integer(), ({ nodes, edges }, seed) => {
        const graph = graphOf(nodes, edges)
        const options = { seed, resolution: 1, mostPasses: 4 }
        const found = leiden(graph, options)
        expect([...leiden(graph, options).community]).toEqual([...found.community])
        expect(found.modularity).toBeCloseTo(modularity(graph, found.community), 9)
        if (edges.length > 0)
          expect(found.modularity).toBeGreaterThanOrEqual(
            modularity(graph, components(graph).component) - 1e-9,
          )
        const inside = graphOf(
          nodes,
          edges.filter(([from, to]) => found.community[from] === found.community[to]),
        )
        expect(components(inside).sizes.length).toBe(found.sizes.length)
      }),
      { numRuns: 200 },
    )
  })

  it('has shortest chains that are chains and as long as a search says', () => {
    fc.assert(
      fc.property(drawnGraph, fc.nat(), fc.nat(), ({ nodes, edges }, one, other) => {
        const graph = graphOf(nodes, edges)
        const [from, to] = [one % nodes, other % nodes]
        const path = shortestPath(graph, from, to)
        const { component } = components(graph)
        expect(path === null).toBe(component[from] !== component[to])
        if (!path) return
        expect([path[0], path.at(-1)]).toEqual([from, to])
        const isEdge = (a: number, b: number) =>
          edges.some(([x, y]) => (x === a && y === b) || (x === b && y === a))
        for (let step = 1; step < path.length; step += 1)
          expect(isEdge(path[step - 1]!, path[step]!)).toBe(true)
        expect(shortestPath(graph, to, from)?.length).toBe(path.length)
      }),
    )
  })
})

describe('odd graphs', () => {
  it('has nothing to say of an empty graph, and says it', () => {
    const graph = graphOf(0, [])
    for (const metric of ['degree', 'pagerank', 'eigenvector', 'core', 'community'] as const)
      expect(whole(graph, metric).values.length).toBe(0)
    expect(betweenness(graph).values.length).toBe(0)
    expect(closeness(graph).length).toBe(0)
  })

  it('knows one node alone', () => {
    const graph = graphOf(1, [])
    expect([...whole(graph, 'pagerank').values]).toEqual([1])
    expect([...whole(graph, 'core').values, ...betweenness(graph).values, ...closeness(graph)]).toEqual([
      0, 0, 0,
    ])
    expect([...whole(graph, 'community').values]).toEqual([1])
  })

  it('adds up an edge that is given twice and drops a loop', () => {
    const graph = graphOf(2, [
      [0, 1, 2],
      [1, 0, 3],
      [1, 1, 9],
    ])
    expect(graph.edges).toBe(1)
    expect([...whole(graph, 'strength').values]).toEqual([5, 5])
  })

  it('refuses an edge to a node that is not there', () => {
    expect(() => graphOf(2, [[0, 2, 1]])).toThrow(RangeError)
  })

  it('puts every pair of spokes through a hub', () => {
    const spokes = 90
    const graph = graphOf(
      spokes + 1,
      Array.from({ length: spokes }, (_, spoke) => [0, spoke + 1, 1] as const),
    )
    expect(betweenness(graph).values[0]).toBe((spokes * (spokes - 1)) / 2)
    expect(whole(graph, 'eigenvector').values[1]).toBeCloseTo(1 / Math.sqrt(spokes), 9)
    expect(closeness(graph)[0]).toBe(1)
  })

  it('stops at the strongest of the shortest chains, and goes round what is avoided', () => {
    const graph = graphOf(5, [
      [0, 1, 9],
      [1, 4, 9],
      [0, 2, 1],
      [2, 4, 9],
      [0, 3, 5],
      [3, 4, 5],
    ])
    expect(shortestPath(graph, 0, 4)).toEqual([0, 1, 4])
    expect(shortestPath(graph, 0, 4, Uint8Array.of(0, 1, 0, 0, 0))).toEqual([0, 3, 4])
    expect(shortestPath(graph, 0, 4, Uint8Array.of(0, 1, 1, 1, 0))).toBeNull()
  })
})

describe('betweenness from a sample', () => {
  const random = randomNumbers(5)
  const nodes = 300
  const graph = graphOf(
    nodes,
    Array.from(
      { length: 900 },
      () => [Math.floor(random() * nodes), Math.floor(random() * nodes), 1] as const,
    ),
  )
  const exact = betweenness(graph).values

  it('stays within its stated error, and is not exact', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const draw = randomNumbers(seed)
      const { values, errorBound } = betweenness(graph, (kept) =>
        Int32Array.from({ length: 200 }, () => Math.floor(draw() * kept)),
      )
      const largestError = values.reduce(
        (most, value, node) => Math.max(most, Math.abs(value - exact[node]!)),
        0,
      )
      expect(largestError).toBeGreaterThan(0)
      expect(largestError).toBeLessThanOrEqual(errorBound!)
    }
  })
})
