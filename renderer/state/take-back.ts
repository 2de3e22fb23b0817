import { useAnnouncement } from './announcement.ts'
import { type Doing, useDoings } from './doings.ts'

const sayOf = (verb: string, nothing: string, doing: Doing | null): void => {
  const words = doing ? `${verb}: ${doing.words.replace(/\.$/, '')}.` : nothing
  useAnnouncement.getState().say(words)
}

/** Undoes the last doing and says which it was. */
export const takeBack = (): void =>
  sayOf('Taken back', 'There is nothing to take back.', useDoings.getState().undo())

/** Does again what was taken back last, and says which it was. */
export const doAgain = (): void =>
  sayOf('Done again', 'Nothing was taken back that could be done again.', useDoings.getState().redo())

interface Store<State> {
  readonly getState: () => State
  readonly setState: (change: Partial<State>) => void
}

/** Changes what a view keeps in a way that can be taken back. */
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
  useDoings.getState().did({
    words,
    key,
    undo: () => store.setState(before),
    redo: () => store.setState(change),
  })
}
