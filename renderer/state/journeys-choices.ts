import { create } from 'zustand'
import { type Choices, somebodyOf, whenReset } from './choices.ts'
import type { JourneysPage } from './narrowing.ts'
import { changeUndoably } from './undo.ts'

interface JourneysChoices {
  /** Null until somebody says: then one person's where one is chosen. */
  readonly page: JourneysPage | null
  readonly change: (change: { readonly page: JourneysPage }) => void
}

export const journeysPageOf = (page: JourneysPage | null, choices: Choices): JourneysPage =>
  page ?? (somebodyOf(choices) === null ? 'funnel' : 'person')

export const useJourneysChoices = create<JourneysChoices>()(() => ({
  page: null,
  change: (change) =>
    changeUndoably<{ page: JourneysPage | null }>(useJourneysChoices, 'whose journey is shown', change),
}))

whenReset(() => useJourneysChoices.setState({ page: null }))
