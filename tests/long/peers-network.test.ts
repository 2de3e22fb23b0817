import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { components } from '../../analysis/network/local-measures.ts'
import { betweenness, closeness, type Edge, graphOf, whole } from '../analysis/network/compute-measures.ts'
import { seeded } from '../durability/seeded.ts'
import { keepFigures, keepReason } from '../support/figures.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { pythonWithGraphs } from './peers/programs.ts'

const seed = Number(process.env.HUBLINE_SEED ?? 301)

/** Edges between drawn nodes, each pair once; with `hubs`, half of them end at one of the first twenty. */
function drawn(nodes: number, edges: number, hubs: boolean, random: () => number): Edge[] {
  const found = new Map<string, Edge>()
  while (found.size < edges) {
    const from = Math.floor(random() * (hubs && random() < 0.5 ? 20 : nodes))
    const to = Math.floor(random() * nodes)
    const [low, high] = [Math.min(from, to), Math.max(from, to)]
    if (low !== high) found.set(`${low} ${high}`, [low, high, 1 + Math.floor(random() * 9)])
  }
  return [...found.values()]
}

type Measure = 'degree' | 'strength' | 'pagerank' | 'betweenness' | 'closeness' | 'core'
type Peer = { name: string; nodes: number; edges: Edge[]; components: number[]; modularity: number } & Record<
  Measure,
  number[]
>

const farthest = (ours: ArrayLike<number>, theirs: readonly number[]) =>
  theirs.reduce(
    (most, value, node) => Math.max(most, Math.abs(ours[node]! - value) / Math.max(1, Math.abs(value))),
    0,
  )

it('network measures equal those of igraph and networkx on graphs drawn by seed', ({ skip }) => {
  const folder = temporaryFolder()
  const python = pythonWithGraphs(folder)
  if ('missing' in python) {
    keepReason(python.missing)
    skip(python.missing)
    return
  }
  const random = seeded(seed)
  const given = [
    { name: 'sparse', nodes: 3000, edges: drawn(3000, 4000, false, random) },
    { name: 'dense', nodes: 500, edges: drawn(500, 10_000, false, random) },
    { name: 'hubs', nodes: 4000, edges: drawn(4000, 12_000, true, random) },
  ]
  const [inPlace, outPlace] = [join(folder, 'graphs.json'), join(folder, 'measures.json')]
  writeFileSync(inPlace, JSON.stringify(given))
  const script = join(import.meta.dirname, 'peers/network-measures.py')
  const { status, stderr } = spawnSync(python.program, [script, inPlace, outPlace], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  const { libraries, graphs } = JSON.parse(readFileSync(outPlace, 'utf8')) as {
    libraries: Record<string, string>
    graphs: Peer[]
  }
  let most = 0
  for (const peer of graphs) {
    const graph = graphOf(peer.nodes, peer.edges)
    const ours: Record<Measure, ArrayLike<number>> = {
      degree: whole(graph, 'degree').values,
      strength: whole(graph, 'strength').values,
      pagerank: whole(graph, 'pagerank').values,
      core: whole(graph, 'core').values,
      betweenness: betweenness(graph).values,
      closeness: closeness(graph),
    }
    for (const [measure, values] of Object.entries(ours)) {
      const difference = farthest(values, peer[measure as Measure])
      expect(difference, `${measure} of ${peer.name}`).toBeLessThan(1e-8)
      most = Math.max(most, difference)
    }
    expect([...components(graph).sizes]).toEqual(peer.components)
    expect(whole(graph, 'community').modularity).toBeGreaterThan(peer.modularity - 2e-3)
  }
  keepFigures({
    seed,
    beside: `igraph ${libraries.igraph}, networkx ${libraries.networkx}`,
    graphs: graphs.length,
    'largest relative difference': most.toExponential(1),
  })
})
