import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { latLngToCell } from 'h3-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEngine, type Engine } from '../../../analysis/app/create-engine.ts'
import { filesOf } from '../../../analysis/cli/import.ts'
import type { Role, Table } from '../../../analysis/contract/index.ts'
import { type Asking, askEngine, testSession } from '../../support/hosts.ts'

const small = join(import.meta.dirname, '../../../sample-data/small')
const folder = mkdtempSync(join(tmpdir(), 'hubline-concerning-'))
let engine: Engine
let kez: string

const as = (role: Role): Asking => askEngine(engine, { ...testSession, role })

const number = (end: number) => `+447700900${end}`
const day = (one: string) => ({ from: one, to: one })

const rowsOf = async (table: Table): Promise<Record<string, unknown>[]> =>
  tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
    .toArray()
    .map((row) => row.toJSON())

const titles = async (table: Table) => (await rowsOf(table)).map(({ title }) => String(title)).sort()

const personNamed = async (name: RegExp): Promise<string> => {
  const rows = await rowsOf(await as('hub').people.table({ population: 'everyone' }))
  return String(rows.find(({ title }) => name.test(String(title)))?.subject)
}

const concern = async (role: Role, asked: Parameters<Asking['lines']['concerning']>[0]) =>
  (await as(role).lines.concerning(asked)).find(({ lineId }) => lineId === kez)

beforeAll(async () => {
  engine = createEngine({ applicationFolder: join(folder, 'application') })
  await engine.create(
    join(folder, 'small.hubline'),
    { name: 'Small', policy: 'open', marking: 'OFFICIAL-SENSITIVE', synthetic: true },
    testSession,
  )
  const ask = as('hub')
  await ask.sources.import({ sources: (await filesOf(small)).map((path) => ({ path })) })
  await ask.people.wash({})
  await ask.lines.find({})
  const { lines } = await ask.lines.candidates({})
  kez = lines.find((line) => line.numbers.includes(number(200)))!.line
})

afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the lines of the small case', () => {
  it('concern a number that buys, by the calls and texts between them', async () => {
    expect(await concern('hub', { number: number(101) })).toMatchObject({
      communications: 4,
      customers: 1,
      relations: ['customer'],
    })
    expect(await concern('hub', { number: number(102) })).toMatchObject({ communications: 6 })
    expect(await concern('hub', { number: number(102), range: day('2026-06-02') })).toMatchObject({
      communications: 3,
    })
    expect(await concern('hub', { number: number(106) })).toBeUndefined()
  })

  it('concern their own number by all that it did', async () => {
    expect(await concern('hub', { number: number(200) })).toMatchObject({
      communications: 11,
      customers: 5,
      relations: ['number'],
    })
  })

  it('concern the days on which they called or texted', async () => {
    expect(await concern('hub', { range: day('2026-06-01') })).toMatchObject({
      communications: 12,
      customers: 5,
      relations: [],
    })
    expect(await concern('hub', { range: day('2026-06-02') })).toMatchObject({ communications: 11 })
    expect(await concern('hub', { range: day('2026-05-31') })).toBeUndefined()
  })

  it('concern a person by the numbers that the role may know', async () => {
    const sophie = await personNamed(/yeadon/i)
    expect(await concern('hub', { person: sophie })).toMatchObject({ communications: 5 })
    expect(await concern('police', { person: sophie })).toBeUndefined()
    const daniel = await personNamed(/mottram/i)
    expect(await concern('police', { person: daniel })).toMatchObject({ communications: 4 })
  })

  it('have on a day the customers in contact with them on it', async () => {
    const on = async (one: string) =>
      (await rowsOf(await as('hub').lines.customers({ lineId: kez, range: day(one) }))).length
    expect(await on('2026-06-02')).toBe(5)
    expect(await on('2026-05-31')).toBe(0)
  })
})

