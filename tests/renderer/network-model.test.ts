import { describe, expect, it } from 'vitest'
import type { NetworkAround, NetworkEdge, NetworkNode } from '../../analysis/contract/index.ts'
import { arcLabels, labelsFor } from '../../renderer/views/network/labels.ts'
import {
  arcOf,
  factOf,
  isInside,
  neighboursOf,
  nodeTowards,
  radiusOf,
  scopeSentence,
  widthOf,
  withoutHidden,
} from '../../renderer/views/network/model.ts'
import { svgOf } from '../../renderer/views/network/picture.ts'
import { ringLayout } from '../../renderer/views/network/ring-layout.ts'

const node = (name: string, more: Partial<NetworkNode> = {}): NetworkNode => ({
  node: name,
  kind: 'number',
  title: name,
  role: 'customer',
  roleWords: null,
  confidence: null,
  line: null,
  numbers: [name],
  person: null,
  group: 'unattributed',
  safeguarding: null,
  contacts: 3,
  communications: 9,
  contactsLeftOut: 0,
  firstDay: '2026-01-01',
  lastDay: '2026-01-31',
  steps: 1,
  isAdded: false,
  ...more,
})

const edge = (from: string, to: string, more: Partial<NetworkEdge> = {}): NetworkEdge => ({
  from,
  to,
  certainty: 'recorded',
  kind: 'communication',
  words: '1 call',
  communications: 1,
  calls: 1,
  texts: 0,
  firstDay: null,
  lastDay: null,
  ...more,
})

const line = node('+447700900412', { role: 'line', title: 'Comet', steps: 0, group: null })
const customers = Array.from({ length: 20 }, (_, index) =>
  node(`+4477009005${String(index).padStart(2, '0')}`, { group: index % 2 ? 'mainstream' : 'not-known' }),
)
const upstream = node('+447700900655', { role: 'upstream' })
const nodes = [line, upstream, ...customers]
const edges = nodes.slice(1).map((other) => edge(line.node, other.node))
const size = { width: 914, height: 540 }
const around: NetworkAround = { title: 'Comet', nodes, edges, notes: [], leftOut: 99, atLeast: 6 }

describe('where nodes stand', () => {
  const { places, arcs } = ringLayout(nodes, edges, size)

  it('has supply left of the line, demand right of it, and everybody inside the picture', () => {
    expect(places[upstream.node]!.x).toBeLessThan(places[line.node]!.x)
    for (const { node: name } of customers) expect(places[name]!.x).toBeGreaterThan(places[line.node]!.x)
    for (const { x, y } of Object.values(places)) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(size.width)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(size.height)
    }
    expect(new Set(Object.values(places).map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length)
  })

  it('counts each group on its own arc', () => {
    expect(arcs.map(({ group, count }) => [group, count])).toEqual([
      ['not-known', 10],
      ['mainstream', 10],
    ])
  })

  it('leaves everybody where they stood when a node is expanded', () => {
    const added = node('+447700900777', { role: 'contact', steps: 2, isAdded: true })
    const wider = ringLayout([...nodes, added], [...edges, edge(customers[0]!.node, added.node)], size)
    for (const { node: name } of nodes) expect(wider.places[name]).toEqual(places[name])
    expect(wider.places[added.node]).toBeDefined()
  })
})

describe('what is said and drawn', () => {
  it('says how many are drawn, by what, and how many are left out or hidden', () => {
    expect(scopeSentence(around, 0)).toBe('22 nodes: those in touch at least 6 times; 99 more left out')
    expect(scopeSentence({ ...around, leftOut: 0, atLeast: null }, 2)).toBe(
      '20 nodes: everybody in contact in these days; 2 hidden by you',
    )
  })

  it('takes a hidden node away with its edges', () => {
    const part = withoutHidden(around, [customers[0]!.node])
    expect(part.nodes).toHaveLength(nodes.length - 1)
    expect(part.edges).toHaveLength(edges.length - 1)
    expect(neighboursOf(edges, line.node)).toHaveLength(21)
  })

  it('keeps sizes within one to two and widths within half a pixel to two', () => {
    for (const contacts of [0, 1, 50, 5000]) {
      expect(radiusOf({ contacts, role: 'customer' })).toBeGreaterThanOrEqual(5)
      expect(radiusOf({ contacts, role: 'customer' })).toBeLessThanOrEqual(10)
      expect(widthOf({ communications: contacts })).toBeLessThanOrEqual(2)
    }
  })

  it('puts a customer whose group is withheld among customers', () => {
    expect(arcOf({ role: 'customer', group: null })).toBe('customer')
    expect(arcOf({ role: 'contact', group: null })).toBe('contact')
  })

  it('names no two nodes over each other, and always the chosen one', () => {
    const { places } = ringLayout(nodes, edges, size)
    const names = labelsFor(nodes, places, [customers[3]!.node], size.width).map((label) => label.node)
    expect(names).toEqual(expect.arrayContaining([line.node, customers[3]!.node]))
    expect(names).not.toContain(customers[5]!.node)
  })

  it('names a node above it where the name of an arc or another node stands below', () => {
    const places = { '+447700900001': { x: 300, y: 200 } }
    const one = [node('+447700900001')]
    const under = labelsFor(one, places, ['+447700900001'], size.width)[0]!
    const arc = { group: 'programme', count: 5, path: '', label: { x: under.x - 20, y: under.y + 10 } }
    const [above] = labelsFor(one, places, ['+447700900001'], size.width, [], arcLabels([arc]))
    expect(above!.y).toBeLessThan(200)
    expect(under.y).toBeGreaterThan(200)
    const crowded = { ...places, '+447700900002': { x: 300, y: 224 } }
    const both = [...one, node('+447700900002')]
    expect(labelsFor(both, crowded, ['+447700900001'], size.width)[0]!.y).toBeLessThan(200)
  })

  it('says of a former number when it was seen last, which may be after the next one came', () => {
    expect(factOf(node('+447700900001', { role: 'former', lastDay: '2026-06-28' }))).toBe('last seen 28 Jun')
  })

  it('finds what a lasso holds and where an arrow leads', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 0, y: 10 },
    ]
    expect(isInside({ x: 5, y: 5 }, square)).toBe(true)
    expect(isInside({ x: 15, y: 5 }, square)).toBe(false)
    const places = { a: { x: 0, y: 0 }, right: { x: 10, y: 1 }, below: { x: 1, y: 9 } }
    expect(nodeTowards(places, 'a', { x: 1, y: 0 })).toBe('right')
    expect(nodeTowards(places, 'a', { x: 0, y: 1 })).toBe('below')
    expect(nodeTowards(places, 'a', { x: -1, y: 0 })).toBeNull()
  })

  it('marks a saved picture above and below and escapes what stands in names', () => {
    const { places, arcs } = ringLayout(nodes, edges, size)
    const palette = {
      canvas: '#fff',
      control: '#777',
      ink: '#000',
      ink2: '#333',
      line: '#00f',
      person: '#808',
      mark: '#fc0',
      hair2: '#ccc',
      markEdge: '#960',
      frame: '#eee',
    }
    const drawing = {
      title: 'Round <Comet> & co',
      nodes,
      edges,
      groups: [],
      frames: [],
      places,
      arcs,
      labels: [],
      size,
    }
    const svg = svgOf(drawing, palette, 'OFFICIAL-SENSITIVE', 'Made by A & B')
    expect(svg.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
    expect(svg).toContain('Round &lt;Comet&gt; &amp; co')
    expect(svg.match(/<line /g)).toHaveLength(edges.length)
  })
})
