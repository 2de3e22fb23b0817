import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { gridDisk, latLngToCell, polygonToCells } from 'h3-js'
import { describe, expect, test } from 'vitest'
import { fewestRows, rareCount } from '../../../analysis/places/chance.ts'
import { testHexagons } from '../../../analysis/places/enough.ts'
import { neighboursOf } from '../../../analysis/places/neighbours.ts'
import {
  detectableAt,
  resolutionForSites,
  resolutionToFind,
  type Scatter,
} from '../../../analysis/places/resolution.ts'
import { hexagonArea } from '../../../analysis/places/study-area.ts'
import { testingOf } from '../../../analysis/places/testing.ts'
import { drawing, ground, judge, type Position, plant } from './planted-places.ts'

const { south, north, west, east } = ground
const maps = new Map(
  [6, 7, 8, 9].map((resolution) => {
    const ring: [number, number][] = [
      [south, west],
      [south, east],
      [north, east],
      [north, west],
    ]
    const cells = polygonToCells([ring], resolution).sort()
    return [
      resolution,
      {
        cells,
        positionOf: new Map(cells.map((cell, at) => [cell, at])),
        neighbours: neighboursOf(cells),
      },
    ] as const
  }),
)
const mapOf = (resolution: number) => maps.get(resolution)!

const countsOf = (events: readonly Position[], resolution: number) => {
  const { cells, positionOf } = mapOf(resolution)
  const counts = new Float64Array(cells.length)
  for (const [latitude, longitude] of events) {
    const at = positionOf.get(latLngToCell(latitude, longitude, resolution))
    if (at !== undefined) counts[at]! += 1
  }
  return counts
}

const hotAt = (events: readonly Position[], resolution: number, positions = events.length) => {
  const found = testHexagons(countsOf(events, resolution), mapOf(resolution).neighbours, positions)
  return mapOf(resolution).cells.filter((_, at) => found.hot[at] === 1)
}

const scatterOf = (events: readonly Position[], positions = events.length): Scatter => {
  const counts = countsOf(events, 9)
  return {
    squareKilometres: mapOf(7).cells.length * hexagonArea(7),
    rows: new Map(mapOf(9).cells.flatMap((cell, at) => (counts[at]! > 0 ? [[cell, counts[at]!]] : []))),
    positions,
  }
}

const somewhere = fc.record({
  latitude: fc.double({ min: south, max: north, noNaN: true }),
  longitude: fc.double({ min: west, max: east, noNaN: true }),
})

describe('counts that chance reaches', () => {
  test.each([
    // Just above and just below P(X >= k), summed by hand: 1.72e-4, 1.66e-2 and 4.87e-2.
    [0.5, 1.8e-4, 5],
    [0.5, 1.7e-4, 6],
    [2, 0.0167, 6],
    [2, 0.0165, 7],
    [10, 0.049, 16],
    [10, 0.0487, 17],
  ])('of %d expected, at most %d: %d', (expected, level, count) => {
    expect(rareCount(expected, level)).toBe(count)
  })

  test('agree with the normal where many are expected, and are far above it where few are', () => {
    const normal = (expected: number, deviates: number) => expected + deviates * Math.sqrt(expected)
    expect(rareCount(1e6, 0.001) / normal(1e6, 3.0902)).toBeCloseTo(1, 4)
    expect(rareCount(0.5, 3.167e-5)).toBeGreaterThan(normal(0.5, 4) + 1)
  })

  test('are never below five, and rise with the cells and with rows that share a position', () => {
    expect(fewestRows(0.001, 10, 1)).toBe(5)
    expect(fewestRows(3, 20_000, 1)).toBeGreaterThan(fewestRows(3, 200, 1))
    expect(fewestRows(3, 200, 4)).toBeGreaterThan(fewestRows(3, 200, 1))
  })
})

