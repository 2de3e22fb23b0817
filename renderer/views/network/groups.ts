import type { NetworkEdge, NetworkNode, NetworkUnit } from '../../../analysis/contract/index.ts'
import { plural } from '../../text/numbers.ts'

/** Nodes that the analyst put together under a name. */
export interface NodeGroup {
  readonly id: string
  readonly unit: NetworkUnit
  readonly name: string
  readonly members: readonly string[]
  /** Open shows its members inside a frame; closed is one mark. */
  readonly isOpen: boolean
}

export interface DrawnGroup extends NodeGroup {
  /** Its members that are drawn in these days. */
  readonly shown: readonly NetworkNode[]
  /** Calls and messages that any member had with anybody, each counted once. */
  readonly communications: number
  readonly inside: number
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/** A tie as it is drawn: of two nodes, or the sum of all ties between a closed group and another end. */
interface DrawnEdge extends NetworkEdge {
  readonly parts: readonly NetworkEdge[]
}

/** What is drawn once closed groups stand for their members. */
export interface FoldedPart {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly DrawnEdge[]
  readonly groups: readonly DrawnGroup[]
}

interface Part {
  readonly nodes: readonly NetworkNode[]
  readonly edges: readonly NetworkEdge[]
}

export const isGroupId = (id: string): boolean => /^group \d+$/.test(id)

/** Surest first. */
const sureness = ['recorded', 'inferred', 'assumed'] as const

const least = (days: readonly (string | null)[]): string | null =>
  days.reduce((first, day) => (day !== null && (first === null || day < first) ? day : first), null)

const greatest = (days: readonly (string | null)[]): string | null =>
  days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null)

const sum = (edges: readonly NetworkEdge[], of: 'communications' | 'calls' | 'texts'): number =>
  edges.reduce((total, edge) => total + edge[of], 0)

/**
 * Several ties as one: volumes add up, and the line is as sure as its surest part, since one recorded contact is enough for the tie to
 * be on record. The words say how many parts are less sure than that.
 */
export const mergeEdges = (from: string, to: string, parts: readonly NetworkEdge[]): DrawnEdge => {
  const [only] = parts
  if (only && parts.length === 1) return { ...only, from, to, parts }
  const certainty = sureness.find((one) => parts.some((part) => part.certainty === one)) ?? 'recorded'
  const lessSure = parts.filter((part) => part.certainty !== certainty).length
  const [calls, texts] = [sum(parts, 'calls'), sum(parts, 'texts')]
  const volume =
    only?.kind === 'succession' ? 'took over' : `${plural(calls, 'call')}, ${plural(texts, 'text')}`
  return {
    from,
    to,
    kind: only?.kind ?? 'communication',
    certainty,
    words: `${volume} in ${plural(parts.length, 'tie')}${lessSure > 0 ? `, ${lessSure} of them less sure` : ''}`,
    communications: sum(parts, 'communications'),
    calls,
    texts,
    firstDay: least(parts.map((part) => part.firstDay)),
    lastDay: greatest(parts.map((part) => part.lastDay)),
    parts,
  }
}

const drawnGroup = (group: NodeGroup, part: Part): DrawnGroup | null => {
  const members = new Set(group.members)
  const shown = part.nodes.filter(({ node }) => members.has(node))
  if (shown.length === 0) return null
  const inside = sum(
    part.edges.filter(({ from, to }) => members.has(from) && members.has(to)),
    'communications',
  )
  return {
    ...group,
    shown,
    communications: shown.reduce((total, node) => total + node.communications, 0) - inside,
    inside,
    firstDay: least(shown.map((node) => node.firstDay)),
    lastDay: greatest(shown.map((node) => node.lastDay)),
  }
}

/** Closed groups in place of their members; what passes inside them is not drawn, what passes to one other end is one tie. */
export const foldGroups = (part: Part, groups: readonly NodeGroup[]): FoldedPart => {
  const drawn = groups.flatMap((group) => drawnGroup(group, part) ?? [])
  const standsFor = new Map(
    drawn.filter(({ isOpen }) => !isOpen).flatMap(({ id, shown }) => shown.map(({ node }) => [node, id])),
  )
  const between = new Map<string, { from: string; to: string; parts: NetworkEdge[] }>()
  for (const edge of part.edges) {
    const [from, to] = [standsFor.get(edge.from) ?? edge.from, standsFor.get(edge.to) ?? edge.to]
    if (from === to) continue
    const key = `${edge.kind} ${[from, to].sort().join(' ')}`
    const known = between.get(key)
    if (known) known.parts.push(edge)
    else between.set(key, { from, to, parts: [edge] })
  }
  return {
    nodes: part.nodes.filter(({ node }) => !standsFor.has(node)),
    edges: [...between.values()].map(({ from, to, parts }) => mergeEdges(from, to, parts)),
    groups: drawn,
  }
}

/** The members of what is picked: a group stands for all of its members. */
export const membersOf = (picked: readonly string[], groups: readonly NodeGroup[]): string[] => [
  ...new Set(picked.flatMap((id) => groups.find((group) => group.id === id)?.members ?? [id])),
]

const fewestMembers = 2

/** The groups with these taken out of all of them; a group of one is none. */
const without = (groups: readonly NodeGroup[], members: readonly string[]): NodeGroup[] => {
  const gone = new Set(members)
  return groups
    .map((group) => ({ ...group, members: group.members.filter((node) => !gone.has(node)) }))
    .filter((group) => group.members.length >= fewestMembers)
}

const nextNumber = (groups: readonly NodeGroup[]): number =>
  1 + groups.reduce((most, { id }) => Math.max(most, Number(id.replace('group ', ''))), 0)

export const nameForNewGroup = (groups: readonly NodeGroup[]): string => `Group ${nextNumber(groups)}`

/** One more group, closed. A node is in one group at most: it leaves the one where it was, and groups do not nest. */
export const withGroup = (
  groups: readonly NodeGroup[],
  unit: NetworkUnit,
  name: string,
  members: readonly string[],
): NodeGroup[] => [
  ...without(groups, members),
  { id: `group ${nextNumber(groups)}`, unit, name, members, isOpen: false },
]

export const withoutGroups = (groups: readonly NodeGroup[], ids: readonly string[]): NodeGroup[] =>
  groups.filter(({ id }) => !ids.includes(id))

export const withChangedGroup = (
  groups: readonly NodeGroup[],
  id: string,
  change: Partial<Pick<NodeGroup, 'name' | 'isOpen'>>,
): NodeGroup[] => groups.map((group) => (group.id === id ? { ...group, ...change } : group))

/** "5 of 7" where some are not drawn in these days. */
export const countWords = (group: Pick<DrawnGroup, 'shown' | 'members'>): string =>
  group.shown.length === group.members.length
    ? plural(group.members.length, 'member')
    : `${group.shown.length} of ${plural(group.members.length, 'member')} drawn`
