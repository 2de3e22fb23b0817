import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accuracyAt, accuracyWords, highestHexagons } from '../../../analysis/places/accuracy.ts'
import { bandwidthOf, kernelDensity } from '../../../analysis/places/kernel-density.ts'

const figures = (...values: number[]) => Float64Array.from(values)

describe('predictive accuracy', () => {
  test('is what is worked out by hand on ten cells', () => {
    const month = {
      scores: figures(5, 4, 3, 0, 0, 0, 0, 0, 0, 0),
      baseline: figures(0, 0, 9, 8, 0, 0, 0, 0, 0, 0),
      actual: figures(4, 0, 3, 2, 1, 0, 0, 0, 0, 0),
    }
    const level = accuracyAt([month], 0.2)
    expect(level).toMatchObject({ cells: 2, hits: 4, baselineHits: 5 })
    expect(level.pai).toBeCloseTo(4 / 10 / 0.2, 12)
    expect(level.baselinePai).toBeCloseTo(5 / 10 / 0.2, 12)
    expect(level.pei).toBeCloseTo(4 / 7, 12)
    expect(accuracyWords('Gi*', [level])).toBe(
      'Gi* found less than taking the places with most in the months before: choose places by those.',
    )
  })

  test('never finds more than the best choice, and everything when everything is chosen', () => {
    const cells = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(
        cells,
        cells,
        cells,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (scores, before, after, area) => {
          const month = {
            scores: figures(...scores),
            baseline: figures(...before),
            actual: figures(...after),
          }
          const level = accuracyAt([month], area)
          expect(level.pei === null || level.pei <= 1).toBe(true)
          const whole = accuracyAt([month], 1)
          const events = after.reduce((sum, count) => sum + count, 0)
          expect(whole.hits).toBe(events)
          expect(whole.pai).toBe(events > 0 ? 1 : null)
        },
      ),
    )
  })

  test('chooses among equals by place, so that the choice is the same every time', () => {
    expect(highestHexagons(figures(1, Number.NaN, 1, 2, 1), 3)).toEqual([3, 0, 2])
  })

  test('says so when a method wins at one level only, and when nothing is known', () => {
    const level = (area: number, hits: number, baselineHits: number) => ({
      area,
      cells: 1,
      hits,
      baselineHits,
      pai: hits,
      baselinePai: baselineHits,
      pei: 1,
      baselinePei: 1,
    })
    expect(accuracyWords('Gi*', [level(0.01, 4, 5), level(0.05, 9, 7)])).toBe(
      'Gi* found more than taking the places with most in the months before in 5% of the area, not in 1%.',
    )
    expect(accuracyWords('Gi*', [])).toMatch(/^Not known/)
  })
})

describe('kernel density', () => {
  const grid = Array.from({ length: 41 * 41 }, (_, index) => [
    54 + (Math.floor(index / 41) - 20) * 0.005,
    -1.5 + ((index % 41) - 20) * 0.0085,
  ])
  const points = (count: (index: number) => number) => ({
    latitude: Float64Array.from(grid, ([latitude]) => latitude!),
    longitude: Float64Array.from(grid, ([, longitude]) => longitude!),
    count: Float64Array.from(grid, (_, index) => count(index)),
  })
  const middle = 20 * 41 + 20

  test('of one event is the quartic kernel: 3 / (pi h^2) at the event, nothing beyond the bandwidth', () => {
    const density = kernelDensity(
      points((index) => (index === middle ? 1 : 0)),
      3000,
    )
    expect(density[middle]).toBeCloseTo(3 / (Math.PI * 9), 12)
    expect(density[0]).toBe(0)
    expect(density[middle + 1]).toBeLessThan(density[middle]!)
  })

  test('keeps the number of events: summed over the ground it is the events again', () => {
    const density = kernelDensity(
      points((index) => (index === middle ? 7 : 0)),
      5000,
    )
    const cell = 0.005 * 111.32 * 0.0085 * 111.32 * Math.cos((54 * Math.PI) / 180)
    expect(density.reduce((sum, value) => sum + value * cell, 0)).toBeCloseTo(7, 1)
  })

  test('has a bandwidth that shrinks with the number of events and never below the cells', () => {
    const few = bandwidthOf(
      points((index) => (index % 7 === 0 ? 1 : 0)),
      100,
    )
    const many = bandwidthOf(
      points((index) => (index % 7 === 0 ? 100 : 0)),
      100,
    )
    expect(many / few).toBeCloseTo(100 ** -0.2, 6)
    expect(
      bandwidthOf(
        points((index) => (index === middle ? 5 : 0)),
        750,
      ),
    ).toBe(750)
  })
})
