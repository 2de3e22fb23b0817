import { create } from 'zustand'
import type { CohortGroup } from '../../analysis/contract/index.ts'
import { whenReset } from './choices.ts'
import { changeUndoably } from './undo.ts'

export const dimensions = ['ageBand', 'sex', 'ethnicity', 'area'] as const
export type Dimension = (typeof dimensions)[number]

export const everybody = 'everyone'
export const allLines = 'all-lines'

interface PeopleChosen {
  /** Everybody in the case or customers only; a line that is chosen anywhere in the window outranks both. */
  readonly whose: typeof everybody | typeof allLines
  readonly page: 'people' | 'reviews'
  readonly group: CohortGroup | null
  readonly dimension: Dimension
}

interface PeopleChoices extends PeopleChosen {
  readonly change: (change: Partial<PeopleChosen>) => void
}

const atOpening: PeopleChosen = { whose: allLines, page: 'people', group: null, dimension: 'ageBand' }

const wordsOf = (change: Partial<PeopleChosen>): string => {
  if (change.whose !== undefined) return 'whose customers are shown'
  if (change.group !== undefined) return 'the choice of a group'
  return 'how people are shown'
}

export const usePeopleChoices = create<PeopleChoices>()(() => ({
  ...atOpening,
  change: (change) => changeUndoably<PeopleChosen>(usePeopleChoices, wordsOf(change), change),
}))

whenReset(() => usePeopleChoices.setState(atOpening))