describe('the people of the small case', () => {
  const spring = { population: 'everyone', range: { from: '2026-03-01', to: '2026-03-05' } } as const
  it('in a range are those with a record that falls in it or lasts into it, as the role may see', async () => {
    const hub = await titles(await as('hub').people.table(spring))
    expect(hub.map((title) => title.split(' ').at(-1)?.toUpperCase())).toEqual(
      expect.arrayContaining(['MOTTRAM', 'OTTLEY', 'HALLIWELL', 'GOSLING']),
    )
    expect(hub.join().toUpperCase()).not.toMatch(/NUNNERY|YEADON|WARDLE/)
    const police = (await titles(await as('police').people.table(spring))).join().toUpperCase()
    expect(police).toMatch(/MOTTRAM.*OTTLEY/)
    expect(police).not.toMatch(/HALLIWELL|GOSLING/)
  })

  it('in a cell are those whom a record places there', async () => {
    const cell = latLngToCell(53.42, 1.52, 8)
    await as('hub').places.layers({})
    const here = await titles(await as('hub').people.table({ population: 'everyone', cell }))
    expect(here.filter((title) => !title.startsWith('Name not')).map((title) => title.toUpperCase())).toEqual(
      ['DANIEL MOTTRAM'],
    )
    expect(
      (
        await titles(await as('hub').people.table({ population: 'everyone', cell, range: day('2026-04-01') }))
      ).join(),
    ).not.toMatch(/mottram/i)
  })

  it('in groups of a range are the customers in contact in it; under disclosure control no range is answered', async () => {
    const counts = async (range: { from: string; to: string }) =>
      (await as('hub').people.groups({ lineId: kez, range })).groups.map(({ count }) => count)
    expect(await counts(day('2026-06-02'))).toEqual([1, 1, 2, 1])
    expect(await counts({ from: '2026-05-01', to: '2026-05-31' })).toEqual([0, 0, 0, 0])
    const cell = latLngToCell(53.42, 1.52, 8)
    for (const role of ['police', 'lead'] as const)
      for (const asked of [{ range: day('2026-06-02') }, { cell }])
        await expect(as(role).people.groups(asked)).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    await expect(as('hub').people.groups({ range: day('2026-06-02'), protect: true })).rejects.toMatchObject({
      code: 'ROLE_FORBIDDEN',
    })
    for (const role of ['lead', 'reader'] as const)
      await expect(as(role).lines.concerning({})).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
  })
})

describe('the map and the journeys of the small case', () => {
  it('hold the records of one person', async () => {
    const daniel = await personNamed(/mottram/i)
    const harm = async (asked: { person?: string; number?: string }) =>
      (await as('police').places.hotspots({ of: 'harm', method: 'count', ...asked })).rows
    expect(await harm({})).toBe(4)
    expect(await harm({ person: daniel })).toBe(1)
    expect(await harm({ number: number(101) })).toBe(0)
    const rows = await rowsOf(await as('police').places.rows({ of: 'harm', person: daniel }))
    expect(rows.map(({ source, row }) => [source, Number(row)])).toEqual([['small-harm.csv', 2]])
    const layers = await as('hub').places.layers({})
    expect(layers.filter(({ aboutPeople }) => aboutPeople).map(({ of }) => of)).toEqual(
      expect.arrayContaining(['harm', 'custody']),
    )
    expect(layers.find(({ of }) => of === 'crime')?.aboutPeople).toBe(false)
  })

  it('follow the customers of one line from arrest, not for a role that gets protected counts', async () => {
    const arrested = async (asked: { lineId?: string }) =>
      (await as('hub').journeys.funnel(asked)).steps.find(({ step }) => step === 'arrested')?.people
    expect(await arrested({})).toBe(6)
    expect(await arrested({ lineId: kez })).toBe(3)
    await expect(as('lead').journeys.funnel({ lineId: kez })).rejects.toMatchObject({
      code: 'ROLE_FORBIDDEN',
    })
  })
})
