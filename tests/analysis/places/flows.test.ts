import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { caseWithPlaces, type GivenEvent } from './case-with-places.ts'

const header =
  'Custody Record No,Surname,Forename(s),DOB,Postcode,Custody Suite,Arrest Date/Time,Arrest Offence'

const arrests = [
  ['ZA1 1AB', 'Ashford', '05/01/2026 10:00'],
  ['ZA1 2CD', 'Ashford', '06/01/2026 10:00'],
  ['ZA1 1AB', 'Blyford', '07/02/2026 10:00'],
  ['ZB2 3EF', 'Ashford', '08/02/2026 10:00'],
  ['', 'Ashford', '09/02/2026 10:00'],
  ['ZB2 3EF', '', '10/02/2026 10:00'],
] as const

const custody = `${[
  header,
  ...arrests.map(
    ([postcode, suite, at], index) =>
      `PW/${index + 1}/26,Surname${index},Alex,01/02/1990,${postcode},${suite},${at},Theft`,
  ),
].join('\n')}\n`

const events = ['Ashford', 'Blyford'].flatMap((area, place) =>
  Array.from(
    { length: 20 },
    (): GivenEvent => ({ kind: 'harm', day: '2026-01-15', position: [54.9 + place * 0.08, -1.9], area }),
  ),
)

async function asked() {
  const { as } = await caseWithPlaces(events)
  const path = join(temporaryFolder(), 'custody.csv')
  writeFileSync(path, custody)
  const [loaded] = await as('hub').sources.import({ sources: [{ path }] })
  expect(loaded).toMatchObject({ kind: 'custody', rowsLoaded: arrests.length })
  return as
}

test('flows count arrests by home and suite; each has its rows, and the shares are of those with both known', async () => {
  const as = await asked()
  const found = await as('police').places.flows({})
  expect(found).toMatchObject({ arrests: 6, homeKnown: 5 })
  expect(found.flows.map(({ home, to, arrests: count, share }) => [home, to, count, share])).toEqual([
    ['ZA1', 'Ashford', 2, 0.5],
    ['ZA1', 'Blyford', 1, 0.25],
    ['ZB2', 'Ashford', 1, 0.25],
  ])
  expect(found.flows.every(({ toPosition }) => toPosition !== null)).toBe(true)
  for (const { home, to, arrests: count } of found.flows) {
    const behind = await as('police').places.flowRows({ home, suite: to })
    expect([home, to, behind.rowCount]).toEqual([home, to, count])
  }
  const home = await as('police').places.flowRows({ home: 'ZB2' })
  const rows = [...tableFromIPC(new Uint8Array(await home.arrow.arrayBuffer()))].map((row) => row?.toJSON())
  expect(rows.map((row) => [row?.source, row?.day, row?.home, row?.suite])).toEqual([
    ['custody.csv', '2026-02-08', 'ZB2', 'Ashford'],
    ['custody.csv', '2026-02-10', 'ZB2', null],
  ])
})

test('flows follow the days, and of days without an arrest there are none', async () => {
  const as = await asked()
  const february = { from: '2026-02-01', to: '2026-02-28' }
  expect((await as('hub').places.flows({ range: february })).arrests).toBe(4)
  expect((await as('hub').places.flowRows({ home: 'ZA1', range: february })).rowCount).toBe(1)
  expect(await as('hub').places.flows({ range: { from: '2020-01-01', to: '2020-12-31' } })).toEqual({
    arrests: 0,
    homeKnown: 0,
    flows: [],
  })
})

test.each(['lead', 'reader'] as const)('%s sees no flow and no row of one', async (role) => {
  const as = await asked()
  await expect(as(role).places.flows({})).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
  await expect(as(role).places.flowRows({ home: 'ZA1' })).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
})
