import { create } from 'zustand'

interface JourneysChoices {
  readonly page: 'funnel' | 'person'
  readonly change: (change: { readonly page: 'funnel' | 'person' }) => void
}

export const useJourneysChoices = create<JourneysChoices>()((set) => ({
  page: 'funnel',
  change: (change) => set(change),
}))
