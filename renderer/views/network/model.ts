import type {
  NetworkAround,
  NetworkEdge,
  NetworkNode,
  NetworkRole,
} from '../../../analysis/contract/index.ts'
import { formatDay } from '../../text/dates.ts'
import { formatCount, formatPhone, plural } from '../../text/numbers.ts'

export type Shape = 'diamond' | 'square' | 'triangle' | 'pentagon' | 'circle'

const shapes: Readonly<Record<NetworkRole, Shape>> = {
  line: 'diamond',
  former: 'diamond',
  holder: 'square',
  runner: 'triangle',
  upstream: 'pentagon',
  customer: 'circle',
  contact: 'circle',
}

export const shapeOf = (role: NetworkRole): Shape => shapes[role]

/** A line's numbers are lines; everybody else is a person. */
export const isLine = (role: NetworkRole): boolean => role === 'line' || role === 'former'

/** A number that a line gave up is hollow, and so is one of which only contact is known. */
export const isHollow = (role: NetworkRole): boolean => role === 'former' || role === 'contact'

export const roleNames: Readonly<Record<NetworkRole, string>> = {
  line: 'line',
  former: 'former number',
  holder: 'line holder',
  runner: 'runner',
  upstream: 'upstream',
  customer: 'customer',
  contact: 'in contact only',
}

export const groupNames: Readonly<Record<string, string>> = {
  'not-known': 'not known to any service',
  mainstream: 'in mainstream treatment',
  programme: 'programme clients',
  unattributed: 'numbers tied to nobody',
  customer: 'customers',
  contact: 'in contact only',
  upstream: 'upstream',
}

/** The arc that a node of the demand side stands on: its group where the role may know it. */
export const arcOf = (node: Pick<NetworkNode, 'role' | 'group'>): string =>
  node.role === 'contact' ? 'contact' : (node.group ?? 'customer')

const inner: readonly NetworkRole[] = ['line', 'former', 'holder', 'runner', 'upstream']

export const isInner = (node: Pick<NetworkNode, 'role' | 'steps'>): boolean =>
  node.steps === 0 || inner.includes(node.role)

const mostNamed = 6

/** The inner ring: the start, lines, and each role that few enough have for all of them to be named. */
export const innerRing = (nodes: readonly NetworkNode[]): ReadonlySet<string> => {
  const counts = new Map<NetworkRole, number>()
  for (const { role, steps } of nodes) if (steps > 0) counts.set(role, (counts.get(role) ?? 0) + 1)
  return new Set(
    nodes
      .filter((node) => isInner(node) && (node.steps === 0 || (counts.get(node.role) ?? 0) <= mostNamed))
      .map(({ node }) => node),
  )
}

/** A sentence of the engine with its numbers as the window writes them. */
export const withPhones = (words: string): string => words.replaceAll(/\+44\d{9,10}/g, formatPhone)

export const titleOf = (node: Pick<NetworkNode, 'title' | 'node'>): string =>
  node.title === node.node ? formatPhone(node.node) : node.title

/** The second line of a name: one fact. */
export const factOf = (node: NetworkNode): string => {
  if (node.role === 'line' && node.title !== node.node)
    return node.numbers.length > 1
      ? plural(node.numbers.length, 'number')
      : formatPhone(node.numbers[0] ?? node.node)
  if (node.role === 'former') return node.lastDay ? `last seen ${formatDay(node.lastDay)}` : 'former number'
  if (node.role === 'contact') return plural(node.contacts, 'contact')
  return roleNames[node.role]
}

/** Half the width of a node's mark, in pixels: 5 to 10, by contacts. */
export const radiusOf = (node: Pick<NetworkNode, 'contacts' | 'role'>): number => {
  const bySize = Math.min(10, 4.5 + 1.1 * Math.log2(1 + node.contacts) * 0.8)
  return Math.round((node.role === 'line' ? 10 : Math.max(5, bySize)) * 10) / 10
}

/** Half a pixel to two, by volume. */
export const widthOf = (edge: Pick<NetworkEdge, 'communications'>): number =>
  Math.round(Math.min(2, 0.6 + 0.28 * Math.log10(1 + edge.communications) * 1.6) * 100) / 100

export const edgeId = (edge: Pick<NetworkEdge, 'from' | 'to' | 'kind'>): string =>
  `${edge.kind} ${edge.from} ${edge.to}`

const hiddenWords = (hidden: number): string => (hidden > 0 ? `; ${formatCount(hidden)} hidden by you` : '')

/** "58 nodes: those in touch at least 6 times; 99 more". */
export const scopeSentence = (around: NetworkAround, hidden: number): string => {
  const nodes = plural(around.nodes.length - hidden, 'node')
  if (around.leftOut === 0) return `${nodes}: everybody in contact in these days${hiddenWords(hidden)}`
  const least = around.atLeast === null ? '' : `: those in touch at least ${plural(around.atLeast, 'time')}`
  return `${nodes}${least}; ${formatCount(around.leftOut)} more left out${hiddenWords(hidden)}`
}

/** What is drawn once hidden nodes are taken away; edges go with their ends. */
export const withoutHidden = (
  part: Pick<NetworkAround, 'nodes' | 'edges'>,
  hidden: readonly string[],
): { readonly nodes: readonly NetworkNode[]; readonly edges: readonly NetworkEdge[] } => {
  const isHidden = new Set(hidden)
  return {
    nodes: part.nodes.filter(({ node }) => !isHidden.has(node)),
    edges: part.edges.filter(({ from, to }) => !isHidden.has(from) && !isHidden.has(to)),
  }
}

export const neighboursOf = (edges: readonly NetworkEdge[], node: string): string[] => [
  ...new Set(edges.flatMap(({ from, to }) => (from === node ? [to] : to === node ? [from] : []))),
]

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/** Whether a point lies inside a drawn loop: a ray crosses its sides an odd number of times. */
export const isInside = (point: Point, loop: readonly Point[]): boolean => {
  let inside = false
  for (let at = 0, before = loop.length - 1; at < loop.length; before = at, at += 1) {
    const one = loop[at]!
    const other = loop[before]!
    if (one.y > point.y === other.y > point.y) continue
    if (point.x < ((other.x - one.x) * (point.y - one.y)) / (other.y - one.y) + one.x) inside = !inside
  }
  return inside
}

/** The node that an arrow key leads to: the nearest in that direction, straight ahead before aside. */
export const nodeTowards = (
  places: Readonly<Record<string, Point>>,
  from: string,
  towards: Point,
): string | null => {
  const start = places[from]
  if (!start) return null
  let best: string | null = null
  let bestCost = Number.POSITIVE_INFINITY
  for (const [node, place] of Object.entries(places)) {
    if (node === from) continue
    const ahead = (place.x - start.x) * towards.x + (place.y - start.y) * towards.y
    const aside = Math.abs((place.x - start.x) * towards.y - (place.y - start.y) * towards.x)
    const cost = ahead + 2 * aside
    if (ahead > 0.5 && cost < bestCost) {
      best = node
      bestCost = cost
    }
  }
  return best
}
