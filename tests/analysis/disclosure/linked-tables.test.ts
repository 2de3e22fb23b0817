import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  auditReleases,
  type Policy,
  type PublishedCell,
  policies,
  protectRelease,
  type ReleaseInput,
  type ReleaseRecord,
} from '../../../analysis/disclosure/index.ts'
import { enumerate } from './brute-force-attacker.ts'

const unrounded: Policy = { ...policies.ndtms, name: 'unrounded', threshold: 3, roundingBase: 1 }
const people = [{ name: 'people', unit: 'people' as const }]

const released = (outcome: Awaited<ReturnType<typeof protectRelease>>) => {
  if (outcome.outcome === 'refused') throw new Error(outcome.reasons.map(({ words }) => words).join('; '))
  return outcome
}

const two = (name: string) => ({
  name,
  leaves: [`${name}1`, `${name}2`],
  groups: { [`all ${name}`]: [`${name}1`, `${name}2`] },
})
const codes = (name: string) => [`${name}1`, `${name}2`, `all ${name}`]
const takesIn = (name: string, code: string, atom: string) => code === atom || code === `all ${name}`
const atomsOf = (names: readonly string[]) =>
  names.reduce<Record<string, string>[]>(
    (atoms, name) =>
      atoms.flatMap((atom) => [`${name}1`, `${name}2`].map((code) => ({ ...atom, [name]: code }))),
    [{}],
  )

/** The tables that the people in `counts` (one number per atom of a, b, c) make. */
function tabulated(counts: readonly number[], tabulations: readonly string[][]): ReleaseInput {
  const atoms = atomsOf(['a', 'b', 'c'])
  return {
    cutOff: '2026-06-30',
    dimensions: ['a', 'b', 'c'].map(two),
    measures: people,
    tables: tabulations.map((names) => {
      const cells = names.reduce<Record<string, string>[]>(
        (all, name) => all.flatMap((at) => codes(name).map((code) => ({ ...at, [name]: code }))),
        [{}],
      )
      return {
        tableId: names.join(''),
        title: names.join(' by '),
        measure: 'people',
        dimensions: names.map((name) => ({ name, categories: codes(name) })),
        values: cells.map((at) =>
          atoms.reduce(
            (sum, atom, index) =>
              Object.entries(at).every(([name, code]) => takesIn(name, code, atom[name]!))
                ? sum + counts[index]!
                : sum,
            0,
          ),
        ),
      }
    }),
  }
}

function narrowed(records: readonly ReleaseRecord[], most: number): string[] {
  const { values, tables } = enumerate(records, atomsOf(['a', 'b', 'c']), takesIn, most)
  expect(tables).toBeGreaterThan(0)
  return records.flatMap((record) =>
    record.cells
      .filter(({ status }) => status === 'primary')
      .map((cell) => `${record.releaseId} ${JSON.stringify(cell.at)}`)
      .filter((name) => !(values.get(name)!.has(1) && values.get(name)!.has(2))),
  )
}

const count = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 3, max: 5 }))
const eight = fc.array(count, { minLength: 8, maxLength: 8 })

