import type { Connection } from '../case/store.ts'
import type { NetworkEdge, NetworkNode } from '../contract/index.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import type { AskedNetwork } from './ask-network.ts'
import { chosenEdges, chosenNodes, chosenSuccessions, type NodeRow } from './queries-around.ts'
import { holdersOn, type PersonRow, personFactsOn } from './queries-people.ts'

export interface DescribedPart {
  readonly nodes: NetworkNode[]
  readonly edges: NetworkEdge[]
  /** Contacts of the start, and how many of them are here. */
  readonly ofStart: { total: number; shown: number; fewest: number | null }
}

/** Describes the chosen nodes and what passes between them; `queries-around` says what was chosen. */
export async function describeChosen(
  connection: Connection,
  sight: Sight,
  asked: AskedNetwork,
): Promise<DescribedPart> {
  const rows = await connection.all(chosenNodes())
  const edges = await readEdges(connection, asked)
  const people = await peopleOf(connection, asked, rows)
  const within = new Map<string, number>()
  for (const edge of edges) {
    if (edge.kind !== 'communication') continue
    within.set(edge.from, (within.get(edge.from) ?? 0) + 1)
    within.set(edge.to, (within.get(edge.to) ?? 0) + 1)
  }
  const steps = stepsFromStart(rows, edges)
  const nodes = rows.map((row): NetworkNode => {
    const numbers = row.numbers.split(' ')
    const isPerson = !row.node.startsWith('+')
    const person = isPerson ? row.node : (people.holders.get(row.node) ?? null)
    const facts = person === null ? undefined : people.facts.get(person)
    const role = row.role ?? 'contact'
    return {
      node: row.node,
      kind: isPerson ? 'person' : 'number',
      title: titleOf(row, isPerson, facts),
      role,
      roleWords: row.role_words,
      confidence: row.confidence,
      line: row.line_id === null ? null : { lineId: row.line_id, name: row.line_name ?? row.line_id },
      numbers,
      person,
      group: sight.groups ? (facts?.person_group ?? 'unattributed') : null,
      safeguarding: facts ? safeguardingOf(facts) : null,
      contacts: row.contacts,
      communications: row.communications,
      contactsLeftOut: row.contacts - (within.get(row.node) ?? 0),
      firstDay: row.first_day,
      lastDay: row.last_day,
      steps: steps.get(row.node) ?? 0,
      isAdded: !row.is_start && row.with_start === null,
    }
  })
  const fromStart = rows.filter((row) => row.with_start !== null)
  const outer = fromStart.filter((row) => !row.is_inner)
  return {
    nodes,
    edges,
    ofStart: {
      total: fromStart[0]?.total ?? 0,
      shown: fromStart.length,
      fewest: outer.length === 0 ? null : Math.min(...outer.map((row) => row.with_start ?? 0)),
    },
  }
}

function titleOf(row: NodeRow, isPerson: boolean, facts: PersonRow | undefined): string {
  if (row.role === 'line' && row.line_name !== null) return row.line_name
  if (isPerson) return facts?.name ?? `Person ${row.node}, name not recorded`
  return row.node
}

function safeguardingOf(facts: PersonRow): string | null {
  if (facts.is_child)
    return 'A child by a recorded date of birth. Safeguarding comes first; left out of target lists.'
  if (facts.is_cuckooed)
    return 'Tenant of a home recorded as cuckooed. Safeguarding comes first; left out of target lists.'
  return null
}

async function readEdges(connection: Connection, asked: AskedNetwork): Promise<NetworkEdge[]> {
  const contacts = await connection.all(chosenEdges())
  const successions = await connection.all(chosenSuccessions(asked.scope))
  return [
    ...contacts.map(
      (row): NetworkEdge => ({
        from: row.one,
        to: row.other,
        kind: 'communication',
        certainty: 'recorded',
        words: `${counted(row.calls, 'call')}, ${counted(row.texts, 'text')}`,
        communications: row.communications,
        calls: row.calls,
        texts: row.texts,
        firstDay: row.first_day,
        lastDay: row.last_day,
      }),
    ),
    ...successions.map(
      (row): NetworkEdge => ({
        from: row.one,
        to: row.other,
        kind: 'succession',
        certainty: row.certainty === 'recorded' ? 'recorded' : 'inferred',
        words: row.words ?? 'took over',
        communications: 0,
        calls: 0,
        texts: 0,
        firstDay: null,
        lastDay: null,
      }),
    ),
  ]
}

const counted = (count: number, one: string) =>
  `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`

async function peopleOf(connection: Connection, asked: AskedNetwork, rows: readonly NodeRow[]) {
  const day = asked.scope.to ?? asked.lastDay
  const holders = new Map<string, string>()
  const facts = new Map<string, PersonRow>()
  if (day === null || asked.scope.linkageRun === null || rows.length === 0) return { holders, facts }
  const numbers = rows.filter((row) => row.node.startsWith('+')).map((row) => row.node)
  const held = await connection.all(holdersOn(numbers, day, asked.scope))
  for (const { number, person } of held) holders.set(number, person)
  const persons = [
    ...holders.values(),
    ...rows.map((row) => row.node).filter((node) => !node.startsWith('+')),
  ]
  const known = await connection.all(personFactsOn([...new Set(persons)], day, asked.scope))
  for (const row of known) facts.set(row.person, row)
  return { holders, facts }
}

function stepsFromStart(rows: readonly NodeRow[], edges: readonly NetworkEdge[]): Map<string, number> {
  const near = new Map<string, string[]>()
  for (const { from, to } of edges) {
    near.set(from, [...(near.get(from) ?? []), to])
    near.set(to, [...(near.get(to) ?? []), from])
  }
  const steps = new Map<string, number>()
  let frontier = rows.filter((row) => row.is_start).map((row) => row.node)
  for (let step = 0; frontier.length > 0; step += 1) {
    for (const node of frontier) steps.set(node, step)
    frontier = [...new Set(frontier.flatMap((node) => near.get(node) ?? []))].filter(
      (node) => !steps.has(node),
    )
  }
  return steps
}
