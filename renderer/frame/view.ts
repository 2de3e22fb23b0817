import type { ComponentType } from 'react'
import type { CaseDescription, Role } from '../../analysis/contract/index.ts'
import type { Job } from '../state/jobs.ts'
import { analysts } from '../state/narrowing.ts'

/** What a view draws with. Each `views/<job>/index.tsx` exports both. */
export interface ViewParts {
  readonly Canvas: ComponentType
  readonly Inspector: ComponentType
}

/** What the frame knows of a view before it is opened. Each `views/<job>/view.ts` exports one as `view`. */
export interface View {
  readonly job: Job
  /** Loads what the view draws with. */
  readonly parts: () => Promise<ViewParts>
  /** It brings a large library, and is loaded only when it is opened. */
  readonly isLarge?: boolean
  readonly timeline: 'open' | 'folded'
  /** How to read it, in one paragraph. */
  readonly help: string
  /** The number beside the job in the rail. */
  readonly count?: (description: CaseDescription) => number
  /** What waits for the analyst, on solid marker. */
  readonly waiting?: (description: CaseDescription) => number
}

export interface JobEntry {
  readonly job: Job
  readonly words: string
  readonly group: 'Gather' | 'Understand' | 'Act' | 'Tell'
  /** The roles that the engine answers here; left out where it answers all. */
  readonly seenBy?: readonly Role[]
}

const analystsAndLead: readonly Role[] = [...analysts, 'lead']

export const jobEntries: readonly JobEntry[] = [
  { job: 'sources', words: 'Sources', group: 'Gather', seenBy: analysts },
  { job: 'people', words: 'People', group: 'Gather', seenBy: analystsAndLead },
  { job: 'lines', words: 'Lines', group: 'Understand', seenBy: analysts },
  { job: 'network', words: 'Network', group: 'Understand', seenBy: analysts },
  { job: 'map', words: 'Map', group: 'Understand' },
  { job: 'journeys', words: 'Journeys', group: 'Understand', seenBy: analystsAndLead },
  { job: 'warnings', words: 'Warnings', group: 'Act' },
  { job: 'operations', words: 'Operations', group: 'Act' },
  { job: 'profile', words: 'Profile', group: 'Tell' },
  { job: 'audit', words: 'Audit', group: 'Tell', seenBy: ['hub'] },
]

export const groups = ['Gather', 'Understand', 'Act', 'Tell'] as const

export interface RailEntry extends JobEntry {
  readonly digit: string
  readonly view: View
}

/** The jobs that have a view, in the rail's order; a job without one is absent. */
export const railEntries = (views: readonly View[]): RailEntry[] => {
  const built = jobEntries.flatMap((entry) => {
    const view = views.find((candidate) => candidate.job === entry.job)
    return view ? [{ ...entry, view }] : []
  })
  return built.map((entry, index) => ({ ...entry, digit: String((index + 1) % 10) }))
}

export const isSeenBy = (entry: Pick<JobEntry, 'seenBy'>, role: Role): boolean =>
  entry.seenBy?.includes(role) ?? true
