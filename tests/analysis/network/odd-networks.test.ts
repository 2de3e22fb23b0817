import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { Role, Table } from '../../../analysis/contract/index.ts'
import { type Asking, askEngine, testSession } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

type Call = readonly [from: string, to: string, times?: number]

const header = 'A Number,B Number,Call Type,Start Time UTC,Duration (s),IMEI'

/** Real call records in an operator's layout: each pair as often as it says, a minute apart. */
const recordsOf = (calls: readonly Call[]): string => {
  const rows: string[] = []
  for (const [from, to, times = 1] of calls)
    for (let time = 0; time < times; time += 1) {
      const at = new Date(Date.UTC(2026, 5, 1, 8, rows.length)).toISOString().slice(0, 19).replace('T', ' ')
      rows.push(`${from},${to},MOC,${at},10,004999070000016`)
    }
  return `${[header, ...rows].join('\n')}\n`
}

/** A case that holds these calls and nothing else, loaded as a partner's file is. */
async function caseOf(calls: readonly Call[]): Promise<(role?: Role) => Asking> {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  await engine.create(
    join(folder, 'odd.hubline'),
    { name: 'Odd', policy: 'open', marking: 'OFFICIAL-SENSITIVE', synthetic: true },
    testSession,
  )
  const as = (role: Role = 'hub') => askEngine(engine, { ...testSession, role })
  if (calls.length > 0) {
    const path = join(folder, 'calls.csv')
    writeFileSync(path, recordsOf(calls))
    const [loaded] = await as().sources.import({ sources: [{ path }] })
    expect(loaded).toMatchObject({ rowsSetAside: 0 })
  }
  return as
}

const number = (end: number) => `+447700900${String(end).padStart(3, '0')}`
const raw = (end: number) => `07700900${String(end).padStart(3, '0')}`
const hub = 999

const rowsOf = async (table: Table) => [...tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))]

describe('an empty network', () => {
  it('says that no calls are loaded, and what a network is made of', async () => {
    const as = await caseOf([])
    const found = await as().network.measure({ metric: 'betweenness' })
    expect(found).toMatchObject({ nodes: 0, edges: 0, components: 0, values: [] })
    expect(found.notes).toEqual([
      'No calls or messages are loaded: a network is made of phone extractions and call records. Add some in Sources.',
    ])
    const path = await as().network.path({ from: number(1), to: number(2) })
    expect(path).toMatchObject({ found: false, notes: found.notes })
  })

  it('of a time range with nothing in it says which days the case has', async () => {
    const as = await caseOf([
      [raw(1), raw(2), 3],
      [raw(2), raw(3)],
    ])
    const range = { from: '2027-01-01', to: '2027-01-31' }
    const around = await as().network.around({ number: number(2), range })
    expect(around.nodes).toEqual([])
    expect(around.notes).toEqual([
      `No call or message of ${number(2)} between two known numbers falls from 2027-01-01 to 2027-01-31; the case has them from 2026-06-01 to 2026-06-01. Choose other days, or all.`,
    ])
    const measured = await as().network.measure({ metric: 'community', range })
    expect(measured.values).toEqual([])
    expect(measured.notes[0]).toContain('falls from 2027-01-01 to 2027-01-31')
  })
})

describe('one node', () => {
  it('that rings itself is in contact with nobody, and it says so', async () => {
    const as = await caseOf([[raw(1), raw(1), 4]])
    const around = await as().network.around({ number: number(1) })
    expect(around.nodes).toEqual([])
    expect(around.notes).toEqual([
      `No call or message of ${number(1)} joins two known numbers: the other end is withheld, unknown or the number itself. Start from somebody else, or load the phones and records of those it was in contact with.`,
    ])
    expect((await as().network.measure({ metric: 'degree' })).nodes).toBe(0)
  })

  it('with one other: every measure answers, none is infinite', async () => {
    const as = await caseOf([[raw(1), raw(2), 4]])
    const expected = {
      degree: 1,
      strength: 4,
      pagerank: 0.5,
      betweenness: 0,
      closeness: 1,
      eigenvector: 1,
      core: 1,
      community: 1,
    } as const
    for (const [metric, value] of Object.entries(expected)) {
      const found = await as().network.measure({ metric: metric as keyof typeof expected })
      expect([metric, found.values.map((one) => Math.round(one.value * 1e9) / 1e9)]).toEqual([
        metric,
        [value, value],
      ])
    }
  })
})

