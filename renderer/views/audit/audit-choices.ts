import { create } from 'zustand'

interface AuditChoices {
  readonly sequence: number | null
  readonly choose: (sequence: number | null) => void
}

/** The chosen entry of the log; no other view knows of it. */
export const useAuditChoices = create<AuditChoices>()((set) => ({
  sequence: null,
  choose: (sequence) => set({ sequence }),
}))
