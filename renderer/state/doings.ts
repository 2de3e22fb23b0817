import { create } from 'zustand'

/** One thing done that can be taken back. */
export interface Doing {
  /** "Comet accepted"; said when it is done and when it is taken back. */
  readonly words: string
  readonly undo: () => void
  readonly redo: () => void
}

interface DoingsState {
  readonly past: readonly Doing[]
  readonly future: readonly Doing[]
  readonly did: (doing: Doing) => void
  readonly undo: () => void
  readonly redo: () => void
  readonly forget: () => void
}

const longestPast = 100

export const useDoings = create<DoingsState>()((set, get) => ({
  past: [],
  future: [],
  did: (doing) => set((state) => ({ past: [...state.past, doing].slice(-longestPast), future: [] })),
  undo: () => {
    const last = get().past.at(-1)
    if (!last) return
    set((state) => ({ past: state.past.slice(0, -1), future: [last, ...state.future] }))
    last.undo()
  },
  redo: () => {
    const next = get().future[0]
    if (!next) return
    set((state) => ({ past: [...state.past, next], future: state.future.slice(1) }))
    next.redo()
  },
  forget: () => set({ past: [], future: [] }),
}))