describe('a hub with 90% of all contacts', () => {
  const spokes = Array.from({ length: 90 }, (_, index): Call => [raw(index), raw(hub)])
  const others = Array.from({ length: 10 }, (_, index): Call => [raw(2 * index), raw(2 * index + 1), 2])

  it('is named with its share, before anybody believes the others', async () => {
    const as = await caseOf([...spokes, ...others])
    const found = await as().network.measure({ metric: 'betweenness' })
    expect(found).toMatchObject({ nodes: 91, edges: 100 })
    expect(found.values[0]).toEqual({ node: number(hub), value: (90 * 89) / 2 - 10 })
    expect(found.notes).toEqual([
      `${number(hub)} is one end of 90% of all contacts: the values of the others mostly say how near they are to it.`,
    ])
  })

  it('is drawn with its closest contacts only, and says how many are left out', async () => {
    const as = await caseOf([...spokes, ...others])
    const around = await as().network.around({ number: number(hub), limit: 60 })
    expect(around.nodes).toHaveLength(60)
    expect(around.leftOut).toBe(31)
    expect(around.atLeast).toBe(1)
    const apart = await as().network.path({ from: number(0), to: number(30), avoid: [number(hub)] })
    expect(apart.found).toBe(false)
    expect(apart.notes[0]).toMatch(/No chain of contacts joins .* without passing through what is hidden/)
  })

  it('that many ring is named as perhaps a service, to be hidden', async () => {
    const many = Array.from({ length: 230 }, (_, index): Call => [raw(index), raw(hub)])
    const as = await caseOf([...many, [raw(hub - 1), raw(0), 5], [raw(hub - 1), raw(1), 5]])
    const around = await as().network.around({ number: number(0), expand: [number(hub)] })
    expect(around.notes[0]).toMatch(/is in touch with 230 others: perhaps a service that many ring\. Hide it/)
  })
})

describe('a group made by hand', () => {
  const calls: Call[] = [
    [raw(1), raw(2), 3],
    [raw(1), raw(3), 4],
    [raw(2), raw(3), 5],
    [raw(4), raw(3), 6],
  ]

  it('has the rows of all its members behind its sums, each once', async () => {
    const as = await caseOf(calls)
    const count = async (asked: object) =>
      (await rowsOf(await as().network.evidence({ node: number(2), ...asked }))).length
    expect(await count({ members: [number(3)] })).toBe(3 + 4 + 5 + 6)
    expect(await count({ members: [number(3)], other: number(1) })).toBe(3 + 4)
    expect(await count({ members: [number(3)], other: number(1), otherMembers: [number(4)] })).toBe(3 + 4 + 6)
    expect(await count({ members: [number(3)], other: number(2), otherMembers: [number(3)] })).toBe(5)
  })

  it('leaves as an attribute of its members that other programs read, its name escaped', async () => {
    const as = await caseOf(calls)
    const made = await as().network.export({
      number: number(3),
      nodes: [1, 2, 3, 4].map(number),
      format: 'graphml',
      groups: [{ name: 'Cousins & <co>', members: [number(1), number(2)] }],
    })
    expect(made.text).toContain(
      '<key id="chosen_group" for="node" attr.name="chosen_group" attr.type="string"/>',
    )
    expect(made.text.match(/<data key="chosen_group">Cousins &amp; &lt;co&gt;<\/data>/g)).toHaveLength(2)
    expect(made.text.match(/<node /g)).toHaveLength(4)
    expect(made.text.match(/<edge /g)).toHaveLength(4)
  })

  it.each(['police', 'health', 'hub'] as const)(
    '%s may take a picture or GraphML, and the log says so',
    async (role) => {
      const as = await caseOf(calls)
      const asked = { number: number(3), nodes: [1, 2, 3, 4].map(number) }
      for (const format of ['png', 'svg', 'graphml'] as const) {
        const made = await as(role).network.export({ ...asked, format })
        expect(made).toMatchObject({ marking: 'OFFICIAL-SENSITIVE', nodes: 4, edges: 4 })
        expect(made.text === '').toBe(format !== 'graphml')
        expect(made.caption).toContain(`taken out as ${role} on`)
      }
      const { entries } = await as('hub').log.entries({ limit: 1000 })
      const left = entries.filter(({ question }) => question === 'network.export')
      // Each question, and the GraphML once more with the digest of what was handed over; a picture is logged when it is taken.
      expect(left.reduce((sum, { times = 1 }) => sum + times, 0)).toBe(4)
      expect(left.filter(({ subject }) => /sha256 [0-9a-f]{64}/.test(subject))).toHaveLength(1)
      expect(left.every((entry) => entry.action === 'disclosure' && entry.role === role)).toBe(true)
      expect(JSON.stringify(left)).not.toContain('7700900')
    },
  )

  it.each(['lead', 'reader'] as const)(
    '%s is refused each of them, and nothing is logged as having left',
    async (role) => {
      const as = await caseOf(calls)
      for (const format of ['png', 'svg', 'graphml'] as const)
        await expect(
          as(role).network.export({ number: number(3), nodes: [number(3)], format }),
        ).rejects.toMatchObject({
          code: 'ROLE_FORBIDDEN',
        })
      const { entries } = await as('hub').log.entries({ limit: 1000 })
      expect(entries.filter(({ action }) => action === 'disclosure')).toEqual([])
    },
  )
})
