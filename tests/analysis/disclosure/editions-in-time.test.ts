import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  auditReleases,
  countedContent,
  type Policy,
  policies,
  protectRelease,
  type ReleaseInput,
  type ReleaseRecord,
} from '../../../analysis/disclosure/index.ts'

const areas = ['North', 'South', 'East']
const unrounded: Policy = { ...policies.ndtms, name: 'unrounded', roundingBase: 1, minimumAreaPopulation: 0 }
const rounded: Policy = { ...policies.ndtms, minimumAreaPopulation: 0 }
const largest = 14

/** Deaths by area and in the county, as they are known at one day. */
const at = (day: string, counts: readonly number[]): ReleaseInput => ({
  cutOff: day,
  dimensions: [{ name: 'area', leaves: areas, groups: { County: areas } }],
  measures: [{ name: 'deaths', unit: 'events' }],
  tables: [
    {
      tableId: 't',
      title: 'Deaths by area',
      measure: 'deaths',
      dimensions: [{ name: 'area', categories: [...areas, 'County'] }],
      values: [...counts, counts.reduce((sum, count) => sum + count, 0)],
    },
  ],
})

/** Releases each state in turn; those that are refused are left out. */
async function editionsOf(states: readonly (readonly number[])[], policy: Policy): Promise<ReleaseRecord[]> {
  const records: ReleaseRecord[] = []
  for (const [index, counts] of states.entries()) {
    const counted = countedContent(at('', counts), 'secret')
    const made = await protectRelease({
      release: at(counted.cutOff, counts),
      policy,
      earlier: records,
      releaseId: `edition ${index + 1}`,
      counted,
    })
    if (made.outcome === 'released') records.push(JSON.parse(JSON.stringify(made.record)))
  }
  return records
}

const fits = (cell: ReleaseRecord['cells'][number], value: number, { threshold, roundingBase }: Policy) => {
  if (cell.status === 'zero') return value === 0
  if (cell.status === 'primary') return value > 0 && value < threshold
  if (cell.status === 'secondary') return true
  const half = Math.floor(roundingBase / 2)
  return value >= threshold && Math.floor((value + half) / roundingBase) * roundingBase === cell.shown
}

type Knowledge = (before: readonly number[], after: readonly number[], step: number) => boolean

/**
 * Every pair of states that fits what two editions show and what a reader knows of the time between, by enumeration.
 * @returns for each edition and area the values that it can have
 */
function possible(records: readonly ReleaseRecord[], policy: Policy, knows: Knowledge): Set<number>[][] {
  const states = records.map((record) => {
    const found: number[][] = []
    const cellAt = new Map(record.cells.map((cell) => [cell.at.area, cell]))
    for (let n = 0; n <= largest; n++)
      for (let s = 0; s <= largest; s++)
        for (let e = 0; e <= largest; e++)
          if (
            [n, s, e, n + s + e].every((value, index) =>
              fits(cellAt.get([...areas, 'County'][index]!)!, value, policy),
            )
          )
            found.push([n, s, e])
    return found
  })
  const seen = records.map(() => areas.map(() => new Set<number>()))
  for (const before of states[0]!)
    for (const after of states[1]!)
      if (knows(before, after, 0))
        for (const [edition, state] of [before, after].entries())
          for (const [index, value] of state.entries()) seen[edition]![index]!.add(value)
  return seen
}

const onlyGrows: Knowledge = (before, after) => before.every((value, index) => value <= after[index]!)

/** Small values of hidden counts that a reader can rule out. */
function ruledOut(records: readonly ReleaseRecord[], policy: Policy, knows: Knowledge, least: number[][]) {
  const seen = possible(records, policy, knows)
  return records.flatMap((record, edition) =>
    areas.flatMap((area, index) => {
      const cell = record.cells.find((one) => one.at.area === area)!
      if (cell.status !== 'primary') return []
      return [1, 2, 3, 4]
        .filter((value) => value >= least[edition]![index]! && !seen[edition]![index]!.has(value))
        .map((value) => `${record.releaseId} ${area} is not ${value}`)
    }),
  )
}

const state = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 3 })
const growth = fc.array(fc.constantFrom(0, 0, 1, 2, 3), { minLength: 3, maxLength: 3 })

describe('two editions of growing counts', () => {
  it.each([
    ['unrounded', unrounded],
    ['rounded', rounded],
  ] as const)('narrow no small count for a reader who knows that counts grow: %s', async (_, policy) => {
    let both = 0
    await fc.assert(
      fc.asyncProperty(state, growth, async (before, more) => {
        const after = before.map((value, index) => value + more[index]!)
        const records = await editionsOf([before, after], policy)
        if (records.length < 2 || records[0]!.cutOff === records[1]!.cutOff) return
        both++
        expect(
          ruledOut(
            records,
            policy,
            onlyGrows,
            [[], []].map(() => [0, 0, 0]),
          ),
        ).toEqual([])
        const small: Knowledge = (then, now) =>
          onlyGrows(then, now, 0) &&
          more.every(
            (rise, index) =>
              rise > 1 || (rise === 1 && before[index] === 0) || now[index]! - then[index]! === rise,
          )
        const least = [[0, 0, 0], before.map((value, index) => (value > 0 && more[index] === 1 ? 2 : 0))]
        expect(ruledOut(records, policy, small, least)).toEqual([])
        expect((await auditReleases(records)).filter(({ isProtected }) => !isProtected)).toEqual([])
      }),
      { seed: 7, numRuns: 60 },
    )
    expect(both).toBeGreaterThan(20)
  })

  it('keep a count hidden that one event more would show', async () => {
    const [first, second] = await editionsOf(
      [
        [4, 30, 41],
        [5, 30, 41],
      ],
      rounded,
    )
    const shown = (record: ReleaseRecord) => record.cells.find(({ at }) => at.area === 'North')!.status
    expect([shown(first!), shown(second!)]).toEqual(['primary', 'secondary'])
  })
})