describe('linked tables', () => {
  test('three margins of one hidden table are protected together, against every hidden table', async () => {
    let releases = 0
    await fc.assert(
      fc.asyncProperty(eight, async (counts) => {
        const release = tabulated(counts, [
          ['a', 'b'],
          ['b', 'c'],
          ['a', 'c'],
        ])
        const outcome = await protectRelease({ release, policy: unrounded, releaseId: 'r' })
        if (outcome.outcome === 'refused') return
        releases++
        expect(narrowed([outcome.record], 10)).toEqual([])
      }),
      { seed: 11, numRuns: 25 },
    )
    expect(releases).toBeGreaterThan(18)
  })

  test('a three-way table with all its margins', async () => {
    let releases = 0
    await fc.assert(
      fc.asyncProperty(eight, async (counts) => {
        const outcome = await protectRelease({
          release: tabulated(counts, [['a', 'b', 'c']]),
          policy: unrounded,
          releaseId: 'r',
        })
        if (outcome.outcome === 'refused') return
        releases++
        expect(narrowed([outcome.record], 10)).toEqual([])
      }),
      { seed: 12, numRuns: 25 },
    )
    expect(releases).toBeGreaterThan(15)
  })

  test('two releases of one cut-off that divide the same people differently', async () => {
    let second = 0
    await fc.assert(
      fc.asyncProperty(eight, async (counts) => {
        const first = await protectRelease({
          release: tabulated(counts, [['a', 'b']]),
          policy: unrounded,
          releaseId: 'first',
        })
        if (first.outcome === 'refused') return
        const next = await protectRelease({
          release: tabulated(counts, [
            ['a', 'c'],
            ['b', 'c'],
          ]),
          policy: unrounded,
          releaseId: 'second',
          earlier: [JSON.parse(JSON.stringify(first.record))],
        })
        if (next.outcome === 'refused') return
        second++
        expect(narrowed([first.record, next.record], 10)).toEqual([])
      }),
      { seed: 13, numRuns: 25 },
    )
    expect(second).toBeGreaterThan(5)
  })

  test('an integer programme finds what a linear one misses', async () => {
    const leaves = ['w', 'x', 'y', 'z']
    const at = (code: string, status: PublishedCell['status'], shown: number | null): PublishedCell => ({
      measure: 'people',
      at: { area: code },
      status,
      shown,
    })
    const [audited, ...others] = await auditReleases([
      {
        version: 1,
        releaseId: 'r',
        cutOff: '2026-06-30',
        policy: { name: 'exact', threshold: 5, roundingBase: 1, suppressesZeros: false },
        dimensions: [
          {
            name: 'area',
            leaves,
            groups: { town: ['w', 'x'], locality: ['x', 'y'], beat: ['w', 'y', 'z'] },
            coversAll: true,
            isAdditive: true,
          },
        ],
        measures: people,
        cells: [
          at('z', 'primary', null),
          at('w', 'secondary', null),
          at('town', 'published', 7),
          at('locality', 'published', 6),
          at('beat', 'published', 7),
        ],
      },
    ])
    expect(others.filter(({ kind }) => kind === 'primary')).toEqual([])
    // town + beat - locality = 2w + z = 8, so z is even, while every fraction between is a linear solution.
    expect(audited).toMatchObject({ lower: 1, upper: 4, excluded: [1, 3], isProtected: false })
  })
})

