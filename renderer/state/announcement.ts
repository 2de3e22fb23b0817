import { create } from 'zustand'

export interface Announcement {
  readonly words: string
  readonly canUndo: boolean
  readonly urgent: boolean
}

interface AnnouncementState {
  readonly current: Announcement | null
  readonly say: (words: string, options?: { readonly canUndo?: boolean; readonly urgent?: boolean }) => void
  readonly dismiss: () => void
}

/** One sentence about what just happened, read aloud and shown at the foot of the canvas. */
export const useAnnouncement = create<AnnouncementState>()((set) => ({
  current: null,
  say: (words, { canUndo = false, urgent = false } = {}) => set({ current: { words, canUndo, urgent } }),
  dismiss: () => set({ current: null }),
}))
