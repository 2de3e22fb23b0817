import { expect, test } from 'vitest'
import { listsGroup, seesExactCounts } from '../../renderer/state/narrowing.ts'
import { groupOrder } from '../../renderer/text/cohort-groups.ts'
import { fileColumns } from '../../renderer/views/sources/files-table.tsx'
import { opensRows } from '../../renderer/views/sources/model.ts'
import { files } from './gallery/county.ts'

test('the rows of a file that is for other roles are not offered, whatever their outcome', () => {
  const treatment = files.find(({ kind }) => kind === 'treatment')!
  const counts = fileColumns.filter(({ id }) => ['loaded', 'aside', 'duplicate'].includes(id))
  const offered = (rowsWithheld: boolean) =>
    counts.filter((column) => column.rows?.({ ...treatment, rowsWithheld, rowsDuplicate: 3 })).length
  expect(offered(false)).toBe(3)
  expect(offered(true)).toBe(0)
  expect(opensRows({ rowsWithheld: false }, 0)).toBe(false)
})

test('who is in a treatment group is offered to hub and health alone, numbers of nobody to police too', () => {
  const offered = (role: 'police' | 'health' | 'hub') =>
    groupOrder.filter((group) => listsGroup(seesExactCounts(role), group))
  expect(offered('police')).toEqual(['unattributed'])
  expect(offered('health')).toEqual(groupOrder)
  expect(offered('hub')).toEqual(groupOrder)
})
