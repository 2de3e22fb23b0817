import { describe, expect, test } from 'vitest'
import { everyRole, type Role } from '../../../analysis/contract/index.ts'
import { caseWithPlaces, type GivenEvent } from './case-with-places.ts'

const areas = ['Ashford', 'Blyford', 'Corford', 'Dunford']
const at = (area: number, index: number): [number, number] => [54.9 + area * 0.08, -1.9 + (index % 5) * 0.02]

/** Each kind: 40, 23, 12 and 2 rows in four areas over two months. */
const events = ['harm', 'crime', 'treatment'].flatMap((kind) =>
  [40, 23, 12, 2].flatMap((rows, area) =>
    Array.from(
      { length: rows },
      (_, index): GivenEvent => ({
        kind,
        day: index % 2 === 0 ? '2026-01-15' : '2026-02-15',
        position: at(area, index),
        area: `${areas[area]} 00${1 + (index % 3)}`,
      }),
    ),
  ),
)

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ANSWERED',
    (error: { code?: string }) => error.code ?? 'BUG',
  )

describe('who may see places', () => {
  const may: Record<Role, Record<string, string>> = {
    hub: { harm: 'ANSWERED', crime: 'ANSWERED', treatment: 'ANSWERED' },
    health: { harm: 'ANSWERED', crime: 'ANSWERED', treatment: 'ANSWERED' },
    police: { harm: 'ANSWERED', crime: 'ANSWERED', treatment: 'ROLE_FORBIDDEN' },
    lead: { harm: 'ROLE_FORBIDDEN', crime: 'ROLE_FORBIDDEN', treatment: 'ROLE_FORBIDDEN' },
    reader: { harm: 'ROLE_FORBIDDEN', crime: 'ROLE_FORBIDDEN', treatment: 'ROLE_FORBIDDEN' },
  }

  test.each(everyRole)('%s sees cells, points and rows of its kinds only', async (role) => {
    const { as } = await caseWithPlaces(events)
    const { places } = as(role)
    for (const [of, expected] of Object.entries(may[role])) {
      expect([of, await codeOf(places.hotspots({ of }))]).toEqual([of, expected])
      expect([of, await codeOf(places.points({ of }))]).toEqual([of, expected])
      expect([of, await codeOf(places.rows({ of }))]).toEqual([of, expected])
      expect([of, await codeOf(places.accuracy({ of }))]).toEqual([of, expected])
    }
  })

  test('the police are not even told how many treatment rows there are', async () => {
    const { as } = await caseWithPlaces(events)
    const kinds = async (role: Role) => (await as(role).places.layers({})).map((layer) => layer.of)
    expect(await kinds('police')).toEqual(['crime', 'harm'])
    expect(await kinds('hub')).toEqual(['crime', 'harm', 'treatment'])
  })
})

describe('areas', () => {
  test.each(everyRole)('%s gets them on the fixed grid, small counts suppressed', async (role) => {
    const { as } = await caseWithPlaces(events)
    for (const of of ['harm', 'treatment']) {
      const found = await as(role).places.areas({ of })
      expect(found.refused).toBeNull()
      const small = found.areas.find((area) => area.area === 'Dunford')
      expect(small?.rows).toBeNull()
      expect(small?.months.every((month) => month.rows === null || month.rows === 0)).toBe(true)
      for (const area of found.areas)
        for (const rows of [area.rows, ...area.months.map((month) => month.rows)])
          expect(rows === null || rows === 0 || (rows >= 5 && rows % 5 === 0)).toBe(true)
      expect(found.suppressed.primary).toBeGreaterThan(0)
    }
  })

  test.each(everyRole)('of a kind that nobody declared are for the hub alone: %s', async (role) => {
    const { as } = await caseWithPlaces(events.map((event) => ({ ...event, kind: 'hospice' })))
    const expected = role === 'hub' ? 'ANSWERED' : 'ROLE_FORBIDDEN'
    expect(await codeOf(as(role).places.areas({ of: 'hospice' }))).toBe(expected)
    expect(
      await codeOf(as(role).tables.released({ of: { table: 'areas', of: 'hospice' }, to: 'clipboard' })),
    ).toBe(expected)
    for (const of of ['constructor', 'nothing'])
      expect([of, await codeOf(as(role).places.areas({ of }))]).toEqual([
        of,
        role === 'hub' ? 'INPUT_INVALID' : expected,
      ])
  })

  test('of a kind that there is not are refused with the kinds that there are', async () => {
    const { as } = await caseWithPlaces(events.map((event) => ({ ...event, kind: 'hospice' })))
    const { places } = as('hub')
    const of = 'harms'
    for (const asked of [
      () => places.hotspots({ of }),
      () => places.points({ of }),
      () => places.rows({ of }),
      () => places.accuracy({ of }),
      () => places.areas({ of }),
    ])
      await expect(asked()).rejects.toMatchObject({
        code: 'INPUT_INVALID',
        data: {
          detail: 'no kind of source is called "harms"',
          remedy: expect.stringMatching(/^Kinds: .*\bharm\b.*, hospice\.$/),
        },
      })
    expect(await codeOf(places.hotspots({ of: 'hospice' }))).toBe('ANSWERED')
    // Declared, and none of it is loaded.
    expect(await codeOf(places.hotspots({ of: 'hospital' }))).toBe('ANSWERED')
  })

  test('carry no position, no cell and no range to subtract with', async () => {
    const { as } = await caseWithPlaces(events)
    const found = await as('reader').places.areas({ of: 'harm' })
    expect(JSON.stringify(found)).not.toMatch(/latitude|longitude|cell|"day"/)
    const again = await as('reader').places.areas({
      of: 'harm',
      range: { from: '2026-01-01', to: '2026-01-20' },
    } as never)
    expect(again).toEqual(found)
  })
})
