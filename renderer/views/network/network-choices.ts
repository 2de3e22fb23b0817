import { create } from 'zustand'
import type { NetworkMetric, NetworkUnit } from '../../../analysis/contract/index.ts'
import type { Point } from './model.ts'

export interface Start {
  readonly lineId?: string
  readonly person?: string
  readonly number?: string
}

/** What the analyst chose in this view; the picked node is also the window's chosen number or person. */
export interface NetworkChoices {
  readonly start: Start | null
  readonly unit: NetworkUnit
  readonly arrangement: 'rings' | 'communities'
  readonly shows: 'picture' | 'table'
  readonly expand: readonly string[]
  readonly hidden: readonly string[]
  readonly pinned: readonly string[]
  readonly picked: readonly string[]
  readonly path: { readonly from: string; readonly to: string } | null
  /** Where the analyst dragged nodes to; everything else stands where the layout puts it. */
  readonly moved: Readonly<Record<string, Point>>
  readonly isLasso: boolean
  readonly metric: NetworkMetric
}

interface NetworkChoicesState extends NetworkChoices {
  readonly change: (change: Partial<NetworkChoices>) => void
  readonly startFrom: (start: Start) => void
}

const atStart = {
  expand: [],
  hidden: [],
  pinned: [],
  picked: [],
  path: null,
  moved: {},
  isLasso: false,
} as const

export const useNetworkChoices = create<NetworkChoicesState>()((set) => ({
  start: null,
  unit: 'numbers',
  arrangement: 'rings',
  shows: 'picture',
  metric: 'betweenness',
  ...atStart,
  change: (change) => set(change),
  startFrom: (start) => set({ start, ...atStart }),
}))

export const isSameStart = (left: Start | null, right: Start | null): boolean =>
  JSON.stringify(left) === JSON.stringify(right)
