import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { may, type ProfileFormat } from '../../../analysis/contract/index.ts'
import { sayFailure, useCaseChanged } from '../../engine/actions.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { useCase, versionOf } from '../../engine/questions.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { recordStep } from '../../state/undo-history.ts'
import type { PolicyChoice } from './model.ts'
import { useProfileChoices } from './profile-choices.ts'

/** The policy to ask for: an analyst's choice; undefined is that of the case, the only one that others see. */
export const usePolicy = () => {
  const { data: description } = useCase()
  const chosen = useProfileChoices((choices) => choices.policy)
  return description && may(description.session.role, 'edits') ? chosen : undefined
}

/** The draft under the chosen policy; asked again when the data or the analyst's words move. */
export const useDraft = () => {
  const engine = useEngine()
  const { data: description } = useCase()
  const policy = usePolicy()
  const version = description ? versionOf(description) : 'none'
  return useQuery({
    queryKey: ['profile', 'draft', policy, version],
    queryFn:
      description && may(description.session.role, 'readsCounts')
        ? ({ signal }) => engine.profile.draft({ policy }, { signal })
        : skipToken,
    placeholderData: keepPreviousData,
  })
}

export const useReleases = () => {
  const engine = useEngine()
  const { data: description } = useCase()
  return useQuery({
    queryKey: ['profile', 'releases', description?.caseId],
    queryFn: description ? ({ signal }) => engine.profile.releases({}, { signal }) : skipToken,
  })
}

const useProfileChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['profile'] })
}

interface EditInput {
  readonly paragraphId: string
  readonly text: string | null
  /** The analyst's words before; null when it was the template's sentence. */
  readonly before: string | null
  readonly isUndo?: boolean
}

export const useEditParagraph = () => {
  const engine = useEngine()
  const changed = useProfileChanged()
  const { mutate, isPending } = useMutation({
    mutationFn: ({ paragraphId, text }: EditInput) => engine.profile.edit({ paragraphId, text }),
    onError: sayFailure,
    onSuccess: (_, input) => {
      const words =
        input.text === null
          ? 'The generated sentence is back.'
          : 'Your words are kept; a refresh keeps them too.'
      useAnnouncement.getState().say(words, { canUndo: !input.isUndo })
      if (!input.isUndo) {
        recordStep({
          words,
          undo: () => mutate({ ...input, text: input.before, isUndo: true }),
          redo: () => mutate({ ...input, isUndo: true }),
        })
      }
      return changed()
    },
  })
  return { edit: mutate, isPending }
}

export const useConfirmWord = () => {
  const engine = useEngine()
  const changed = useProfileChanged()
  return useMutation({
    mutationFn: (input: { readonly word: string; readonly confirmed: boolean }) =>
      engine.profile.confirmWord(input),
    onError: sayFailure,
    onSuccess: changed,
  })
}

interface ReleaseInput {
  readonly formats: ProfileFormat[]
  readonly policy: PolicyChoice
  readonly recipient: string
  readonly why: string
}

export const useRelease = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationKey: ['release'],
    mutationFn: (input: ReleaseInput) => engine.profile.release(input),
    onSuccess: () => changed(),
  })
}
