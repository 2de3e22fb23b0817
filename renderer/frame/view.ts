import type { ComponentType } from 'react'
import { type CaseDescription, capabilities, type Role } from '../../analysis/contract/index.ts'
import type { ViewName } from '../state/view-names.ts'

/** What a view draws with. Each `views/<name>/index.tsx` exports both. */
export interface ViewParts {
  readonly Canvas: ComponentType
  readonly Inspector: ComponentType
}

/** What the frame knows of a view before it is opened. Each `views/<name>/view.ts` exports one as `view`. */
export interface View {
  readonly name: ViewName
  /** Loads what the view draws with. */
  readonly parts: () => Promise<ViewParts>
  /** It brings a large library, and is loaded only when it is opened. */
  readonly isLarge?: boolean
  readonly timeline: 'open' | 'folded'
  /** How to read it, in one paragraph. */
  readonly help: string
  /** The number beside its name in the rail. */
  readonly count?: (description: CaseDescription) => number
  /** What waits for the analyst, on solid marker. */
  readonly waiting?: (description: CaseDescription) => number
}

export interface ViewEntry {
  readonly name: ViewName
  readonly words: string
  readonly group: 'Gather' | 'Understand' | 'Act' | 'Tell'
  /** The roles that the engine answers here; left out where it answers all. */
  readonly seenBy?: readonly Role[]
}

const { asksAsAnalyst, readsCounts, readsLog } = capabilities

export const viewEntries: readonly ViewEntry[] = [
  { name: 'sources', words: 'Sources', group: 'Gather', seenBy: asksAsAnalyst },
  { name: 'people', words: 'People', group: 'Gather', seenBy: readsCounts },
  { name: 'lines', words: 'Lines', group: 'Understand', seenBy: asksAsAnalyst },
  { name: 'network', words: 'Network', group: 'Understand', seenBy: asksAsAnalyst },
  { name: 'map', words: 'Map', group: 'Understand' },
  { name: 'journeys', words: 'Journeys', group: 'Understand', seenBy: readsCounts },
  { name: 'warnings', words: 'Warnings', group: 'Act' },
  { name: 'operations', words: 'Operations', group: 'Act' },
  { name: 'profile', words: 'Profile', group: 'Tell' },
  { name: 'audit', words: 'Audit', group: 'Tell', seenBy: readsLog },
]

export const groups = ['Gather', 'Understand', 'Act', 'Tell'] as const

export interface RailEntry extends ViewEntry {
  readonly digit: string
  readonly view: View
}

/** The views that there are, in the rail's order. */
export const railEntries = (views: readonly View[]): RailEntry[] => {
  const built = viewEntries.flatMap((entry) => {
    const view = views.find((candidate) => candidate.name === entry.name)
    return view ? [{ ...entry, view }] : []
  })
  return built.map((entry, index) => ({ ...entry, digit: String((index + 1) % 10) }))
}

export const isSeenBy = (entry: Pick<ViewEntry, 'seenBy'>, role: Role): boolean =>
  entry.seenBy?.includes(role) ?? true
