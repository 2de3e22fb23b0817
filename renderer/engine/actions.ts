import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Line, Role } from '../../analysis/contract/index.ts'
import { useAnnouncement } from '../state/announcement.ts'
import { useCaseDialog } from '../state/case-dialog.ts'
import { useChoices } from '../state/choices.ts'
import { recordStep } from '../state/undo-history.ts'
import { useEngine } from './engine-context.ts'
import { readFailure } from './failures.ts'

export const sayFailure = (error: unknown): void => {
  const failure = readFailure(error)
  if (failure.kind === 'cancelled') {
    useAnnouncement.getState().say('Cancelled. The case is as it was before.')
    return
  }
  useAnnouncement.getState().say(`${failure.happened} ${failure.next}`, { urgent: true })
}

/** Asks for the case again; every other question follows from its data version. */
export const useCaseChanged = () => {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries(), [queries])
}

type Decision = 'accepted' | 'set-aside' | 'review' | null

const decisionWords = (name: string, decision: Decision): string => {
  switch (decision) {
    case 'accepted':
      return `${name} accepted.`
    case 'set-aside':
      return `${name} set aside.`
    case 'review':
      return `Review of ${name} asked for.`
    case null:
      return `Decision on ${name} withdrawn.`
  }
}

export const useDecideLine = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  const { mutate, isPending } = useMutation({
    mutationFn: (input: { readonly line: Line; readonly decision: Decision; readonly isUndo?: boolean }) =>
      engine.lines.decide({ lineId: input.line.line, decision: input.decision }),
    onError: sayFailure,
    onSuccess: (_, { line, decision, isUndo }) => {
      useAnnouncement.getState().say(decisionWords(line.name, decision), { canUndo: !isUndo })
      if (!isUndo) {
        const before = line.decision
        recordStep({
          words: decisionWords(line.name, decision),
          undo: () => mutate({ line, decision: before, isUndo: true }),
          redo: () => mutate({ line, decision, isUndo: true }),
        })
      }
      return changed()
    },
  })
  return { decide: (line: Line, decision: Decision) => mutate({ line, decision }), isPending }
}

export const useFindLines = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: () => engine.lines.find({}),
    onError: sayFailure,
    onSuccess: (found) => {
      useAnnouncement
        .getState()
        .say(
          `${found.candidates} candidate lines, ${found.accepted} proposed, in ${found.seconds.toFixed(1)} s.`,
        )
      return changed()
    },
  })
}

export const useLinkRecords = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: () => engine.people.wash({}),
    onError: sayFailure,
    onSuccess: (linked) => {
      useAnnouncement
        .getState()
        .say(
          `${linked.records.toLocaleString('en-GB')} records are about ${linked.persons.toLocaleString('en-GB')} people; ${linked.forReview} pairs wait for review.`,
        )
      return changed()
    },
  })
}

export const useDecidePair = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  const { mutate, isPending } = useMutation({
    mutationFn: (input: {
      readonly pairKey: string
      readonly decision: 'same' | 'different' | null
      readonly before: 'same' | 'different' | null
      readonly isUndo?: boolean
    }) => engine.people.decide({ pairKey: input.pairKey, decision: input.decision }),
    onError: sayFailure,
    onSuccess: (_, input) => {
      const words =
        input.decision === null
          ? 'The pair waits for review again.'
          : input.decision === 'same'
            ? 'Kept as one person; the next wash joins them.'
            : 'Kept as two people.'
      useAnnouncement.getState().say(words, { canUndo: !input.isUndo })
      if (!input.isUndo) {
        recordStep({
          words,
          undo: () => mutate({ ...input, decision: input.before, isUndo: true }),
          redo: () => mutate({ ...input, isUndo: true }),
        })
      }
      return changed()
    },
  })
  return { decidePair: mutate, isPending }
}

export const useDeclareRole = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: (input: { readonly role: Role; readonly purpose?: string }) => engine.session.declare(input),
    onError: sayFailure,
    onSuccess: changed,
  })
}

/** Says that a notice about the case was read. */
export const useReadNotice = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: (at: string) => engine.case.noticeRead({ at }),
    onError: sayFailure,
    onSuccess: changed,
  })
}

export const useOpenCase = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: (path: string) => engine.case.open({ path }),
    onError: (error, path) => {
      const failure = readFailure(error)
      if (failure.code === 'CASE_UNREADABLE' || failure.code === 'CASE_NOT_FOUND')
        useCaseDialog.getState().show('copies', { path, because: failure.happened })
    },
    onSuccess: () => {
      useChoices.getState().reset()
      return changed()
    },
  })
}

export const useCreateCase = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  return useMutation({
    mutationFn: (input: {
      readonly name: string
      readonly policy: 'open' | 'strict'
      readonly marking: string
      readonly path?: string
    }) => engine.case.create(input),
    onSuccess: () => {
      useChoices.getState().reset()
      return changed()
    },
  })
}