describe('hand-worked releases', () => {
  const area = {
    name: 'area',
    leaves: ['North', 'South', 'East'],
    groups: { County: ['North', 'South', 'East'] },
  }
  const oneWay = (values: number[], categories = ['North', 'South', 'East', 'County']): ReleaseInput => ({
    cutOff: '2026-06-30',
    dimensions: [area],
    measures: people,
    tables: [
      {
        tableId: 't',
        title: 'People by area',
        measure: 'people',
        dimensions: [{ name: 'area', categories }],
        values,
      },
    ],
  })

  test('rounding alone protects one small count beside large ones, and totals are rounded after adding', async () => {
    const outcome = released(
      await protectRelease({ release: oneWay([3, 21, 37, 61]), policy: policies.ndtms }),
    )
    expect(outcome.tables[0]!.cells.map((cell) => cell?.text)).toEqual(['[c]', '20', '35', '60'])
    expect(outcome.suppressed).toEqual({ primary: 1, secondary: 0 })
    expect(outcome.audit).toEqual([
      expect.objectContaining({ kind: 'primary', excluded: [], isProtected: true }),
    ])
  })

  test('rounding that points at the value needs a second suppression', async () => {
    // 4 + 7 + 7 = 18: shown as [c], 5, 5, 20, whose intervals leave only 4 (5..7 + 5..7 + c = 18..22).
    const outcome = released(await protectRelease({ release: oneWay([4, 7, 7, 18]), policy: policies.ndtms }))
    expect(outcome.suppressed.secondary).toBe(1)
    expect(outcome.tables[0]!.cells[3]?.text).toBe('20')
    expect((await auditReleases([outcome.record])).every(({ isProtected }) => isProtected)).toBe(true)
  })

  test('a small total of small parts does not cap its parts', async () => {
    const outcome = released(await protectRelease({ release: oneWay([1, 2, 0, 3]), policy: policies.ndtms }))
    expect(outcome.audit.every(({ isProtected }) => isProtected)).toBe(true)
    expect(outcome.suppressed).toMatchObject({ primary: 3 })
  })

  test('an area that is left out of the table is not found by subtraction', async () => {
    const exact: Policy = { ...policies.ndtms, roundingBase: 1 }
    const outcome = released(
      await protectRelease({ release: oneWay([20, 30, 53], ['North', 'South', 'County']), policy: exact }),
    )
    expect(outcome.suppressed).toEqual({ primary: 0, secondary: 1 })
    const kinds = outcome.audit.filter(({ kind }) => kind === 'implied')
    expect(kinds).toEqual([expect.objectContaining({ isProtected: true, excluded: [] })])
  })

  test('an earlier release with an area more is not subtracted from a later one', async () => {
    const exact: Policy = { ...policies.ndtms, roundingBase: 1 }
    const wide = { ...area, groups: { County: area.leaves, Coast: ['North', 'South'] } }
    const make = (categories: string[], values: number[]): ReleaseInput => ({
      ...oneWay(values, categories),
      dimensions: [wide],
    })
    const first = released(
      await protectRelease({ release: make(['County'], [53]), policy: exact, releaseId: '1' }),
    )
    const alone = released(
      await protectRelease({ release: make(['Coast'], [50]), policy: exact, releaseId: '2' }),
    )
    expect(alone.suppressed.secondary).toBe(0)
    const both = released(
      await protectRelease({
        release: make(['Coast'], [50]),
        policy: exact,
        releaseId: '2',
        earlier: [first.record],
      }),
    )
    expect(both.suppressed.secondary).toBe(1)
  })

  test('a revised count under the same cut-off is refused, under its own cut-off it is not', async () => {
    const first = released(
      await protectRelease({ release: oneWay([10, 20, 30, 60]), policy: policies.ndtms, releaseId: '1' }),
    )
    const revised = oneWay([10, 40, 30, 80])
    const refused = await protectRelease({
      release: revised,
      policy: policies.ndtms,
      earlier: [first.record],
    })
    expect(refused).toMatchObject({ outcome: 'refused', code: 'RELEASE_REFUSED' })
    if (refused.outcome === 'refused') expect(refused.reasons[0]!.reason).toBe('CONTRADICTS_EARLIER_RELEASE')
    const later = await protectRelease({
      release: { ...revised, cutOff: '2026-07-31' },
      policy: policies.ndtms,
      earlier: [first.record],
    })
    expect(later.outcome).toBe('released')
  })

  test('a count that an earlier release hid stays hidden', async () => {
    const first = released(
      await protectRelease({ release: oneWay([4, 7, 7, 18]), policy: policies.ndtms, releaseId: '1' }),
    )
    const hidden = first.record.cells.filter(({ status }) => status === 'secondary').map(({ at }) => at.area!)
    expect(hidden).toHaveLength(1)
    const again = released(
      await protectRelease({
        release: oneWay([7], hidden),
        policy: policies.ndtms,
        releaseId: '2',
        earlier: [first.record],
      }),
    )
    expect(again.tables[0]!.cells[0]!.text).toBe('[d]')
  })

  test('percentages come from the rounded counts and fall with them', async () => {
    const release: ReleaseInput = {
      ...oneWay([3, 21, 37, 61]),
      derived: ['North', 'South'].map((name) => ({
        kind: 'percentage',
        figureId: name,
        numerator: { measure: 'people', at: { area: name } },
        denominator: { measure: 'people', at: {} },
      })),
    }
    const outcome = released(await protectRelease({ release, policy: policies.ndtms }))
    expect(outcome.derived.map(({ text }) => text)).toEqual(['[c]', '33%'])
  })

  test('what is left of a whole is protected too: 40 tested, 38 positive', async () => {
    const exact: Policy = { ...policies.ndtms, roundingBase: 1 }
    const release: ReleaseInput = {
      cutOff: '2026-06-30',
      dimensions: [area],
      measures: [
        { name: 'tested', unit: 'people' },
        { name: 'positive', unit: 'people', subsetOf: 'tested' },
      ],
      tables: ['tested', 'positive'].map((measure, index) => ({
        tableId: measure,
        title: measure,
        measure,
        dimensions: [{ name: 'area', categories: ['North'] }],
        values: [40 - 2 * index],
      })),
    }
    const outcome = released(await protectRelease({ release, policy: exact }))
    expect(outcome.suppressed.secondary).toBe(1)
  })

  test('people who are in several months do not add up, and are not refused for it', async () => {
    const release: ReleaseInput = {
      cutOff: '2026-06-30',
      dimensions: [{ name: 'month', leaves: ['May', 'June'], isAdditive: false }],
      measures: people,
      tables: [
        {
          tableId: 'm',
          title: 'm',
          measure: 'people',
          dimensions: [{ name: 'month', categories: ['May', 'June'] }],
          values: [30, 24],
        },
        { tableId: 'all', title: 'all', measure: 'people', dimensions: [], values: [41] },
      ],
    }
    expect((await protectRelease({ release, policy: policies.ndtms })).outcome).toBe('released')
    const wrong = { ...release, dimensions: [{ ...release.dimensions[0]!, isAdditive: true }] }
    const refused = await protectRelease({ release: wrong, policy: policies.ndtms })
    expect(refused).toMatchObject({ outcome: 'refused', reasons: [{ reason: 'TABLES_INCONSISTENT' }] })
  })

  test('small areas, forbidden fields and whole groups', async () => {
    const small = oneWay([10, 20, 30, 60])
    small.dimensions = [{ ...area, populations: { North: 900 } }]
    const refused = await protectRelease({ release: small, policy: policies.ndtms })
    expect(refused).toMatchObject({ reasons: [{ reason: 'AREA_TOO_SMALL' }] })
    const named = { ...oneWay([1, 2, 3, 6]), dimensions: [{ ...area, name: 'Postcode' }] }
    named.tables[0]!.dimensions[0]!.name = 'Postcode'
    expect(await protectRelease({ release: named, policy: policies.ndtms })).toMatchObject({
      reasons: [{ reason: 'FIELD_FORBIDDEN' }],
    })
    const whole = released(await protectRelease({ release: oneWay([0, 20, 0, 20]), policy: policies.ndtms }))
    expect(whole.notices).toEqual([expect.objectContaining({ kind: 'ALL_OF_GROUP' })])
  })
})

