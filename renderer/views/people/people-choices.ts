import { create } from 'zustand'
import type { CohortGroup } from '../../../analysis/contract/index.ts'
import { whenForgotten } from '../../state/choices.ts'
import { changeUndoably } from '../../state/take-back.ts'
import type { Dimension } from './model.ts'

export const everybody = 'everyone'
export const allLines = 'all-lines'

export interface PeopleChosen {
  /** Customers of all lines, everybody in the case, or the customers of the line with this id. */
  readonly whose: string
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

whenForgotten(() => usePeopleChoices.setState(atOpening))
