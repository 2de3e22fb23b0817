import { create } from 'zustand'

type CareDialog = 'copies' | 'check' | 'diagnostics'

interface CareChoices {
  readonly dialog: CareDialog | null
  /** A case that is not open, when its copies are asked for. */
  readonly path: string | null
  /** Why the copies are shown by themselves. */
  readonly because: string | null
  readonly show: (dialog: CareDialog, of?: { readonly path: string; readonly because: string }) => void
  readonly close: () => void
}

/** Which dialog about the care of the case is open. */
export const useCare = create<CareChoices>()((set) => ({
  dialog: null,
  path: null,
  because: null,
  show: (dialog, of) => set({ dialog, path: of?.path ?? null, because: of?.because ?? null }),
  close: () => set({ dialog: null, path: null, because: null }),
}))
