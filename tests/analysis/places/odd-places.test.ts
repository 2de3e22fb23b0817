import { describe, expect, test } from 'vitest'
import { caseWithPlaces, type GivenEvent } from './case-with-places.ts'

const at = (rows: number, position: [number, number] | null, day = '2026-01-05'): GivenEvent[] =>
  Array.from({ length: rows }, () => ({ kind: 'harm', day, position }))

const hotspotsOf = async (events: GivenEvent[], more: object = {}) => {
  const { as } = await caseWithPlaces(events)
  return as('hub').places.hotspots({ of: 'harm', ...more })
}

describe('places that cannot be believed as they are', () => {
  test('no coordinates at all: says that nothing has a position and what to add', async () => {
    const { as } = await caseWithPlaces(at(3, null))
    await expect(as('hub').places.hotspots({ of: 'harm' })).rejects.toMatchObject({
      code: 'NOTHING_LOADED',
      data: {
        detail: 'nothing in the case has a position',
        remedy: expect.stringMatching(/coordinates, or with postcodes/),
      },
    })
    expect(await as('hub').places.layers({})).toMatchObject([{ of: 'harm', rows: 3, withPosition: 0 }])
  })

  test('none of these rows has a position though others do: each is counted under its reason', async () => {
    const found = await hotspotsOf(
      [
        ...at(20, [54.97, -1.9]),
        ...at(20, [54.99, -1.95]),
        ...at(4, null, '2026-03-05'),
        ...at(2, [0, 0], '2026-03-06'),
      ],
      { range: { from: '2026-03-01', to: '2026-03-31' } },
    )
    expect(found.placed).toBe(0)
    expect(found.notes[0]).toMatch(/^None of the 6 rows .* can be placed; "Not on the map" counts them/)
    expect(found.notPlaced.map(({ reason, rows }) => [reason, rows])).toEqual([
      ['no-coordinates', 4],
      ['impossible-coordinates', 2],
    ])
  })

  test('all events on one point: no cell is hot, and it says why and where to look', async () => {
    const found = await hotspotsOf(at(30, [54.97, -1.9]))
    expect(found.placed).toBe(30)
    expect(found.hot).toBe(0)
    expect(found.notes).toEqual([
      'All 30 rows lie on one point, so that there is nothing to compare it with and no hexagon can be hot. The point may stand for "not known": look at the rows, and at the mapping of the source.',
    ])
    const counts = await hotspotsOf(at(30, [54.97, -1.9]), { method: 'count' })
    expect(counts.notes[0]).toMatch(/^All 30 rows lie on one point\. The point may stand/)
  })

  test('points in the sea among others are left out and counted', async () => {
    const found = await hotspotsOf([
      ...at(20, [54.97, -1.9]),
      ...at(20, [54.99, -1.95]),
      ...at(3, [55.4, 1.8]),
    ])
    expect(found.notPlaced).toEqual([{ reason: 'in-the-sea', words: 'more than 3 km out at sea', rows: 3 }])
    expect(found.studyArea.onLand).toBe(true)
    expect(found.notes.join()).not.toMatch(/out at sea/)
  })

  test('all points in the sea: drawn, but it says that coordinates may be turned round or in another projection', async () => {
    const found = await hotspotsOf([...at(10, [55.4, 1.8]), ...at(10, [55.45, 1.85])])
    expect(found.placed).toBe(20)
    expect(found.studyArea.onLand).toBe(false)
    expect(found.notes[0]).toMatch(
      /^All 20 positions lie more than 3 km out at sea, .* turned round or the projection is another: look at the mapping in Sources\.$/,
    )
  })

  test('a time range with nothing in it: says which days hold rows', async () => {
    const found = await hotspotsOf(
      [...at(10, [54.97, -1.9], '2026-01-05'), ...at(10, [54.99, -1.92], '2026-02-20')],
      { range: { from: '2020-01-01', to: '2020-01-31' } },
    )
    expect(found.rows).toBe(0)
    expect(found.notes[0]).toBe(
      'No row of overdoses, deaths and naloxone calls falls from 2020-01-01 to 2020-01-31; the case has them from 2026-01-05 to 2026-02-20. Choose days within these.',
    )
  })

  test('a category that no row has', async () => {
    const found = await hotspotsOf([...at(10, [54.97, -1.9]), ...at(10, [54.99, -1.92])], {
      category: 'none such',
    })
    expect(found.notes[0]).toMatch(/has the category "none such"/)
  })

  test('a person of whom there is no row: says so and what the layer holds, not that nothing is loaded', async () => {
    const events = [...at(10, [54.97, -1.9], '2026-01-05'), ...at(10, [54.99, -1.92], '2026-02-20')]
    const whole = await hotspotsOf(events, { number: '+447700900001' })
    expect(whole.rows).toBe(0)
    expect(whole.notes[0]).toBe(
      'No row of overdoses, deaths and naloxone calls is about the chosen person; the layer holds 20 rows with a position in all.',
    )
    const week = await hotspotsOf(events, {
      number: '+447700900001',
      range: { from: '2026-01-01', to: '2026-01-07' },
    })
    expect(week.notes[0]).toMatch(
      /is about the chosen person from 2026-01-01 to 2026-01-07; the layer holds 20 rows/,
    )
  })
})
