import { tableFromIPC } from 'apache-arrow'
import { gridDisk } from 'h3-js'
import { describe, expect, test } from 'vitest'
import type { Table } from '../../../analysis/contract/index.ts'
import { caseWithPlaces, type GivenEvent, type HexagonRow } from './case-with-places.ts'
import { judge, type Planting, type Position, plant } from './planted-places.ts'

const rowsOf = async (table: Table): Promise<HexagonRow[]> =>
  tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
    .toArray()
    .map((row) => row.toJSON() as HexagonRow)

const asEvents = (positions: readonly Position[]): GivenEvent[] =>
  positions.map((position, index) => ({
    kind: 'harm',
    day: `2026-0${1 + (index % 4)}-1${index % 9}`,
    position,
  }))

const hotspotsOf = async (positions: readonly Position[], more: object = {}) => {
  const { as } = await caseWithPlaces(asEvents(positions))
  const hub = as('hub').places
  const found = await hub.hotspots({ of: 'harm', ...more })
  return { found, cells: await rowsOf(found.table), hub }
}

const hotOf = (cells: readonly HexagonRow[]) => cells.filter(({ hot }) => hot).map(({ cell }) => cell)

describe('the resolution that is chosen', () => {
  test.each<Planting>([
    { seed: 501, background: 300, places: 6, rowsEach: 12, spread: 0.15, towns: false },
    { seed: 502, background: 60, places: 6, rowsEach: 12, spread: 0.4, towns: false },
    { seed: 503, background: 900, places: 6, rowsEach: 20, spread: 0.15, towns: false },
    { seed: 504, background: 60, places: 6, rowsEach: 30, spread: 0.4, towns: false },
  ])('finds every planted place and nothing else: %o', async (planting) => {
    const { events, planted } = plant(planting)
    const { found, cells } = await hotspotsOf(events)
    expect(judge(hotOf(cells), planted, found.resolution)).toEqual({ found: 6, falsely: 0 })
    expect(found.resolutionWords).toMatch(/^H3 resolution [89] .*chosen from the data: .*is found with/)
  })

  test('marks nothing where rows lie by chance alone', async () => {
    for (const [seed, background] of [
      [511, 40],
      [512, 250],
      [513, 700],
    ] as const) {
      const { events } = plant({ seed, background, places: 0, rowsEach: 0, spread: 0.1, towns: false })
      const { found } = await hotspotsOf(events)
      expect([seed, found.hot]).toEqual([seed, 0])
    }
  })

  test('is used where months are held out, and judges them', async () => {
    const { events } = plant({
      seed: 521,
      background: 200,
      places: 6,
      rowsEach: 24,
      spread: 0.15,
      towns: false,
    })
    const { found, hub } = await hotspotsOf(events)
    const accuracy = await hub.accuracy({ of: 'harm' })
    expect(accuracy.heldOut.length).toBeGreaterThan(0)
    expect(accuracy.levels[0]!.cells).toBe(Math.max(1, Math.round(found.studyArea.cells * 0.01)))
    expect(accuracy.levels[0]!.pai).toBeGreaterThan(20)
  })
})

describe('too few to test', () => {
  const far = plant({ seed: 531, background: 40, places: 0, rowsEach: 0, spread: 0.1, towns: false }).events

  test('two rows mark no cell at any resolution, and the answer says that nothing was tested', async () => {
    for (const resolution of [undefined, 5, 6, 7, 8, 9])
      for (const second of [
        [54.8, -2.0],
        [54.801, -2.001],
        [54.7, -1.9],
      ] as const) {
        const { found, cells } = await hotspotsOf([[54.8, -2.0], second], { resolution })
        expect([resolution, found.hot, hotOf(cells)]).toEqual([resolution, 0, []])
        expect(found.testing).toMatchObject({ tested: 0, untested: cells.length })
        expect(found.notes.join()).toMatch(/Too few to test: 2 rows are placed.*none is hot/)
        for (const cell of cells)
          expect(cell).toMatchObject({ tested: false, z: null, pValue: null, qValue: null, hot: false })
      }
  })

  test('two rows of a brushed day on the ground of many mark no cell', async () => {
    const { as } = await caseWithPlaces([
      ...asEvents(far),
      ...Array.from(
        { length: 2 },
        (): GivenEvent => ({ kind: 'harm', day: '2026-06-01', position: [54.8, -2] }),
      ),
    ])
    for (const resolution of [undefined, 6, 7, 8, 9]) {
      const found = await as('hub').places.hotspots({
        of: 'harm',
        resolution,
        range: { from: '2026-06-01', to: '2026-06-01' },
      })
      expect([resolution, found.placed, found.hot]).toEqual([resolution, 2, 0])
      expect(found.notes.join()).toMatch(/Too few to test/)
    }
  })

  test('says how many hexagons were tested, and never that an untested hexagon is hot', async () => {
    const { events } = plant({
      seed: 541,
      background: 300,
      places: 3,
      rowsEach: 15,
      spread: 0.15,
      towns: false,
    })
    const { found, cells } = await hotspotsOf(events)
    const counts = new Map(cells.map(({ cell, count }) => [cell, count]))
    const tested = cells.filter((cell) => cell.tested)
    expect(found.testing).toMatchObject({ tested: tested.length, untested: cells.length - tested.length })
    expect(tested.length).toBeGreaterThan(0)
    expect(tested.length).toBeLessThan(cells.length)
    expect(found.testing!.words).toMatch(/hexagons were tested; the others hold too few rows/)
    expect(found.hot).toBeGreaterThan(0)
    for (const cell of cells) {
      expect(cell.z === null).toBe(!cell.tested)
      expect(cell.hot).toBe((cell.qValue ?? 1) <= 0.05 && (cell.z ?? 0) > 0)
      const around = gridDisk(cell.cell, 1).reduce((sum, near) => sum + (counts.get(near) ?? 0), 0)
      if (cell.hot) expect(around).toBeGreaterThanOrEqual(found.testing!.fewest - 2)
      if (around < 5 && found.placed / cells.length < 5 / 7) expect(cell.tested).toBe(false)
    }
  })

  test('a method that tests nothing says nothing of testing', async () => {
    const { found, cells } = await hotspotsOf(far, { method: 'count' })
    expect(found.testing).toBeNull()
    expect(cells.some(({ tested, hot }) => tested || hot)).toBe(false)
  })
})
