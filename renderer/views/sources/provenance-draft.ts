import { create } from 'zustand'
import type { Provenance } from '../../../analysis/contract/index.ts'

interface ProvenanceDraft {
  /** What the analyst says of the files that wait; kept between loads, since one partner's files come together. */
  readonly draft: Provenance
  readonly set: (draft: Provenance) => void
}

export const useProvenanceDraft = create<ProvenanceDraft>()((set) => ({
  draft: {},
  set: (draft) => set({ draft }),
}))