describe('cells with enough to test', () => {
  test('have the deviates, probabilities and rates of spdep to 1e-9', () => {
    const golden = JSON.parse(
      readFileSync(join(import.meta.dirname, 'golden', 'gi-star.json'), 'utf8'),
    ) as Record<'z' | 'p' | 'q' | 'counts', number[]> & { cells: string[] }
    const counts = Float64Array.from(golden.counts)
    const rows = counts.reduce((sum, count) => sum + count, 0)
    const found = testHexagons(counts, neighboursOf(golden.cells), rows)
    const tested = [...found.tested.keys()].filter((at) => found.tested[at] === 1)
    expect(tested.length).toBeGreaterThan(golden.cells.length / 2)
    expect(tested.filter((at) => found.hot[at] === 1).length).toBeGreaterThan(3)
    for (const at of tested) {
      expect(Math.abs(found.z[at]! - golden.z[at]!)).toBeLessThan(1e-9)
      expect(Math.abs(found.pValue[at]! - golden.p[at]!)).toBeLessThan(1e-9)
      expect(Math.abs(found.qValue[at]! - golden.q[at]!)).toBeLessThan(1e-9)
    }
  })

  test('are none where four rows or fewer are placed, wherever they lie and however fine the cells', () => {
    fc.assert(
      fc.property(
        fc.array(somewhere, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.constantFrom(6, 7, 8, 9),
        (positions, areTogether, resolution) => {
          const events = positions.map((one): Position => {
            const { latitude, longitude } = areTogether ? positions[0]! : one
            return [latitude, longitude]
          })
          const found = testHexagons(
            countsOf(events, resolution),
            mapOf(resolution).neighbours,
            new Set(events.map(String)).size,
          )
          expect(found.tested.some(Boolean) || found.hot.some(Boolean)).toBe(false)
          expect([...found.z, ...found.qValue].every(Number.isNaN)).toBe(true)
          expect(testingOf(found, events.length).words).toMatch(/^Too few to test/)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('are hot only with five rows or more about them, a rate of at most 5% and a deviate above 0', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.constantFrom(7, 8),
        fc.nat(40),
        (seed, resolution, rowsEach) => {
          const { events } = plant({ seed, background: 80, places: 2, rowsEach, spread: 0.2, towns: false })
          const counts = countsOf(events, resolution)
          const { cells, positionOf, neighbours } = mapOf(resolution)
          const found = testHexagons(counts, neighbours, events.length)
          for (const [at, cell] of cells.entries()) {
            const isHot = found.qValue[at]! <= 0.05 && found.z[at]! > 0
            expect(found.hot[at] === 1).toBe(isHot)
            expect(Number.isNaN(found.z[at]!)).toBe(found.tested[at] === 0)
            if (!isHot) continue
            const around = gridDisk(cell, 1).reduce(
              (sum, near) => sum + (counts[positionOf.get(near) ?? -1] ?? 0),
              0,
            )
            expect(around).toBeGreaterThanOrEqual(5)
          }
        },
      ),
      { numRuns: 30 },
    )
  })

  test('mark no site hot for its own rows alone, where every site holds the same', () => {
    const draw = drawing(7)
    const sites = Array.from(
      { length: 120 },
      (): Position => [south + draw() * (north - south), west + draw() * (east - west)],
    )
    const events = sites.flatMap((site) => Array.from({ length: 50 }, () => site))
    for (const resolution of [7, 8, 9]) expect(hotAt(events, resolution, sites.length)).toEqual([])
  })
})

describe('the resolution', () => {
  test('is one at which planted places are found, on maps that no rule was made by', () => {
    let [found, falsely, before] = [0, 0, 0]
    for (let seed = 601; seed <= 610; seed += 1) {
      const { events, planted } = plant({
        seed,
        background: 300,
        places: 6,
        rowsEach: 12,
        spread: 0.15,
        towns: false,
      })
      const { resolution } = resolutionToFind(scatterOf(events))
      const judged = judge(hotAt(events, resolution), planted, resolution)
      found += judged.found
      falsely += judged.falsely
      const coarser = resolutionForSites(scatterOf(events).squareKilometres, events.length)
      before += judge(hotAt(events, coarser), planted, coarser).found
    }
    expect(found).toBe(60)
    expect(falsely).toBeLessThanOrEqual(1)
    expect(before).toBeLessThan(30)
  })

  test('is coarse enough that chance marks at most one map in twenty', () => {
    let marked = 0
    for (let seed = 701; seed <= 740; seed += 1) {
      const { events } = plant({
        seed,
        background: 30 + 40 * (seed % 20),
        places: 0,
        rowsEach: 0,
        spread: 0.1,
        towns: false,
      })
      if (hotAt(events, resolutionToFind(scatterOf(events)).resolution).length > 0) marked += 1
    }
    expect(marked).toBeLessThanOrEqual(2)
  })

  test('is not one whose cells are so few that any number of rows hides itself', () => {
    const { events } = plant({
      seed: 751,
      background: 100,
      places: 3,
      rowsEach: 30,
      spread: 0.15,
      towns: false,
    })
    const excess = new Map(detectableAt(scatterOf(events)).map((one) => [one.resolution, one.excess]))
    expect(excess.get(5) ?? Number.POSITIVE_INFINITY).toBe(Number.POSITIVE_INFINITY)
    expect(excess.get(8)).toBeLessThan(excess.get(7)!)
  })

  test('is the same for the ground as seen in a mirror', () => {
    const { events } = plant({
      seed: 761,
      background: 200,
      places: 4,
      rowsEach: 15,
      spread: 0.15,
      towns: false,
    })
    const moved = events.map(([latitude, longitude]): Position => [latitude, west + east - longitude])
    expect(resolutionToFind(scatterOf(moved)).resolution).toBe(resolutionToFind(scatterOf(events)).resolution)
  })
})
