import { create } from 'zustand'
import { useChoices } from './choices.ts'
import type { ViewName } from './view-names.ts'

interface Announcement {
  readonly words: string
  readonly canUndo: boolean
  readonly urgent: boolean
  /** The view in which it was said. */
  readonly view: ViewName
}

interface AnnouncementState {
  readonly current: Announcement | null
  readonly say: (words: string, options?: { readonly canUndo?: boolean; readonly urgent?: boolean }) => void
  readonly dismiss: () => void
}

/** One sentence about what just happened, read aloud and shown where it covers nothing. */
export const useAnnouncement = create<AnnouncementState>()((set) => ({
  current: null,
  say: (words, { canUndo = false, urgent = false } = {}) =>
    set({ current: { words, canUndo, urgent, view: useChoices.getState().view } }),
  dismiss: () => set({ current: null }),
}))
