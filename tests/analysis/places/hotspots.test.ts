import { tableFromIPC } from 'apache-arrow'
import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js'
import { describe, expect, test } from 'vitest'
import { sql } from '../../../analysis/case/sql.ts'
import type { Table } from '../../../analysis/contract/index.ts'
import { caseWithPlaces, type GivenEvent, type HexagonRow } from './case-with-places.ts'

const rowsOf = async <Row>(table: Table): Promise<Row[]> =>
  tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
    .toArray()
    .map((row) => row.toJSON() as Row)

const centre = latLngToCell(54.97, -1.9, 7)
const ground = gridDisk(centre, 6)
const months = ['2026-01', '2026-02', '2026-03', '2026-04']

/** One event in each cell of the ground, and in the middle many: on land, west of Newcastle. */
const county = (kind = 'harm'): GivenEvent[] =>
  months.flatMap((month) => [
    ...ground
      .filter((_, index) => index % 3 === 0)
      .map((cell) => ({ kind, day: `${month}-10`, position: cellToLatLng(cell) as [number, number] })),
    ...Array.from({ length: 20 }, () => ({
      kind,
      day: `${month}-12`,
      position: cellToLatLng(centre) as [number, number],
    })),
  ])

describe('hotspots', () => {
  test('find the planted cell, count what they placed, and hold every cell of the ground', async () => {
    const { as } = await caseWithPlaces(county())
    const found = await as('hub').places.hotspots({ of: 'harm', resolution: 7 })
    const cells = await rowsOf<HexagonRow>(found.table)
    expect(cells.reduce((sum, cell) => sum + cell.count, 0)).toBe(found.placed)
    expect(found.placed).toBe(county().length)
    expect(found.placed + found.notPlaced.reduce((sum, one) => sum + one.rows, 0)).toBe(found.rows)
    expect(cells.some((cell) => cell.count === 0)).toBe(true)
    expect(cells.map((cell) => cell.cell)).toEqual(cells.map((cell) => cell.cell).sort())
    const best = cells.reduce((left, right) => (left.count > right.count ? left : right))
    expect(best).toMatchObject({ cell: centre, hot: true, count: 4 * 21 })
    for (const cell of cells) expect(cell.hot).toBe((cell.qValue ?? 1) <= 0.05 && (cell.z ?? 0) > 0)
    expect(cells.filter((cell) => cell.hot).length).toBe(found.hot)
    expect(cells.filter((cell) => cell.hot).every((cell) => gridDisk(centre, 1).includes(cell.cell))).toBe(
      true,
    )
  })

  test('are the same twice, and their cells do not change when days are brushed', async () => {
    const { as } = await caseWithPlaces(county())
    const hub = as('hub').places
    const [one, two] = [await hub.hotspots({ of: 'harm' }), await hub.hotspots({ of: 'harm' })]
    expect(await one.table.arrow.text()).toBe(await two.table.arrow.text())
    const brushed = await hub.hotspots({ of: 'harm', range: { from: '2026-02-01', to: '2026-02-28' } })
    expect(brushed.resolution).toBe(one.resolution)
    expect(brushed.placed * 4).toBe(one.placed)
    expect((await rowsOf<HexagonRow>(brushed.table)).map((cell) => cell.cell)).toEqual(
      (await rowsOf<HexagonRow>(one.table)).map((cell) => cell.cell),
    )
  })

  test('tell what they could not place, and why', async () => {
    const { as } = await caseWithPlaces([
      ...county(),
      { kind: 'harm', day: '2026-01-03', position: null },
      { kind: 'harm', day: '2026-01-03', position: null },
      { kind: 'harm', day: '2026-01-03', position: [0, 0] },
      { kind: 'harm', day: '2026-01-03', position: [55.4, 1.8] },
      { kind: 'harm', day: '2026-01-03', position: [51.5, -0.12] },
    ])
    const hub = as('hub').places
    const found = await hub.hotspots({ of: 'harm' })
    expect(Object.fromEntries(found.notPlaced.map((one) => [one.reason, one.rows]))).toEqual({
      'no-coordinates': 2,
      'impossible-coordinates': 1,
      'in-the-sea': 1,
      'outside-study-area': 1,
    })
    for (const { reason, rows } of found.notPlaced) {
      const behind = await hub.rows({ of: 'harm', notPlaced: reason })
      expect([reason, behind.rowCount]).toEqual([reason, rows])
    }
  })

  test('lead from a hexagon to its rows', async () => {
    const { as } = await caseWithPlaces(county())
    const found = await as('hub').places.hotspots({ of: 'harm' })
    for (const cell of (await rowsOf<HexagonRow>(found.table)).slice(0, 40)) {
      const behind = await as('hub').places.rows({ of: 'harm', cell: cell.cell })
      expect([cell.cell, behind.rowCount]).toEqual([cell.cell, cell.count])
    }
  })

  test('count a month-dated row wherever its month touches the days, and say so', async () => {
    const dated = county('crime').map((event) => ({
      ...event,
      byMonth: true,
      day: `${event.day.slice(0, 7)}-01`,
    }))
    const { as } = await caseWithPlaces(dated)
    const brushed = await as('police').places.hotspots({
      of: 'crime',
      range: { from: '2026-02-10', to: '2026-02-12' },
    })
    expect(brushed.placed * 4).toBe(dated.length)
    expect(brushed.notes.join()).toContain('Dated by month')
  })

  test('say that most rows lie on one point', async () => {
    const { as } = await caseWithPlaces([
      ...county(),
      ...Array.from(
        { length: 400 },
        (): GivenEvent => ({ kind: 'harm', day: '2026-01-09', position: [54.9701, -1.9001] }),
      ),
    ])
    const { notes } = await as('hub').places.hotspots({ of: 'harm' })
    expect(notes.join()).toMatch(/400 of [0-9]+ rows lie on one point/)
  })

  test('follow the data: positions added later get their cells', async () => {
    const { as, add } = await caseWithPlaces(county())
    const before = await as('hub').places.hotspots({ of: 'harm' })
    await add(async (connection) => {
      await connection.run(sql`update place set latitude = 54.99, longitude = -1.95 where place_id = 1`)
      await connection.run(sql`insert into place (place_id, latitude, longitude) values (9001, 54.98, -1.92)`)
      await connection.run(sql`insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id)
        values (9001, 1, 0, 9001, 'harm', 'second', date '2026-02-03', 9001)`)
    })
    const after = await as('hub').places.hotspots({ of: 'harm' })
    expect(after.placed).toBe(before.placed + 1)
    const moved = latLngToCell(54.99, -1.95, after.resolution)
    const [was, is] = await Promise.all(
      [before, after].map(async (one) =>
        (await rowsOf<HexagonRow>(one.table)).find((cell) => cell.cell === moved),
      ),
    )
    expect(is!.count).toBe(was!.count + 1)
  })

  test('stop when nobody waits for them', async () => {
    const { as } = await caseWithPlaces(county())
    const gone = new AbortController()
    gone.abort()
    await expect(as('hub').places.hotspots({ of: 'harm' }, { signal: gone.signal })).rejects.toMatchObject({
      code: 'CANCELLED',
    })
  })

  test('of a case without a single position say that nothing can be drawn', async () => {
    const { as } = await caseWithPlaces([{ kind: 'harm', day: '2026-01-03', position: null }])
    await expect(as('hub').places.hotspots({ of: 'harm' })).rejects.toMatchObject({ code: 'NOTHING_LOADED' })
  })
})

test('months held out are judged by the months before them, beside the baseline', async () => {
  const { as } = await caseWithPlaces(county())
  const accuracy = await as('hub').places.accuracy({ of: 'harm', resolution: 7 })
  expect(accuracy.heldOut).toEqual(['2026-02', '2026-03'])
  const [one] = accuracy.levels
  expect(one!.cells).toBe(Math.max(1, Math.round(one!.cells)))
  expect(one!.baselineHits).toBe(2 * 21)
  expect(one!.pei).toBeLessThanOrEqual(1)
  expect(accuracy.words.length).toBeGreaterThan(20)
})
