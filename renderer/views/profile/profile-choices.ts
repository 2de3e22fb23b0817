import { create } from 'zustand'
import type { ProfileFormat } from '../../../analysis/contract/index.ts'
import { whenReset } from '../../state/choices.ts'
import { changeUndoably } from '../../state/undo.ts'
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
type Chosen = Omit<ProfileChoices, 'choose'>

const atOpening: Chosen = {
  sectionId: null,
  mode: 'edit',
  policy: 'ndtms',
  releasing: false,
  formats: ['pdf', 'docx', 'html', 'csv'],
}

const wordsOf = (change: Partial<Chosen>): string => {
  if (change.policy !== undefined) return 'the disclosure policy'
  if (change.sectionId !== undefined) return 'the choice of a section'
  return 'how the profile is shown'
}

/** Opening the release dialog and its formats are not choices that anybody undoes later. */
const isPassing = (change: Partial<Chosen>): boolean =>
  change.releasing !== undefined || change.formats !== undefined

/** What the analyst looks at in the profile: the canvas and the inspector share it. */
export const useProfileChoices = create<ProfileChoices>()((set) => ({
  ...atOpening,
  choose: (change) =>
    isPassing(change) ? set(change) : changeUndoably<Chosen>(useProfileChoices, wordsOf(change), change),
}))

whenReset(() => useProfileChoices.setState(atOpening))
