import { describe, expect, it } from 'vitest'
import type { NetworkEdge, NetworkNode } from '../../analysis/contract/index.ts'
import { arrangeUnderHeads } from '../../renderer/ui/table/column.ts'
import { elementsOf } from '../../renderer/views/network/elements.ts'
import { freeMiddle, placeBeyond } from '../../renderer/views/network/free-places.ts'
import { placesOfAll, withGroupPlaces } from '../../renderer/views/network/group-places.ts'
import {
  countWords,
  foldGroups,
  membersOf,
  mergeEdges,
  type NodeGroup,
  nameForNewGroup,
  withChangedGroup,
  withGroup,
  withoutGroups,
} from '../../renderer/views/network/groups.ts'
import type { Point } from '../../renderer/views/network/model.ts'
import { rowsOf } from '../../renderer/views/network/nodes-table.tsx'
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
  group: null,
  safeguarding: null,
  contacts: 3,
  communications: 10,
  contactsLeftOut: 0,
  firstDay: '2026-01-05',
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
  words: '',
  communications: 3,
  calls: 1,
  texts: 2,
  firstDay: '2026-01-05',
  lastDay: '2026-01-09',
  ...more,
})

/** A line with three customers, of whom two write to each other; each customer has one contact that is not drawn. */
const nodes = [node('line', { role: 'line', steps: 0, communications: 9 }), node('a'), node('b'), node('c')]
const edges = [
  edge('line', 'a'),
  edge('line', 'b', { communications: 5, calls: 5, texts: 0, firstDay: '2026-01-02', certainty: 'inferred' }),
  edge('line', 'c'),
  edge('a', 'b', { communications: 4 }),
]
const group = (more: Partial<NodeGroup> = {}): NodeGroup => ({
  id: 'group 1',
  unit: 'numbers',
  name: 'Two who talk',
  members: ['a', 'b'],
  isOpen: false,
  ...more,
})

describe('a group made by hand', () => {
  it('stands for its members: what passes inside is not drawn, what passes to one other is one tie of the summed volume', () => {
    const part = foldGroups({ nodes, edges }, [group()])
    expect(part.nodes.map((one) => one.node)).toEqual(['line', 'c'])
    expect(
      part.edges.map(({ from, to, communications, calls, texts }) => [
        from,
        to,
        communications,
        calls,
        texts,
      ]),
    ).toEqual([
      ['line', 'group 1', 8, 6, 2],
      ['line', 'c', 3, 1, 2],
    ])
    expect(part.edges[0]).toMatchObject({ firstDay: '2026-01-02', lastDay: '2026-01-09' })
  })

  it('counts each call and message of its members once', () => {
    const [drawn] = foldGroups({ nodes, edges }, [group()]).groups
    expect(drawn).toMatchObject({ communications: 10 + 10 - 4, inside: 4, firstDay: '2026-01-05' })
  })

  it('draws a tie as sure as its surest part, and says how many are less sure', () => {
    const parts = [edge('line', 'a', { certainty: 'assumed' }), edge('line', 'b', { certainty: 'inferred' })]
    expect(mergeEdges('line', 'group 1', parts)).toMatchObject({
      certainty: 'inferred',
      words: '2 calls, 4 texts in 2 ties, 1 of them less sure',
    })
    expect(mergeEdges('line', 'group 1', [...parts, edge('line', 'd')]).certainty).toBe('recorded')
    expect(mergeEdges('line', 'group 1', [edge('line', 'a')]).words).toBe('')
  })

  it('keeps a succession apart from calls and texts', () => {
    const more = [
      ...edges,
      edge('line', 'a', { kind: 'succession', certainty: 'inferred', communications: 0 }),
    ]
    const kinds = foldGroups({ nodes, edges: more }, [group()]).edges.map(({ kind, to }) => [kind, to])
    expect(kinds).toContainEqual(['succession', 'group 1'])
    expect(kinds.filter(([, to]) => to === 'group 1')).toHaveLength(2)
  })

  it('shows its members with their own ties while it is open', () => {
    const part = foldGroups({ nodes, edges }, [group({ isOpen: true })])
    expect(part.nodes).toHaveLength(4)
    expect(part.edges).toHaveLength(4)
    expect(part.groups).toHaveLength(1)
  })

  it('joins two closed groups by one tie', () => {
    const part = foldGroups({ nodes, edges }, [group(), group({ id: 'group 2', members: ['line', 'c'] })])
    expect(part.nodes).toEqual([])
    expect(part.edges).toHaveLength(1)
    expect(part.edges[0]?.communications).toBe(8)
  })

  it('says how many of its members are drawn, and is not drawn without any', () => {
    const part = foldGroups({ nodes: nodes.filter(({ node: name }) => name !== 'b'), edges: [] }, [group()])
    expect(countWords(part.groups[0]!)).toBe('1 of 2 members drawn')
    expect(foldGroups({ nodes: [nodes[0]!], edges: [] }, [group()]).groups).toEqual([])
  })

  it('takes a node out of the group where it was; a group of one is none; a group in a group gives its members', () => {
    const first = withGroup([], 'numbers', 'First', ['a', 'b', 'c'])
    const second = withGroup(first, 'numbers', 'Second', ['a', 'd'])
    expect(second.map(({ id, members }) => [id, members])).toEqual([
      ['group 1', ['b', 'c']],
      ['group 2', ['a', 'd']],
    ])
    const third = withGroup(second, 'numbers', 'Third', membersOf(['group 1', 'd'], second))
    expect(third.map(({ name, members }) => [name, members])).toEqual([['Third', ['b', 'c', 'd']]])
    expect(nameForNewGroup(third)).toBe('Group 4')
    expect(withChangedGroup(third, 'group 3', { name: 'Other' })[0]?.name).toBe('Other')
    expect(withoutGroups(third, ['group 3'])).toEqual([])
  })
})

