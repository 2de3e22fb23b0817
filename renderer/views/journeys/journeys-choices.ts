import { create } from 'zustand'
import { whenForgotten } from '../../state/choices.ts'
import { changeUndoably } from '../../state/take-back.ts'

interface JourneysPage {
  readonly page: 'funnel' | 'person'
}

interface JourneysChoices extends JourneysPage {
  readonly change: (change: JourneysPage) => void
}

export const useJourneysChoices = create<JourneysChoices>()(() => ({
  page: 'funnel',
  change: (change) => changeUndoably<JourneysPage>(useJourneysChoices, 'whose journey is shown', change),
}))

whenForgotten(() => useJourneysChoices.setState({ page: 'funnel' }))
