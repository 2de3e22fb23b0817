import { expect, test } from 'vitest'
import { protectedGroups } from '../../../analysis/cohorts/protect-groups.ts'
import type { GroupRow } from '../../../analysis/cohorts/queries-persons.ts'
import { policies } from '../../../analysis/disclosure/index.ts'

const areas = ['Ashmoor', 'Brae', 'Coldstow', 'Dunmarsh', 'Elmford']

/** Large groups, and small ones of 1 to 4 people in areas of their own, in this order. */
const rowsOf = (small: readonly number[]): GroupRow[] => {
  const row = (area: string, people: number): GroupRow => ({
    cohort: 'not-known',
    ageBand: '25-34',
    sex: 'male',
    ethnicity: 'white',
    area,
    people,
  })
  return [...small.map((people, index) => row(areas[index]!, people)), row('Port Sallow', 40)]
}

test('a breakdown under disclosure control is the same bytes whichever suppressed area has how many people', async () => {
  const shown = async (small: readonly number[]) =>
    JSON.stringify(
      await protectedGroups(rowsOf(small), policies.ndtms, '2026-06-30', {
        knowsWho: false,
        isOfLine: false,
      }),
    )
  const one = await shown([4, 3, 2, 1, 3])
  expect(await shown([1, 2, 3, 4, 3])).toBe(one)
  expect(await shown([3, 4, 1, 2, 3])).toBe(one)
  expect(Object.keys(JSON.parse(one).groups[0].by.area)).toEqual([...areas, 'Port Sallow'])
})
