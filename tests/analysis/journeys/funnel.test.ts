import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { latLngToCell } from 'h3-js'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { raiseDataVersion } from '../../../analysis/case/queries-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import type { Client } from '../../../analysis/cli/shell.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { askEngine } from '../../support/hosts.ts'
import { noteCase } from '../../support/note-case.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

interface Given {
  readonly person: number
  readonly kind: 'custody' | 'drug-tests' | 'treatment'
  readonly day: string
  readonly until?: string
  readonly outcome?: string
  /** Where the record lies. */
  readonly at?: readonly [number, number]
}

const custody = (person: number, day: string): Given => ({ person, kind: 'custody', day })
const test = (person: number, day: string, outcome: string): Given => ({
  person,
  kind: 'drug-tests',
  day,
  outcome,
})
const treatment = (person: number, day: string, until?: string, outcome?: string): Given => ({
  person,
  kind: 'treatment',
  day,
  ...(until ? { until } : {}),
  ...(outcome ? { outcome } : {}),
})

/** Treatment is known until 30 June; who is arrested on 1 June has 29 days, on 10 June 20. */
const worked: Given[] = [
  custody(1, '2026-01-10'),
  test(1, '2026-01-10', 'Positive - both'),
  treatment(1, '2026-01-20', '2026-06-01', 'Treatment completed - drug free'),
  custody(1, '2026-03-01'),
  custody(2, '2026-01-10'),
  test(2, '2026-01-11', 'Positive - opiates'),
  treatment(2, '2026-03-20'),
  custody(3, '2026-02-01'),
  test(3, '2026-02-01', 'Positive - cocaine'),
  treatment(3, '2025-11-01', '2026-04-01'),
  custody(4, '2026-02-01'),
  test(4, '2026-02-01', 'Positive - cocaine'),
  custody(5, '2026-06-01'),
  test(5, '2026-06-01', 'Positive - cocaine'),
  custody(6, '2026-06-10'),
  test(6, '2026-06-10', 'Positive - cocaine'),
  custody(7, '2026-02-01'),
  test(7, '2026-02-01', 'Negative'),
  custody(8, '2026-02-01'),
  test(8, '2026-02-01', 'Refused'),
  custody(9, '2026-02-01'),
  test(9, '2026-02-09', 'Positive - cocaine'),
  treatment(10, '2026-06-30'),
]

async function caseOf(given: readonly Given[], isLinked = true): Promise<{ as(role: Role): Client }> {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  const session = (role: Role) => ({ person: 'a tester', role, purpose: 'test', purposeStated: true })
  const opened = await engine.create(
    join(folder, 'journeys.hubline'),
    { name: 'journeys', policy: 'open', marking: 'OFFICIAL' },
    session('hub'),
  )
  await opened.database.write(undefined, async (connection) => {
    for (const [index, one] of given.entries()) {
      const [latitude, longitude] = one.at ?? [null, null]
      await connection.run(sql`insert into place (place_id, latitude, longitude)
        values (${index + 1}, cast(${latitude} as double), cast(${longitude} as double))`)
      await connection.run(sql`insert into record (record_id, file_id, sheet, row_number, kind, record_key, forename, surname, precision, local_day,
          until_day, outcome, place_id, fields)
        values (${index + 1}, 1, 0, ${index + 1}, ${one.kind}, ${`k${index}`}, 'Zeb', ${`Quill${one.person}`}, 'day', cast(${one.day} as date),
          cast(${one.until ?? null} as date), ${one.outcome ?? null}, ${index + 1}, '{}')`)
      if (isLinked)
        await connection.run(
          sql`insert into person (run_id, record_id, person_id) values (1, ${index + 1}, ${one.person})`,
        )
    }
    if (isLinked)
      await connection.run(sql`insert into run (run_id, method, version, parameters, seed, data_version, started_at, seconds, summary)
        values (1, 'wash', '1', '{}', 1, 1, now()::timestamp, 0, '{}')`)
    await noteCase(connection)
    await connection.run(raiseDataVersion())
  })
  return {
    as: (role) => askEngine(engine, session(role)),
  }
}

const stepsOf = (funnel: Awaited<ReturnType<Client['journeys']['funnel']>>) =>
  Object.fromEntries(
    funnel.steps.map(({ step, people, ofPeople, medianDays, notYet }) => [
      step,
      [people, ofPeople, medianDays, notYet],
    ]),
  )

