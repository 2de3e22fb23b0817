import type { NetworkMetric } from '../contract/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { closenessBatches } from './closeness.ts'
import type { Graph } from './graph.ts'
import { joinPassing, joinReach, lanes } from './graph-tasks.ts'
import { counted, type GraphThreads } from './graph-threads.ts'
import { randomNumbers } from './random-numbers.ts'

interface Measured {
  readonly values: Float64Array
  readonly method: string
  readonly isExact: boolean
  readonly errorBound: number | null
  readonly modularity: number | null
}

/** Up to here betweenness is exact: sources times edges after folding. 20,000 nodes with 100,000 edges are 2e9. */
const mostExactWork = 5e9
const workOfSample = 1e9
const fewestSamples = 256

const methods: Record<NetworkMetric, string> = {
  degree: 'Degree: how many others each is in touch with (Freeman 1978).',
  strength: 'Strength: calls, texts and chats with all others (Barrat and others 2004).',
  pagerank: 'PageRank over communications, damping 0.85, summing to 1 (Brin and Page 1998).',
  betweenness:
    'Exact betweenness, unweighted: pairs whose shortest chains pass through, each chain counting its share (Brandes 2001).',
  closeness:
    'Closeness, unweighted: nodes reached per step, times the share of the network reached (Wasserman and Faust 1994).',
  eigenvector: 'Eigenvector centrality over communications, largest 1 (Bonacich 1972).',
  core: 'Core number: the densest k-core that each belongs to (Batagelj and Zaveršnik 2003).',
  community: 'Leiden communities by modularity over communications (Traag, Waltman and van Eck 2019).',
}

/**
 * Computes one measure for every node, in threads.
 * @returns values by node; for `community` the number of its community, 1 the largest
 */
export async function measureGraph(
  graph: Graph,
  metric: NetworkMetric,
  seed: number,
  threads: GraphThreads,
  progress: JobProgress,
): Promise<Measured> {
  if (metric === 'betweenness') return betweenness(graph, seed, threads, progress)
  if (metric === 'closeness') {
    progress.step('Searching outward from every node', closenessBatches(graph))
    const parts = await counted(progress, (counter) =>
      Promise.all(
        Array.from({ length: lanes }, (_, lane) => threads.run({ kind: 'reach', graph, lane, counter })),
      ),
    )
    return exact(joinReach(parts, graph.nodes), methods.closeness)
  }
  progress.step('Computing')
  const whole = await threads.run({ kind: 'measure', graph, metric, seed })
  const unsettled = whole.isConverged
    ? ''
    : ` It stopped before it settled; values still moved by ${whole.residual}.`
  return {
    values: whole.values,
    method: `${methods[metric]}${metric === 'community' ? ` Seed ${seed}.` : ''}${unsettled}`,
    isExact: whole.isConverged,
    errorBound: null,
    modularity: whole.modularity,
  }
}

const exact = (values: Float64Array, method: string): Measured => ({
  values,
  method,
  isExact: true,
  errorBound: null,
  modularity: null,
})

async function betweenness(
  graph: Graph,
  seed: number,
  threads: GraphThreads,
  progress: JobProgress,
): Promise<Measured> {
  progress.step('Folding nodes with one contact')
  const folded = await threads.run({ kind: 'fold', graph })
  const { nodes, edges } = folded.graph
  const isSample = nodes * edges > mostExactWork
  const sources = isSample
    ? drawnSources(folded.loads, Math.max(fewestSamples, Math.round(workOfSample / Math.max(1, edges))), seed)
    : Int32Array.from({ length: nodes }, (_, node) => node)
  progress.step('Following shortest chains from every node', sources.length)
  const parts = await counted(progress, (counter) =>
    Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        threads.run({
          kind: 'passing',
          folded,
          sources: sources.filter((_, place) => place % lanes === lane),
          isSample,
          counter,
        }),
      ),
    ),
  )
  const { values, errorBound } = joinPassing(folded, parts, graph.nodes, isSample ? sources.length : null)
  if (!isSample) return exact(values, methods.betweenness)
  return {
    values,
    method: `Betweenness estimated from ${sources.length} sources drawn with seed ${seed} (Brandes and Pich 2007).`,
    isExact: false,
    errorBound,
    modularity: null,
  }
}

/** Draws with replacement, in proportion to load. */
function drawnSources(loads: Float64Array, samples: number, seed: number): Int32Array {
  const random = randomNumbers(seed)
  const upTo = new Float64Array(loads.length)
  let sum = 0
  loads.forEach((load, node) => {
    sum += load
    upTo[node] = sum
  })
  return Int32Array.from({ length: samples }, () => {
    const wanted = random() * sum
    let low = 0
    let high = loads.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (upTo[middle]! > wanted) high = middle
      else low = middle + 1
    }
    return low
  })
}
