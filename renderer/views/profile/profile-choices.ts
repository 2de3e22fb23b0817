import { create } from 'zustand'
import type { ProfileFormat } from '../../../analysis/contract/index.ts'
import type { PolicyChoice } from './model.ts'

interface ProfileChoices {
  readonly sectionId: string | null
  readonly mode: 'edit' | 'printed'
  readonly policy: PolicyChoice
  readonly releasing: boolean
  readonly formats: readonly ProfileFormat[]
  readonly choose: (change: Partial<Omit<ProfileChoices, 'choose'>>) => void
}

/** What the analyst looks at in the profile: the canvas and the inspector share it. */
export const useProfileChoices = create<ProfileChoices>()((set) => ({
  sectionId: null,
  mode: 'edit',
  policy: 'ndtms',
  releasing: false,
  formats: ['pdf', 'docx', 'html', 'csv'],
  choose: (change) => set(change),
}))