/**
 * Fischetti and Salazar (2001), table 1: investment of enterprises by activity and region. The cell at
 * activity II, region C (22) is sensitive; published alone it is recovered from its margins.
 */
test('the table of Fischetti and Salazar', async () => {
  const regions = { name: 'region', leaves: ['A', 'B', 'C'], groups: { Total: ['A', 'B', 'C'] } }
  const activities = { name: 'activity', leaves: ['I', 'II', 'III'], groups: { Total: ['I', 'II', 'III'] } }
  const values = [20, 50, 10, 80, 8, 19, 22, 49, 17, 32, 12, 61, 45, 101, 44, 190]
  const release: ReleaseInput = {
    cutOff: '2001',
    dimensions: [regions, activities],
    measures: people,
    tables: [
      {
        tableId: 'investment',
        title: 'Investment by activity and region',
        measure: 'people',
        dimensions: [
          { name: 'activity', categories: [...activities.leaves, 'Total'] },
          { name: 'region', categories: [...regions.leaves, 'Total'] },
        ],
        values,
      },
    ],
  }
  // The only count below nine is activity II in region A; a rectangle of four is the least that hides it.
  const exact: Policy = { ...policies.ndtms, threshold: 9, roundingBase: 1 }
  const outcome = released(await protectRelease({ release, policy: exact }))
  expect(outcome.suppressed.primary).toBe(1)
  expect(outcome.suppressed.secondary).toBe(3)
  expect(outcome.tables[0]!.cells.slice(12).every((cell) => cell?.status === 'published')).toBe(true)
  expect((await auditReleases([outcome.record])).every(({ isProtected }) => isProtected)).toBe(true)
})
