import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../../analysis/app/create-engine.ts'
import { filesOf } from '../../../analysis/cli/import.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { type Asking, askEngine, testSession } from '../../support/hosts.ts'

const small = join(import.meta.dirname, '../../../sample-data/small')
const folder = mkdtempSync(join(tmpdir(), 'hubline-network-'))
let engine: Engine
let ask: Asking
let lineId: string

const as = (role: Role): Asking => askEngine(engine, { ...testSession, role })

const number = (end: number) => `+447700900${end}`
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'ANSWERED',
    (error: { code?: string }) => error.code,
  )

beforeAll(async () => {
  engine = createEngine({ applicationFolder: join(folder, 'application') })
  await engine.create(
    join(folder, 'small.hubline'),
    { name: 'Small', policy: 'open', marking: 'OFFICIAL-SENSITIVE', synthetic: true },
    testSession,
  )
  ask = as('hub')
  await ask.sources.import({ sources: (await filesOf(small)).map((path) => ({ path })) })
  await ask.people.wash({})
  await ask.lines.find({})
  const { lines } = await ask.lines.candidates({})
  lineId = lines.find((line) => line.numbers.includes(number(200)))!.line
})

afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the small case as a network', () => {
  it('has the thirteen numbers and 32 communications of its answers', async () => {
    const found = await ask.network.measure({ metric: 'strength' })
    expect(found).toMatchObject({ nodes: 13, communications: 32, exact: true, unit: 'numbers' })
    expect(found.values.reduce((sum, { value }) => sum + value, 0)).toBe(64)
    expect(found.values.map(({ value }) => value)).toEqual(
      found.values.map(({ value }) => value).sort((left, right) => right - left),
    )
  })

  it('answers every measure, best first, the same for numbers that are asked twice', async () => {
    for (const metric of [
      'degree',
      'pagerank',
      'betweenness',
      'closeness',
      'eigenvector',
      'core',
      'community',
    ] as const) {
      const found = await ask.network.measure({ metric })
      expect(found.values).toHaveLength(13)
      expect((await ask.network.measure({ metric })).values).toEqual(found.values)
    }
  })

  it('counts a person once, whatever their numbers', async () => {
    const people = await ask.network.measure({ metric: 'degree', unit: 'people' })
    expect(people.nodes).toBeLessThanOrEqual(13)
    expect(people.values.some(({ node }) => !node.startsWith('+'))).toBe(true)
  })

  it('says why there is nothing in a time range', async () => {
    const found = await ask.network.measure({
      metric: 'degree',
      range: { from: '2020-01-01', to: '2020-01-31' },
    })
    expect(found.values).toEqual([])
    expect(found.notes[0]).toMatch(
      /falls from 2020-01-01 to 2020-01-31; the case has them from 2026-06-01 to 2026-06-02/,
    )
  })

  it('refuses a start that is not there, and a range that runs backwards', async () => {
    expect(await codeOf(ask.network.measure({ metric: 'degree', lineId: 'none' }))).toBe('LINE_NOT_FOUND')
    expect(await codeOf(ask.network.around({ number: '+447700900999' }))).toBe('NUMBER_NOT_FOUND')
    expect(await codeOf(ask.network.around({ person: 'x' }))).toBe('PERSON_NOT_FOUND')
    expect(await codeOf(ask.network.around({}))).toBe('INPUT_INVALID')
    const backwards = { from: '2026-06-02', to: '2026-06-01' }
    expect(await codeOf(ask.network.measure({ metric: 'degree', range: backwards }))).toBe('INPUT_INVALID')
  })

  it('draws a line with its numbers and its five customers', async () => {
    const around = await ask.network.around({ lineId })
    const roleOf = new Map(around.nodes.map(({ node, role }) => [node, role]))
    expect(roleOf.get(number(200))).toBe('line')
    const { numbers } = (await ask.lines.candidates({})).lines.find(({ line }) => line === lineId)!
    for (const former of numbers.slice(0, -1)) expect(roleOf.get(former)).toBe('former')
    for (const end of [101, 102, 103, 104, 105]) expect(roleOf.get(number(end))).toBe('customer')
    expect(around.edges.filter(({ kind }) => kind === 'succession')).toHaveLength(numbers.length - 1)
    expect(around.leftOut).toBe(0)
    expect(around.atLeast).toBeNull()
  })

  it('says how many it left out, and only adds when a node is expanded', async () => {
    const few = await ask.network.around({ lineId, limit: 4 })
    const all = await ask.network.around({ lineId })
    expect(few.nodes).toHaveLength(4)
    expect(few.nodes.length + few.leftOut).toBe(all.nodes.length)
    expect(few.atLeast).toBeGreaterThan(0)
    const shown = few.nodes.map(({ node }) => node)
    const wider = await ask.network.around({ lineId, limit: 4, expand: shown.slice(-1) })
    expect(wider.nodes.map(({ node }) => node)).toEqual(expect.arrayContaining(shown))
    expect(wider.nodes.length).toBeGreaterThanOrEqual(few.nodes.length)
  })

  it('hands over the rows behind a contact', async () => {
    const around = await ask.network.around({ lineId })
    const edge = around.edges.find(({ kind }) => kind === 'communication')!
    const { rowCount, arrow, totals } = await ask.network.evidence({ node: edge.from, other: edge.to })
    expect(totals).toEqual({ rows: rowCount, communications: edge.communications, texts: edge.texts })
    const first = await ask.network.evidence({ node: edge.from, other: edge.to, limit: 1 })
    expect([first.rowCount, first.totals.rows]).toEqual([1, rowCount])
    const rows = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()))
    for (const row of rows) {
      const ends = [row?.from, row?.to].sort()
      expect(ends).toEqual([edge.from, edge.to].sort())
      expect(row?.file).toMatch(/small-calls|EXH-S1/)
    }
  })

  it('says how many texts and calls stand behind the rows of a reason', async () => {
    const { reasons } = await ask.lines.detail({ lineId })
    for (const { feature, rows } of reasons.filter((reason) => reason.rows > 0)) {
      const { rowCount, totals } = await ask.lines.evidence({ lineId, feature, limit: 5000 })
      expect([feature, totals.communications, totals.rows]).toEqual([feature, rows, rowCount])
    }
    const bulk = await ask.lines.evidence({ lineId, feature: 'bulk-texts' })
    expect(bulk.totals.texts).toBe(bulk.totals.communications)
  })

  it('finds the chain between a taxi customer and a line, and none through what is avoided', async () => {
    const around = await ask.network.around({ number: '+441632960001' })
    const rider = around.nodes.find(({ role, steps }) => role !== 'customer' && steps === 1)!
    const path = await ask.network.path({ from: rider.node, to: '+441632960001' })
    expect(path).toMatchObject({ found: true, steps: 1 })
    const lone = await ask.network.path({
      from: number(101),
      to: number(105),
      avoid: [number(100), number(200)],
    })
    expect(lone.found).toBe(false)
    expect(lone.notes[0]).toMatch(/without passing through what is hidden/)
    const through = await ask.network.path({ from: number(101), to: number(105) })
    expect(through.nodes.map(({ node }) => node).slice(1, -1)).toEqual([expect.stringMatching(/900[12]00$/)])
  })
})

