import type { CaseStore } from '../case/store.ts'
import type { NetworkPart } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { describeNamed } from './around-start.ts'
import { type AskedNetwork, askNetwork, type NetworkQuestion, whyEmpty } from './ask-network.ts'
import { withGraphThreads } from './graph-threads.ts'
import { type ReadGraph, readGraph } from './read-graph.ts'

interface PathQuestion extends NetworkQuestion {
  readonly from: string
  readonly to: string
  readonly avoid: readonly string[]
}

type FoundPath = NetworkPart & { found: boolean; steps: number }

const nothing = (note: string): FoundPath => ({ found: false, steps: 0, nodes: [], edges: [], notes: [note] })

/**
 * The shortest chain of contacts between two nodes in the range, passing through none that is avoided.
 * @throws ExpectedError `INPUT_INVALID` when both ends are the same
 */
export async function findPath(
  database: CaseStore,
  sight: Sight,
  question: PathQuestion,
  progress: JobProgress,
): Promise<FoundPath> {
  if (question.from === question.to)
    throw new ExpectedError('INPUT_INVALID', { subject: 'to', detail: 'both ends are the same' })
  progress.step('Reading who is in contact with whom')
  const { asked, read } = await database.read(sight, progress.signal, async (connection) => {
    const { unit, range, cell } = question
    const asked = { ...(await askNetwork(connection, { unit, range, cell })), start: null }
    return { asked, read: await readGraph(connection, asked) }
  })
  if (read.names.length === 0) return nothing(whyEmpty(asked))
  const [from, to] = [placeOf(read, question.from), placeOf(read, question.to)]
  if (from === -1) return nothing(notInRange(question.from, asked))
  if (to === -1) return nothing(notInRange(question.to, asked))
  progress.step('Looking for the shortest chain')
  const avoided = new Uint8Array(read.names.length)
  for (const node of question.avoid) {
    const place = placeOf(read, node)
    if (place !== -1 && place !== from && place !== to) avoided[place] = 1
  }
  const path = await withGraphThreads(progress.signal, async (threads) => {
    const { graph } = await threads.run({ kind: 'build', columns: read.columns })
    return threads.run({ kind: 'path', graph, from, to, avoided })
  })
  if (path === null)
    return nothing(
      `No chain of contacts joins ${question.from} and ${question.to}${question.avoid.length > 0 ? ' without passing through what is hidden' : ''}.`,
    )
  const names = path.map((place) => read.names[place]!)
  const part = await database.read(sight, progress.signal, (connection) =>
    describeNamed(connection, sight, asked, names),
  )
  const steps = names.slice(1).map((name, index) => [names[index]!, name].sort().join(' '))
  return {
    found: true,
    steps: steps.length,
    nodes: part.nodes.map((node, index) => ({ ...node, steps: index })),
    edges: part.edges.filter(
      (edge) => edge.kind === 'communication' && steps.includes([edge.from, edge.to].sort().join(' ')),
    ),
    notes: [],
  }
}

const notInRange = (node: string, asked: AskedNetwork): string =>
  `${node} is in contact with nobody${asked.scope.from === null ? '' : ` from ${asked.scope.from} to ${asked.scope.to}`}.`

/** Names are in ascending order. */
function placeOf({ names }: ReadGraph, node: string): number {
  let low = 0
  let high = names.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (names[middle] === node) return middle
    if (names[middle]! < node) low = middle + 1
    else high = middle - 1
  }
  return -1
}
