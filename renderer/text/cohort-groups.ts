import type { CohortGroup } from '../../analysis/contract/index.ts'

export const groupOrder: readonly CohortGroup[] = ['not-known', 'mainstream', 'programme', 'unattributed']

const names: Record<CohortGroup, string> = {
  'not-known': 'Not known to any service',
  mainstream: 'In mainstream treatment',
  programme: 'Programme clients',
  unattributed: 'Numbers nobody is tied to',
}

const meanings: Record<CohortGroup, string> = {
  'not-known': 'A person in police or other records, and in no treatment or programme record.',
  mainstream: 'In a treatment record on that day or before it.',
  programme: 'On the programme’s list.',
  unattributed: 'A customer’s number that no source ties to a person.',
}

const isGroup = (group: string): group is CohortGroup => Object.hasOwn(names, group)

export const groupName = (group: CohortGroup): string => names[group]
export const groupMeaning = (group: CohortGroup): string => meanings[group]

/** The group within a sentence or a table; an answer without one is to a role that may not know it. */
export const groupWords = (group: string): string => {
  if (!isGroup(group)) return group === '' ? 'not shown to this role' : group
  const name = names[group]
  return name.charAt(0).toLowerCase() + name.slice(1)
}
