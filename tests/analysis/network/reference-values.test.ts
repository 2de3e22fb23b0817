import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { components } from '../../../analysis/network/local-measures.ts'
import { betweenness, closeness, type Edge, graphOf, whole } from './compute-measures.ts'

interface Reference {
  name: string
  nodes: number
  edges: Edge[]
  degree: number[]
  strength: number[]
  pagerank: number[]
  betweenness: number[]
  closeness: number[]
  eigenvector: number[] | null
  core: number[]
  components: number[]
  modularity: number
}

const golden = (name: string): { libraries: Record<string, string>; graphs: Reference[] } =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../golden', name), 'utf8'))

const { libraries, graphs } = golden('network-measures.json')
const all = [...graphs, ...golden('network-measures-random.json').graphs]

const farthest = (values: ArrayLike<number>, expected: readonly number[]): number =>
  expected.reduce(
    (most, value, node) => Math.max(most, Math.abs(values[node]! - value) / Math.max(1, Math.abs(value))),
    values.length === expected.length ? 0 : Number.POSITIVE_INFINITY,
  )

describe(`beside igraph ${libraries.igraph} and networkx ${libraries.networkx}`, () => {
  it.each(all)('$name', (reference) => {
    const graph = graphOf(reference.nodes, reference.edges)
    expect(graph.edges).toBe(reference.edges.length)
    expect([...components(graph).sizes]).toEqual(reference.components)
    expect([...whole(graph, 'degree').values]).toEqual(reference.degree)
    expect([...whole(graph, 'strength').values]).toEqual(reference.strength)
    expect([...whole(graph, 'core').values]).toEqual(reference.core)
    expect(farthest(betweenness(graph).values, reference.betweenness)).toBeLessThan(1e-9)
    expect(farthest(closeness(graph), reference.closeness)).toBeLessThan(1e-11)
    expect(farthest(whole(graph, 'pagerank').values, reference.pagerank)).toBeLessThan(1e-9)
    if (reference.eigenvector)
      expect(farthest(whole(graph, 'eigenvector').values, reference.eigenvector)).toBeLessThan(1e-8)
  })

  it.each(all)('finds communities no worse: $name', (reference) => {
    const found = whole(graphOf(reference.nodes, reference.edges), 'community')
    expect(found.modularity).toBeGreaterThan(reference.modularity - 1e-3)
  })
})
