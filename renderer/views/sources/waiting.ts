import { create } from 'zustand'
import type { Mapping, Preview, Provenance, SourceReference } from '../../../analysis/contract/index.ts'

export interface WaitingFile {
  readonly key: string
  readonly name: string
  readonly sizeBytes: number
  readonly state: 'handing-over' | 'reading' | 'ready' | 'failed'
  readonly sent: number
  readonly reference: SourceReference | null
  readonly preview: Preview | null
  /** As recognised, then as the analyst changed it. */
  readonly mapping: Mapping | null
  readonly mappingChanged: boolean
  readonly problem: { readonly happened: string; readonly next: string } | null
}

interface WaitingState {
  readonly files: readonly WaitingFile[]
  readonly chosenKey: string | null
  readonly add: (file: WaitingFile) => void
  readonly change: (key: string, change: Partial<WaitingFile>) => void
  readonly remove: (keys: readonly string[]) => void
  readonly choose: (key: string | null) => void
}

/** Files that were handed over and wait to be loaded. */
export const useWaiting = create<WaitingState>()((set) => ({
  files: [],
  chosenKey: null,
  add: (file) => set((state) => ({ files: [...state.files, file], chosenKey: state.chosenKey ?? file.key })),
  change: (key, change) =>
    set((state) => ({
      files: state.files.map((file) => (file.key === key ? { ...file, ...change } : file)),
    })),
  remove: (keys) =>
    set((state) => {
      const files = state.files.filter((file) => !keys.includes(file.key))
      const chosen = files.some((file) => file.key === state.chosenKey)
        ? state.chosenKey
        : (files[0]?.key ?? null)
      return { files, chosenKey: chosen }
    }),
  choose: (chosenKey) => set({ chosenKey }),
}))

interface ProvenanceDraft {
  /** What the analyst says of the files that wait; kept between loads, since one partner's files come together. */
  readonly draft: Provenance
  readonly set: (draft: Provenance) => void
}

export const useProvenanceDraft = create<ProvenanceDraft>()((set) => ({
  draft: {},
  set: (draft) => set({ draft }),
}))
