import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { BackupSettings, CaseCopy } from '../../analysis/contract/index.ts'
import { useCaseChanged } from '../engine/actions.ts'
import { useEngine } from '../engine/engine-context.ts'
import { useCase } from '../engine/questions.ts'
import { useAnnouncement } from '../state/announcement.ts'
import { useCaseDialog } from '../state/case-dialog.ts'
import { useChoices } from '../state/choices.ts'
import { formatInstant } from '../text/dates.ts'

/** The copies of the open case, or of the one at `path`. */
export const useCopies = (path: string | null) => {
  const engine = useEngine()
  const { data } = useCase()
  return useQuery({
    queryKey: ['copies', path ?? data?.path ?? null],
    queryFn:
      path || data ? ({ signal }) => engine.backups.list({ path: path ?? undefined }, { signal }) : skipToken,
    staleTime: 0,
  })
}

const useCopiesChanged = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['copies'] })
}

export const useMakeCopy = () => {
  const engine = useEngine()
  const changed = useCopiesChanged()
  return useMutation({
    mutationFn: () => engine.backups.make({}),
    onSettled: changed,
    onSuccess: (copy) =>
      useAnnouncement
        .getState()
        .say(
          copy.verified
            ? `Copied and verified: ${copy.file}.`
            : `The copy failed its check and does not count: ${copy.problems.join('; ')}.`,
          { urgent: !copy.verified },
        ),
  })
}

export const useCopySettings = () => {
  const engine = useEngine()
  const changed = useCopiesChanged()
  return useMutation({
    mutationFn: (settings: Partial<BackupSettings>) => engine.backups.settings(settings),
    onSuccess: changed,
  })
}

interface RestoreOrder {
  readonly copy: CaseCopy
  /** The case whose place it takes; without one it becomes a new case beside it. */
  readonly replace: string | null
}

export const useRestore = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: ({ copy, replace }: RestoreOrder) =>
      engine.backups.restore({ copy: copy.path, replace: replace ?? undefined }),
    onSuccess: ({ setAside, path }, { copy }) => {
      useChoices.getState().reset()
      useCaseDialog.getState().close()
      useAnnouncement
        .getState()
        .say(
          setAside
            ? `The copy of ${formatInstant(copy.madeAt)} is open. The case before is kept as ${setAside}.`
            : `The copy of ${formatInstant(copy.madeAt)} is open as ${path}.`,
        )
      return changed()
    },
  })
}

export const useCheckCase = () => {
  const engine = useEngine()
  return useMutation({ mutationFn: () => engine.sources.verify({}) })
}
