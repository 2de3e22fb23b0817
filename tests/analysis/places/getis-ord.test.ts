import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { falseDiscoveryRates, getisOrd } from '../../../analysis/places/getis-ord.ts'
import { neighboursOf } from '../../../analysis/places/neighbours.ts'

interface Golden {
  madeWith: string
  cells: string[]
  counts: number[]
  z: number[]
  p: number[]
  q: number[]
}

const golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'gi-star.json'), 'utf8')) as Golden
const neighbours = neighboursOf(golden.cells)

const farthest = (ours: Float64Array, theirs: readonly number[]) =>
  Math.max(...theirs.map((value, index) => Math.abs(value - ours[index]!)))

describe('Gi*', () => {
  test('equals spdep to 1e-9, with its probabilities and its false discovery rates', () => {
    const { z, pValue, qValue } = getisOrd(Float64Array.from(golden.counts), neighbours)
    expect(golden.madeWith).toContain('spdep 1.2-7')
    expect(farthest(z, golden.z)).toBeLessThan(1e-9)
    expect(farthest(pValue, golden.p)).toBeLessThan(1e-9)
    expect(farthest(qValue, golden.q)).toBeLessThan(1e-9)
    expect(golden.q.filter((q, index) => q <= 0.05 && golden.z[index]! > 0).length).toBeGreaterThan(3)
  })

  test('is the formula worked out by hand on five cells in a row', () => {
    const row = {
      starts: Int32Array.from([0, 2, 5, 8, 11, 13]),
      hexagons: Int32Array.from([0, 1, 0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4]),
    }
    const { z } = getisOrd(Float64Array.from([0, 0, 3, 0, 2]), row)
    // mean 1, s = sqrt(8/5); first: (0 - 2) / (s sqrt((10 - 4) / 4)); middle: (3 - 3) / ...; last: (2 - 2) / ...
    expect(z[0]).toBeCloseTo(-2 / (Math.sqrt(1.6) * Math.sqrt(1.5)), 12)
    expect(z[2]).toBeCloseTo(0, 12)
    expect(z[3]).toBeCloseTo(2 / (Math.sqrt(1.6) * Math.sqrt(1.5)), 12)
    expect(z[4]).toBeCloseTo(0, 12)
  })

  test('has nothing to say where every cell holds the same', () => {
    const { z, qValue } = getisOrd(new Float64Array(golden.cells.length).fill(2), neighbours)
    expect([...z].every(Number.isNaN)).toBe(true)
    expect([...qValue].every(Number.isNaN)).toBe(true)
  })

  test('does not change with the unit, nor with what is added to every cell', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), {
          minLength: golden.cells.length,
          maxLength: golden.cells.length,
        }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (counts, unit, more) => {
          const plain = getisOrd(Float64Array.from(counts), neighbours).z
          const changed = getisOrd(
            Float64Array.from(counts, (count) => count * unit + more),
            neighbours,
          ).z
          for (const [index, z] of plain.entries()) {
            if (Number.isNaN(z)) expect(changed[index]).toBeNaN()
            else expect(changed[index]).toBeCloseTo(z, 8)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('false discovery rates', () => {
  const probabilities = fc.array(
    fc.integer({ min: 0, max: 10_007 }).map((part) => part / 10_007),
    { minLength: 1, maxLength: 60 },
  )

  test('name the cells that the step-up procedure names', () => {
    fc.assert(
      fc.property(probabilities, (given) => {
        const p = Float64Array.from(given)
        const q = falseDiscoveryRates(p)
        const sorted = [...p].sort((left, right) => left - right)
        const passing = sorted.filter((value, place) => value <= (0.05 * (place + 1)) / sorted.length)
        const limit = passing.at(-1) ?? -1
        for (const [index, value] of p.entries()) {
          expect(q[index]! <= 0.05).toBe(value <= limit)
          expect(q[index]).toBeGreaterThanOrEqual(value * (1 - 1e-12))
        }
      }),
    )
  })

  test('keep the order of the probabilities, and pass over what was not tested', () => {
    const q = falseDiscoveryRates(Float64Array.from([0.01, Number.NaN, 0.04, 0.03]))
    expect(q[0]).toBeCloseTo(0.03, 15)
    expect(q[1]).toBeNaN()
    expect(q[2]).toBeCloseTo(0.04, 15)
    expect(q[3]).toBeCloseTo(0.04, 15)
  })
})