const size = { width: 900, height: 520 }
const { places } = ringLayout(nodes, edges, size)

describe('where a group stands', () => {
  const none = { moved: {}, before: {} }

  it('moves nobody else, closed or open, and holds nobody else in its frame', () => {
    for (const isOpen of [false, true]) {
      const part = foldGroups({ nodes, edges }, [group({ isOpen })])
      const all = withGroupPlaces(places, part.groups, none, size)
      expect(all.line).toEqual(places.line)
      expect(all.c).toEqual(places.c)
      expect(all['group 1']).toBeDefined()
    }
    const many = Array.from({ length: 30 }, (_, index) => node(`n${index}`))
    const crowd = Object.fromEntries(
      many.map(({ node: name }, index) => [
        name,
        { x: 100 + 60 * (index % 6), y: 80 + 60 * Math.floor(index / 6) },
      ]),
    )
    const members = many.slice(0, 9).map(({ node: name }) => name)
    const open = foldGroups({ nodes: many, edges: [] }, [group({ isOpen: true, members })])
    const all = withGroupPlaces(crowd, open.groups, none, size)
    const [xs, ys] = [members.map((name) => all[name]!.x), members.map((name) => all[name]!.y)]
    const isInFrame = ({ x, y }: Point) =>
      x > Math.min(...xs) - 14 &&
      x < Math.max(...xs) + 14 &&
      y > Math.min(...ys) - 14 &&
      y < Math.max(...ys) + 14
    for (const { node: name } of many.slice(9)) expect([name, isInFrame(all[name]!)]).toEqual([name, false])
  })

  it('stays where it stands when more is drawn, and a pinned member stays when its group opens', () => {
    const part = foldGroups({ nodes, edges }, [group()])
    const all = withGroupPlaces(places, part.groups, none, size)
    const before = placesOfAll(all, part.groups, places)
    const crowded = { ...places, late: all['group 1']! }
    expect(withGroupPlaces(crowded, part.groups, { moved: {}, before }, size)['group 1']).toEqual(
      all['group 1'],
    )
    const open = foldGroups({ nodes, edges }, [group({ isOpen: true })])
    const moved = { a: { x: 12, y: 34 } }
    expect(withGroupPlaces(places, open.groups, { moved, before }, size).a).toEqual(moved.a)
  })

  it('finds the nearest free spot, and where there is none the least covered', () => {
    const box = { width: 40, height: 30 }
    expect(freeMiddle({ x: 300, y: 200 }, box, [], size)).toEqual({ x: 300, y: 200 })
    const beside = freeMiddle({ x: 300, y: 200 }, box, [{ x: 300, y: 200 }], size)
    expect(Math.abs(beside.x - 300) >= 34 || Math.abs(beside.y - 200) >= 29).toBe(true)
  })

  it('is drawn by Cytoscape as one mark with its number, or as a frame round its members', () => {
    const chosen = { picked: ['group 1'], pinned: ['a'], onPath: new Set<string>(), communities: null }
    const closed = elementsOf(foldGroups({ nodes, edges }, [group()]), places, chosen)
    expect(closed.find(({ data }) => data.id === 'group 1')?.data).toMatchObject({
      isClosedGroup: true,
      label: '2',
    })
    expect(closed.some(({ data }) => data.id === 'halo group 1')).toBe(true)
    expect(closed.some(({ data }) => data.id === 'a')).toBe(false)
    const open = elementsOf(foldGroups({ nodes, edges }, [group({ isOpen: true })]), places, chosen)
    expect(open.filter(({ data }) => data.parent === 'group 1').map(({ data }) => data.id)).toEqual([
      'a',
      'b',
    ])
    expect(open.find(({ data }) => data.id === 'a')?.locked).toBe(true)
  })
})

