import { create } from 'zustand'

type CaseDialogName = 'copies' | 'check' | 'diagnostics'

interface CaseDialogState {
  readonly dialog: CaseDialogName | null
  /** A case that is not open, when its copies are asked for. */
  readonly path: string | null
  /** Why the copies are shown by themselves. */
  readonly because: string | null
  readonly show: (dialog: CaseDialogName, of?: { readonly path: string; readonly because: string }) => void
  readonly close: () => void
}

/** Which dialog about the case as a whole is open: its copies, its check, its diagnostics. */
export const useCaseDialog = create<CaseDialogState>()((set) => ({
  dialog: null,
  path: null,
  because: null,
  show: (dialog, of) => set({ dialog, path: of?.path ?? null, because: of?.because ?? null }),
  close: () => set({ dialog: null, path: null, because: null }),
}))
