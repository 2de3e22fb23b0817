import { create } from 'zustand'

/** One thing done that can be taken back. */
export interface Doing {
  /** "Comet accepted"; said when it is done and when it is taken back. */
  readonly words: string
  readonly undo: () => void
  readonly redo: () => void
  /** Doings of one key that follow each other are one, as the letters typed into a filter are. */
  readonly key?: string
}

interface DoingsState {
  readonly past: readonly Doing[]
  readonly future: readonly Doing[]
  readonly did: (doing: Doing) => void
  /** What was taken back; null when nothing is left. */
  readonly undo: () => Doing | null
  /** What was done again; null when nothing was taken back. */
  readonly redo: () => Doing | null
  readonly forget: () => void
}

const longestPast = 100

export const useDoings = create<DoingsState>()((set, get) => ({
  past: [],
  future: [],
  did: (doing) =>
    set(({ past }) => {
      const last = past.at(-1)
      const isMore = doing.key !== undefined && last?.key === doing.key
      const kept = isMore ? past.slice(0, -1) : past
      return {
        past: [...kept, isMore ? { ...doing, undo: last.undo } : doing].slice(-longestPast),
        future: [],
      }
    }),
  undo: () => {
    const last = get().past.at(-1)
    if (!last) return null
    set((state) => ({ past: state.past.slice(0, -1), future: [last, ...state.future] }))
    last.undo()
    return last
  },
  redo: () => {
    const next = get().future[0]
    if (!next) return null
    set((state) => ({ past: [...state.past, next], future: state.future.slice(1) }))
    next.redo()
    return next
  },
  forget: () => set({ past: [], future: [] }),
}))