describe('what a role sees', () => {
  it('tells police no group, and no person that only treatment or the programme knows', async () => {
    const hub = await ask.network.around({ lineId })
    const police = await as('police').network.around({ lineId })
    expect(hub.nodes.some(({ group }) => group === 'mainstream' || group === 'programme')).toBe(true)
    expect(police.nodes.every(({ group }) => group === null)).toBe(true)
    const { lines } = await as('police').lines.candidates({})
    expect(lines.length).toBeGreaterThan(0)
    const people = await ask.network.measure({ metric: 'degree', unit: 'people' })
    const forPolice = await as('police').network.measure({ metric: 'degree', unit: 'people' })
    const persons = (found: typeof people) => found.values.filter(({ node }) => !node.startsWith('+')).length
    expect(persons(forPolice)).toBeLessThanOrEqual(persons(people))
  })

  it.each(['lead', 'reader'] as const)('gives %s nothing', async (role) => {
    const { network } = as(role)
    expect(await codeOf(network.measure({ metric: 'degree' }))).toBe('ROLE_FORBIDDEN')
    expect(await codeOf(network.around({ lineId }))).toBe('ROLE_FORBIDDEN')
    expect(await codeOf(network.path({ from: number(101), to: number(102) }))).toBe('ROLE_FORBIDDEN')
    expect(await codeOf(network.evidence({ node: number(101) }))).toBe('ROLE_FORBIDDEN')
    expect(await codeOf(network.export({ nodes: [number(101)], format: 'graphml' }))).toBe('ROLE_FORBIDDEN')
  })

  it('writes GraphML from the case itself, marked, and logs that it left', async () => {
    const { nodes } = await ask.network.around({ lineId })
    const drawn = nodes.map(({ node }) => node)
    const made = await ask.network.export({ lineId, nodes: [...drawn, '+447700900999'], format: 'graphml' })
    expect(made.nodes).toBe(drawn.length)
    expect(made.text).toContain('OFFICIAL-SENSITIVE')
    expect(made.text.match(/<node /g)).toHaveLength(drawn.length)
    expect(made.text.match(/<edge /g)).toHaveLength(made.edges)
    const police = await as('police').network.export({ lineId, nodes: drawn, format: 'graphml' })
    expect(police.text).not.toMatch(/mainstream|programme/)
    const { entries } = await ask.log.entries({ limit: 1000 })
    expect(
      entries.some(({ action, question }) => action === 'disclosure' && question === 'network.export'),
    ).toBe(true)
  })
})

it('stops in the middle when it is cancelled', async () => {
  const stopping = new AbortController()
  const asked = ask.network.measure({ metric: 'betweenness' }, { signal: stopping.signal })
  stopping.abort()
  expect(await codeOf(asked)).toMatch(/CANCELLED|undefined/)
})