describe('from arrest to treatment', () => {
  it('is as worked out by hand', async () => {
    const funnel = await (await caseOf(worked)).as('hub').journeys.funnel({})
    expect(funnel.observedUntil).toBe('2026-06-30')
    expect(funnel.policy).toBeNull()
    expect(stepsOf(funnel)).toEqual({
      arrested: [9, 9, null, 0],
      tested: [7, 9, null, 0],
      positive: [6, 7, null, 0],
      'already-in-treatment': [1, 6, null, 0],
      'within-28-days': [1, 4, 10, 1],
      'within-90-days': [2, 3, 39.5, 2],
      completed: [1, 2, null, 0],
    })
  })

  it('follows only those arrested in the chosen days, from their first arrest in them', async () => {
    const hub = (await caseOf(worked)).as('hub')
    const funnel = await hub.journeys.funnel({ range: { from: '2026-02-15', to: '2026-06-30' } })
    expect(stepsOf(funnel)).toMatchObject({
      arrested: [3, 3, null, 0],
      positive: [2, 2, null, 0],
    })
    const none = await hub.journeys.funnel({ range: { from: '2027-01-01', to: '2027-01-31' } })
    expect(none.notes).toEqual(['Nobody was arrested on the days asked for.'])
    expect(stepsOf(none).arrested).toEqual([0, 0, null, 0])
  })

  it('follows only those whose arrest lies in the chosen cell, for roles that see exact counts', async () => {
    const [here, there] = [[52.62, 1.3] as const, [52.9, 1.3] as const]
    const placed = worked.map((one) =>
      one.kind === 'custody' ? { ...one, at: one.person <= 3 ? here : there } : one,
    )
    const opened = await caseOf(placed)
    await opened.as('hub').places.layers({})
    const cell = latLngToCell(...here, 8)
    const funnel = await opened.as('hub').journeys.funnel({ cell })
    expect(stepsOf(funnel)).toMatchObject({
      arrested: [3, 3, null, 0],
      positive: [3, 3, null, 0],
      'already-in-treatment': [1, 3, null, 0],
      'within-28-days': [1, 2, 10, 0],
    })
    const people = await opened.as('hub').journeys.people({ step: 'arrested', cell })
    expect(people.rowCount).toBe(3)
    const elsewhere = await opened.as('hub').journeys.funnel({ cell: latLngToCell(51, 0, 8) })
    expect(elsewhere.notes).toEqual(['No arrest that lies in the chosen cell falls on the days asked for.'])
    for (const role of ['police', 'lead'] as const)
      await expect(opened.as(role).journeys.funnel({ cell })).rejects.toMatchObject({
        code: 'ROLE_FORBIDDEN',
      })
  })

  it('draws how soon they begin, with those not seen long enough as far as they are seen', async () => {
    const { curves } = await (await caseOf(worked)).as('hub').journeys.funnel({})
    const positive = curves.find(({ of }) => of === 'positive')!
    expect(positive.people).toBe(5)
    expect(positive.days).toEqual([0, 10, 69])
    expect(positive.share[1]).toBeCloseTo(1 / 5, 12)
    expect(positive.share[2]).toBeCloseTo(1 - (4 / 5) * (1 / 2), 12)
    expect(positive.atRisk).toEqual([
      { day: 0, people: 5 },
      { day: 28, people: 3 },
      { day: 90, people: 1 },
      { day: 180, people: 0 },
    ])
  })

  it('leads the hub to the people of a step, and nobody else', async () => {
    const opened = await caseOf(worked)
    const table = await opened.as('hub').journeys.people({ step: 'within-90-days' })
    const rows = tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer())).toArray()
    expect(rows.map((row) => [row.title, Number(row.days)])).toEqual([
      ['Zeb Quill1', 10],
      ['Zeb Quill2', 69],
    ])
    for (const role of ['police', 'health', 'lead', 'reader'] as const)
      await expect(opened.as(role).journeys.people({ step: 'positive' })).rejects.toMatchObject({
        code: 'ROLE_FORBIDDEN',
      })
  })

  it('gives other roles the whole case through disclosure control, whatever range they ask for', async () => {
    const many = Array.from({ length: 60 }, (_, index): Given[] => [
      custody(index + 1, '2026-01-10'),
      ...(index < 40 ? [test(index + 1, '2026-01-10', index < 33 ? 'Positive - both' : 'Negative')] : []),
      ...(index < 3 ? [treatment(index + 1, '2026-01-20')] : []),
      ...(index >= 3 && index < 20 ? [treatment(index + 1, '2026-03-01')] : []),
    ]).flat()
    const opened = await caseOf([...many, treatment(99, '2026-06-30')])
    const lead = await opened.as('lead').journeys.funnel({})
    expect(lead.policy).toBe('ndtms')
    expect(lead.curves).toEqual([])
    const steps = stepsOf(lead)
    expect(steps.arrested![0]).toBe(60)
    expect(steps.positive![0]).toBe(35)
    expect(steps['within-28-days']![0]).toBeNull()
    expect(
      await opened.as('lead').journeys.funnel({ range: { from: '2026-01-10', to: '2026-01-10' } }),
    ).toEqual(lead)
    await expect(opened.as('reader').journeys.funnel({})).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    expect(stepsOf(await opened.as('hub').journeys.funnel({}))['within-28-days']![0]).toBe(3)
  })

  it('says what is missing where nothing can be followed', async () => {
    const empty = await (await caseOf([])).as('hub').journeys.funnel({})
    expect(empty.range).toBeNull()
    expect(empty.notes[0]).toMatch(/No custody records/)
    const unwashed = await (await caseOf(worked, false)).as('hub').journeys.funnel({})
    expect(unwashed.notes[0]).toMatch(/not washed yet/)
    const arrestsOnly = await (await caseOf([custody(1, '2026-01-10')])).as('hub').journeys.funnel({})
    expect(arrestsOnly.notes).toHaveLength(2)
    expect(stepsOf(arrestsOnly)['within-28-days']).toEqual([null, null, null, null])
  })
})
