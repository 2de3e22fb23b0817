import type { Connection } from '../case/store.ts'
import type { NetworkAround, NetworkNode } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { type AskedNetwork, askNetwork, type NetworkQuestion, whyEmpty } from './ask-network.ts'
import { type DescribedPart, describeChosen } from './describe-nodes.ts'
import {
  dropAround,
  keepChosen,
  keepListed,
  keepMembers,
  keepRoles,
  keepSeeds,
  keepTies,
  keepTouching,
} from './queries-around.ts'
import { keepHere } from './queries-contacts.ts'

interface AroundQuestion extends NetworkQuestion {
  readonly expand: readonly string[]
  readonly keep: readonly string[]
  readonly limit: number
  readonly limitEach: number
}

/** Runs `work` with all contacts of the start or the named nodes in temporary tables of this connection, which are dropped afterwards. */
async function withContacts<T>(
  connection: Connection,
  asked: AskedNetwork,
  named: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const lineId = asked.start?.kind === 'line' ? asked.start.lineId : null
  try {
    if (asked.scope.cell !== null) await connection.run(keepHere(asked.scope))
    await connection.run(keepSeeds(asked.start, named, asked.scope))
    await connection.run(keepTouching(asked.scope))
    await connection.run(keepMembers(asked.scope))
    await connection.run(keepRoles(lineId, asked.scope))
    return await work()
  } finally {
    await connection.run(dropAround())
  }
}

/** Describes the chosen nodes, once their contacts are in temporary tables. */
async function describeKept(
  connection: Connection,
  sight: Sight,
  asked: AskedNetwork,
): Promise<DescribedPart> {
  await connection.run(keepTies(asked.scope))
  return describeChosen(connection, sight, asked)
}

/**
 * The surroundings of a line, person or number, and one step from each expanded node; never more than was asked for.
 * @throws ExpectedError `INPUT_INVALID` without a start, and as `askNetwork`
 */
export async function aroundStart(
  connection: Connection,
  sight: Sight,
  question: AroundQuestion,
): Promise<NetworkAround> {
  const asked = await askNetwork(connection, question)
  if (asked.start === null)
    throw new ExpectedError('INPUT_INVALID', {
      subject: 'start',
      detail: 'a line, a person or a number to start from is missing',
    })
  return withContacts(connection, asked, [...question.expand, ...question.keep], async () => {
    await connection.run(keepChosen(question))
    const part = await describeKept(connection, sight, asked)
    const { total, shown, fewest } = part.ofStart
    return {
      title: part.nodes.find((node) => node.steps === 0 && node.kind === 'person')?.title ?? asked.title,
      nodes: part.nodes,
      edges: part.edges,
      leftOut: total - shown,
      atLeast: total > shown ? fewest : null,
      notes: part.nodes.length === 0 ? [whyEmpty(asked)] : notesOn(asked, part),
    }
  })
}

/** The nodes that are named, described as anywhere else, in the order of the names. */
export async function describeNamed(
  connection: Connection,
  sight: Sight,
  asked: AskedNetwork,
  names: readonly string[],
): Promise<DescribedPart> {
  return withContacts(connection, asked, names, async () => {
    await connection.run(keepListed(names))
    const part = await describeKept(connection, sight, asked)
    const place = new Map(names.map((name, index) => [name, index]))
    return {
      ...part,
      nodes: part.nodes.sort((left, right) => place.get(left.node)! - place.get(right.node)!),
    }
  })
}

const hubContacts = 200

const nameOf = (node: NetworkNode) => (node.title === node.node ? node.node : `${node.title} (${node.node})`)

function notesOn(asked: AskedNetwork, part: DescribedPart): string[] {
  const starts = part.nodes.filter((node) => node.steps === 0)
  const hubs = part.nodes.filter(
    (node) => node.contacts >= hubContacts && node.role === 'contact' && node.steps > 0,
  )
  return [
    ...(asked.start?.kind === 'person' && starts.length > 0 && starts.every((node) => node.kind === 'number')
      ? [`Drawn by the numbers that are tied to ${asked.title}.`]
      : []),
    ...hubs.map(
      (hub) =>
        `${nameOf(hub)} is in touch with ${hub.contacts.toLocaleString('en-GB')} others: perhaps a service that many ring. Hide it if it says nothing.`,
    ),
  ]
}
