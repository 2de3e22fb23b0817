import { useAnnouncement } from './announcement.ts'
import { recordStep, redoStep, type UndoStep, undoStep } from './undo-history.ts'

const announce = (verb: string, nothing: string, step: UndoStep | null): void => {
  const words = step ? `${verb}: ${step.words.replace(/\.$/, '')}.` : nothing
  useAnnouncement.getState().say(words)
}

/** Undoes the last step and says which it was. */
export const undo = (): void => announce('Undone', 'There is nothing to undo.', undoStep())

/** Redoes what was undone last, and says which it was. */
export const redo = (): void => announce('Redone', 'There is nothing to redo.', redoStep())

interface Store<State> {
  readonly getState: () => State
  readonly setState: (change: Partial<State>) => void
}

/** Changes what a view keeps in a way that can be undone. */
export const changeUndoably = <State extends object>(
  store: Store<State>,
  words: string,
  change: Partial<State>,
  key?: string,
): void => {
  const now = store.getState()
  const keys = Object.keys(change) as (keyof State)[]
  if (keys.every((one) => Object.is(now[one], change[one]))) return
  const before: Partial<State> = {}
  for (const one of keys) before[one] = now[one]
  store.setState(change)
  recordStep({
    words,
    key,
    undo: () => store.setState(before),
    redo: () => store.setState(change),
  })
}
