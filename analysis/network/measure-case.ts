import type { CaseStore } from '../case/store.ts'
import type { NetworkMeasure, NetworkMetric } from '../contract/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { type AskedNetwork, askNetwork, type NetworkQuestion, whyEmpty } from './ask-network.ts'
import { degreeOf, type Graph } from './graph.ts'
import { withGraphThreads } from './graph-threads.ts'
import { measureGraph } from './measure-graph.ts'
import { readGraph } from './read-graph.ts'

const hubShare = 0.5

/** A warning for the user: if one node is an end of most contacts, the measures of the others show little but their distance from it. */
function notesOn(graph: Graph, names: readonly string[]): string[] {
  if (graph.edges < 4) return []
  const hubs: string[] = []
  for (let node = 0; node < graph.nodes; node += 1) {
    const share = degreeOf(graph, node) / graph.edges
    if (share >= hubShare)
      hubs.push(
        `${names[node]} is one end of ${Math.round(share * 100)}% of all contacts: the values of the others mostly say how near they are to it.`,
      )
  }
  return hubs
}

/**
 * One measure for every node, best first; equal values by name.
 * @throws as `askNetwork`
 */
export async function measureCase(
  database: CaseStore,
  sight: Sight,
  question: NetworkQuestion & { metric: NetworkMetric; limit?: number; seed: number },
  progress: JobProgress,
): Promise<NetworkMeasure> {
  const startedAt = performance.now()
  progress.step('Reading who is in contact with whom')
  const { asked, names, columns } = await database.read(sight, progress.signal, async (connection) => {
    const asked = await askNetwork(connection, question)
    return { asked, ...(await readGraph(connection, asked)) }
  })
  const answer = (found: Omit<NetworkMeasure, 'metric' | 'unit' | 'seconds'>): NetworkMeasure => ({
    metric: question.metric,
    unit: question.unit,
    ...found,
    seconds: (performance.now() - startedAt) / 1000,
  })
  if (names.length === 0) return answer(nothingFound(asked))
  return withGraphThreads(progress.signal, async (threads) => {
    const { graph, components } = await threads.run({ kind: 'build', columns })
    const measured = await measureGraph(graph, question.metric, question.seed, threads, progress)
    return answer({
      nodes: graph.nodes,
      edges: graph.edges,
      communications: columns.weight.reduce((sum, weight) => sum + weight, 0),
      components,
      method: measured.method,
      exact: measured.isExact,
      errorBound: measured.errorBound,
      modularity: measured.modularity,
      notes: notesOn(graph, names),
      values: ranked(names, measured.values, question.metric, question.limit),
    })
  })
}

const nothingFound = (asked: AskedNetwork) => ({
  nodes: 0,
  edges: 0,
  communications: 0,
  components: 0,
  method: 'Nothing was computed.',
  exact: true,
  errorBound: null,
  modularity: null,
  notes: [whyEmpty(asked)],
  values: [],
})

function ranked(
  names: readonly string[],
  values: Float64Array,
  metric: NetworkMetric,
  limit: number | undefined,
): NetworkMeasure['values'] {
  const direction = metric === 'community' ? 1 : -1
  return Array.from(values, (_, node) => node)
    .sort((left, right) => direction * (values[left]! - values[right]!) || left - right)
    .slice(0, limit)
    .map((node) => ({ node: names[node]!, value: values[node]! }))
}
