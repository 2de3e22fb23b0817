import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  auditReleases,
  type Policy,
  policies,
  protectRelease,
  type ReleaseInput,
  type ReleaseRecord,
} from '../../../analysis/disclosure/index.ts'
import { enumerate } from './brute-force-attacker.ts'

const unrounded: Policy = { ...policies.ndtms, name: 'unrounded', threshold: 3, roundingBase: 1 }
const rounded: Policy = { ...policies.ndtms, name: 'rounded', threshold: 3, roundingBase: 3 }

const parts: Record<string, string[]> = {
  'all a': ['a1', 'a2', 'a3'],
  'all b': ['b1', 'b2', 'b3'],
  'all c': ['c1', 'c2'],
}
const takesIn = (_: string, code: string, atom: string) => (parts[code] ?? [code]).includes(atom)

function twoWay(values: readonly number[][]): ReleaseInput {
  const rows = [...values, values[0]!.map((_, column) => values.reduce((sum, row) => sum + row[column]!, 0))]
  const full = rows.map((row) => [...row, row.reduce((sum, value) => sum + value, 0)])
  const a = parts['all a']!.slice(0, values.length)
  const b = parts['all b']!.slice(0, values[0]!.length)
  return {
    cutOff: '2026-06-30',
    dimensions: [
      { name: 'a', leaves: a, groups: { 'all a': a } },
      { name: 'b', leaves: b, groups: { 'all b': b } },
    ],
    measures: [{ name: 'people', unit: 'people' }],
    tables: [
      {
        tableId: 'ab',
        title: 'a by b',
        measure: 'people',
        dimensions: [
          { name: 'a', categories: [...a, 'all a'] },
          { name: 'b', categories: [...b, 'all b'] },
        ],
        values: full.flat(),
      },
    ],
  }
}

/** The same record with primary suppression alone: what a careless release would say. */
function primaryOnly(release: ReleaseInput, policy: Policy): ReleaseRecord {
  const table = release.tables[0]!
  const [a, b] = table.dimensions
  return {
    version: 1,
    releaseId: 'careless',
    cutOff: release.cutOff,
    policy,
    dimensions: release.dimensions.map((dimension) => ({
      groups: {},
      coversAll: true,
      isAdditive: true,
      ...dimension,
    })),
    measures: release.measures,
    cells: a!.categories.flatMap((first, row) =>
      b!.categories.map((second, column) => {
        const value = table.values[row * b!.categories.length + column]!
        const isSmall = value > 0 && value < policy.threshold
        const shown =
          Math.floor((value + Math.floor(policy.roundingBase / 2)) / policy.roundingBase) *
          policy.roundingBase
        return {
          measure: 'people',
          at: { a: first, b: second },
          status: value === 0 ? ('zero' as const) : isSmall ? ('primary' as const) : ('published' as const),
          shown: isSmall ? null : shown,
        }
      }),
    ),
  }
}

const atomsOf = (release: ReleaseInput) =>
  release.dimensions.reduce<Record<string, string>[]>(
    (atoms, { name, leaves }) => atoms.flatMap((atom) => leaves.map((leaf) => ({ ...atom, [name]: leaf }))),
    [{}],
  )

/** Small counts of which an attacker who tries every table can rule out a value. */
function recovered(
  release: ReleaseInput,
  records: ReleaseRecord[],
  threshold: number,
  most: number,
): string[] {
  const { values, tables } = enumerate(records, atomsOf(release), takesIn, most)
  expect(tables).toBeGreaterThan(0)
  const small = records.flatMap((record) =>
    record.cells.flatMap((cell) => {
      if (cell.status !== 'primary') return []
      const name = `${record.releaseId} ${JSON.stringify(cell.at)}`
      const possible = values.get(name)!
      const isNarrowed = Array.from({ length: threshold - 1 }, (_, index) => index + 1).some(
        (value) => !possible.has(value),
      )
      return isNarrowed ? [name] : []
    }),
  )
  return small
}

const cell = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 2 }) },
  { weight: 2, arbitrary: fc.integer({ min: 3, max: 6 }) },
)
const smallTable = fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 3 })

describe('an attacker who tries every table', () => {
  test('recovers cells when only small counts are suppressed: the attack can succeed', () => {
    const release = twoWay([
      [2, 9, 4],
      [7, 8, 6],
      [5, 6, 3],
    ])
    const careless = primaryOnly(release, unrounded)
    expect(recovered(release, [careless], 3, 9)).toEqual(['careless {"a":"a1","b":"b1"}'])
  })

  test('the audit finds what the careless release gives away', async () => {
    const release = twoWay([
      [2, 9, 4],
      [7, 8, 6],
      [5, 6, 3],
    ])
    const audit = await auditReleases([primaryOnly(release, unrounded)])
    expect(audit).toHaveLength(1)
    expect(audit[0]).toMatchObject({ lower: 2, upper: 2, excluded: [1], isProtected: false })
  })

  for (const [name, policy] of [
    ['unrounded', unrounded],
    ['rounded', rounded],
  ] as const) {
    test(`narrows no small count of a protected release (${name})`, async () => {
      let careless = 0
      let released = 0
      await fc.assert(
        fc.asyncProperty(smallTable, async (values) => {
          const release = twoWay(values)
          const outcome = await protectRelease({ release, policy, releaseId: 'r' })
          if (outcome.outcome === 'refused') return
          released++
          const most = Math.max(...values.flat()) + 6
          expect(recovered(release, [outcome.record], policy.threshold, most)).toEqual([])
          const { values: possible } = enumerate([outcome.record], atomsOf(release), takesIn, most)
          for (const audited of outcome.audit) {
            const seen = possible.get(`r ${JSON.stringify(audited.reference.at)}`)!
            if (audited.kind === 'primary')
              for (let v = 1; v < policy.threshold; v++) expect(seen.has(v)).toBe(true)
            else expect(Math.max(...seen) - Math.min(...seen)).toBeGreaterThanOrEqual(policy.roundingBase)
          }
          careless += recovered(release, [primaryOnly(release, policy)], policy.threshold, most).length
        }),
        { seed: 20260630, numRuns: 40 },
      )
      expect(released).toBeGreaterThan(30)
      if (policy === unrounded) expect(careless).toBeGreaterThan(10)
    })
  }

  test('the audit’s intervals are those of enumeration, on careless tables', async () => {
    await fc.assert(
      fc.asyncProperty(smallTable, async (values) => {
        const release = twoWay(values)
        const record = primaryOnly(release, unrounded)
        const audit = await auditReleases([record])
        const { values: possible } = enumerate([record], atomsOf(release), takesIn, 12)
        for (const audited of audit.filter(({ kind }) => kind === 'primary')) {
          const seen = possible.get(`careless ${JSON.stringify(audited.reference.at)}`)!
          expect([audited.lower, audited.upper]).toEqual([Math.min(...seen), Math.max(...seen)])
          expect(audited.excluded).toEqual([1, 2].filter((value) => !seen.has(value)))
        }
      }),
      { seed: 7, numRuns: 40 },
    )
  })
})
