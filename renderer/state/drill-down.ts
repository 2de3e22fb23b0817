import { create } from 'zustand'
import type { JourneyStep } from '../../analysis/contract/index.ts'

/** A question of the contract whose answer is the rows behind a figure. */
export type RowsQuestion =
  | {
      readonly ask: 'sources.rows'
      readonly fileId: number
      readonly outcome: 'loaded' | 'set-aside' | 'duplicate'
      readonly reason?: string
    }
  | {
      readonly ask: 'lines.evidence'
      readonly lineId: string
      readonly feature?: string
      readonly number?: string
      readonly fileId?: number
    }
  | {
      readonly ask: 'network.evidence'
      readonly unit: 'numbers' | 'people'
      readonly node: string
      readonly other?: string
      readonly members?: string[]
      readonly otherMembers?: string[]
      readonly range?: { readonly from: string; readonly to: string }
      readonly cell?: string
    }
  | {
      readonly ask: 'lines.customers'
      readonly lineId: string
      readonly range?: { readonly from: string; readonly to: string }
      readonly cell?: string
    }
  | {
      readonly ask: 'people.table'
      readonly lineId?: string
      readonly group?: 'not-known' | 'mainstream' | 'programme' | 'unattributed'
      readonly at?: string
      readonly population?: 'customers' | 'everyone'
      readonly range?: { readonly from: string; readonly to: string }
      readonly cell?: string
    }
  | {
      readonly ask: 'places.rows'
      readonly of: string
      readonly category?: string
      readonly resolution?: number
      readonly range?: { readonly from: string; readonly to: string }
      readonly lineId?: string
      readonly person?: string
      readonly number?: string
      readonly cell?: string
      readonly notPlaced?: 'no-coordinates' | 'impossible-coordinates' | 'in-the-sea' | 'outside-study-area'
    }
  | {
      readonly ask: 'places.flowRows'
      readonly home: string
      readonly suite?: string
      readonly range?: { readonly from: string; readonly to: string }
    }
  | {
      readonly ask: 'journeys.people'
      readonly step: JourneyStep
      readonly range?: { readonly from: string; readonly to: string }
      readonly lineId?: string
      readonly cell?: string
    }
  | { readonly ask: 'profile.figureRows'; readonly figureId: string }

interface OpenRows {
  readonly title: string
  readonly question: RowsQuestion
}

interface DrillDown {
  readonly current: OpenRows | null
  readonly open: (rows: OpenRows) => void
  readonly close: () => void
}

export const useDrillDown = create<DrillDown>()((set) => ({
  current: null,
  open: (current) => set({ current }),
  close: () => set({ current: null }),
}))
