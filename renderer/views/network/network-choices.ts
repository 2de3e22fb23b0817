import { create } from 'zustand'
import type { NetworkMetric, NetworkUnit } from '../../../analysis/contract/index.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { whenReset } from '../../state/choices.ts'
import { changeUndoably } from '../../state/undo.ts'
import type { NodeGroup } from './groups.ts'
import type { Point } from './model.ts'

export interface Start {
  readonly lineId?: string
  readonly person?: string
  readonly number?: string
  /** The numbers seen in a cell of the map. */
  readonly cell?: string
}

/** What the analyst chose in this view; the picked node is also the window's chosen number or person. */
interface NetworkChoices {
  readonly start: Start | null
  /** What of the window's choices the start followed last. */
  readonly followed: Start | null
  readonly unit: NetworkUnit
  readonly arrangement: 'rings' | 'communities'
  readonly shows: 'picture' | 'table'
  readonly expand: readonly string[]
  readonly hidden: readonly string[]
  readonly pinned: readonly string[]
  /** Nodes and groups. */
  readonly picked: readonly string[]
  readonly path: { readonly from: string; readonly to: string } | null
  /** Where the analyst dragged or pinned nodes and groups; everything else stands where the layout puts it. */
  readonly moved: Readonly<Record<string, Point>>
  readonly isLasso: boolean
  readonly metric: NetworkMetric
  /** Made by hand; kept while the case is open, whatever is drawn. */
  readonly groups: readonly NodeGroup[]
  /** The group whose name is being written; `new` for what is picked. */
  readonly naming: string | null
}

interface NetworkChoicesState extends NetworkChoices {
  readonly change: (change: Partial<NetworkChoices>) => void
  /** A change that says what it was and can be undone. */
  readonly doAndSay: (words: string, change: Partial<NetworkChoices>) => void
  readonly startFrom: (start: Start) => void
  readonly follow: (start: Start) => void
}

const atStart = {
  expand: [],
  hidden: [],
  pinned: [],
  picked: [],
  path: null,
  moved: {},
  isLasso: false,
  naming: null,
} as const

const atOpening = {
  start: null,
  followed: null,
  unit: 'numbers',
  arrangement: 'rings',
  shows: 'picture',
  metric: 'betweenness',
  groups: [],
  ...atStart,
} as const satisfies NetworkChoices

export const useNetworkChoices = create<NetworkChoicesState>()((set) => ({
  ...atOpening,
  change: (change) => set(change),
  doAndSay: (words, change) => {
    changeUndoably<NetworkChoices>(useNetworkChoices, words, change)
    useAnnouncement.getState().say(words, { canUndo: true })
  },
  startFrom: (start) => set({ start, ...atStart }),
  follow: (start) => set({ start, followed: start, ...atStart }),
}))

whenReset(() => useNetworkChoices.setState(atOpening))

export const isSameStart = (left: Start | null, right: Start | null): boolean =>
  JSON.stringify(left) === JSON.stringify(right)