describe('who before before an expansion', () => {
  it('stands there after it, and after the next, whoever comes', () => {
    const customers = Array.from({ length: 12 }, (_, index) =>
      node(`customer ${String(index).padStart(2, '0')}`),
    )
    const near = [nodes[0]!, ...customers]
    const nearEdges = customers.map((one) => edge('line', one.node))
    const start = ringLayout(near, nearEdges, size)
    const expand = (of: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        node(`${of} contact ${index}`, { role: 'contact', steps: 2, isAdded: true }),
      )
    const [first, second] = [expand('customer 03', 9), expand('customer 01', 12)]
    const firstNodes = [...near, ...first]
    const firstEdges = [...nearEdges, ...first.map((one) => edge('customer 03', one.node))]
    const once = ringLayout(firstNodes, firstEdges, size, start.places)
    for (const { node: name } of near) expect(once.places[name]).toEqual(start.places[name])
    // Those who come with the second know those who came with the first, and so might be drawn among them.
    const twiceNodes = [...firstNodes, ...second]
    const twiceEdges = [
      ...firstEdges,
      ...second.flatMap((one) => [edge('customer 01', one.node), edge('customer 03', one.node)]),
    ]
    const twice = ringLayout(twiceNodes, twiceEdges, size, once.places)
    for (const { node: name } of firstNodes) expect(twice.places[name]).toEqual(once.places[name])
    const all = Object.values(twice.places)
    expect(all).toHaveLength(twiceNodes.length)
    for (const { node: name } of second) {
      const place = twice.places[name]!
      const nearest = Math.min(
        ...all
          .filter((other) => other !== place)
          .map((other) => Math.hypot(other.x - place.x, other.y - place.y)),
      )
      expect(nearest).toBeGreaterThanOrEqual(20)
    }
  })

  it('stands there in the arrangement by communities too', () => {
    const known = { line: { x: 400, y: 250 }, a: { x: 500, y: 250 } }
    const late = node('late', { steps: 2, isAdded: true })
    const all = placeBeyond(
      [nodes[0]!, nodes[1]!, late],
      [edge('line', 'a'), edge('a', 'late')],
      known,
      { x: 450, y: 260 },
      size,
    )
    expect(all).toMatchObject(known)
    expect(Math.hypot(all.late!.x - 500, all.late!.y - 250)).toBeLessThan(100)
  })
})

describe('the table', () => {
  const rows = rowsOf(nodes, edges, foldGroups({ nodes, edges }, [group()]).groups, new Map([['a', 7]]))
  const columns = [
    {
      id: 'name',
      header: 'Name',
      value: (row: (typeof rows)[number]) => row.node?.node ?? row.group?.name ?? '',
      width: 10,
    },
    { id: 'value', header: 'Value', value: (row: (typeof rows)[number]) => row.value, width: 10 },
  ]
  const arranged = (sort: { columnId: string; descending: boolean } | null, filters = {}) =>
    arrangeUnderHeads(
      rows,
      columns,
      sort,
      filters,
      ({ id }) => id,
      ({ inGroup }) => inGroup?.id ?? null,
    ).map(({ id }) => id)

  it('has the members of a group in the rows under it, whatever the sort', () => {
    expect(arranged(null)).toEqual(['group 1', 'a', 'b', 'line', 'c'])
    expect(arranged({ columnId: 'name', descending: true })).toEqual(['group 1', 'b', 'a', 'line', 'c'])
    expect(arranged({ columnId: 'name', descending: false })).toEqual(['c', 'line', 'group 1', 'a', 'b'])
  })

  it('keeps a group while one of its members passes the filter', () => {
    expect(arranged(null, { value: '7' })).toEqual(['group 1', 'a'])
  })

  it('counts the contacts outside the group once', () => {
    expect(rows.find(({ id }) => id === 'group 1')?.drawnContacts).toBe(1)
  })
})
