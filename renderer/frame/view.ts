import type { ComponentType } from 'react'
import type { CaseDescription } from '../../analysis/contract/index.ts'
import type { Job } from '../state/jobs.ts'

/** What a view gives the frame. Each `views/<job>/index.tsx` exports one as `view`. */
export interface View {
  readonly job: Job
  readonly Canvas: ComponentType
  /** Left out where nothing is inspected. */
  readonly Inspector?: ComponentType
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
}

const jobEntries: readonly JobEntry[] = [
  { job: 'sources', words: 'Sources', group: 'Gather' },
  { job: 'people', words: 'People', group: 'Gather' },
  { job: 'lines', words: 'Lines', group: 'Understand' },
  { job: 'network', words: 'Network', group: 'Understand' },
  { job: 'map', words: 'Map', group: 'Understand' },
  { job: 'journeys', words: 'Journeys', group: 'Understand' },
  { job: 'warnings', words: 'Warnings', group: 'Act' },
  { job: 'operations', words: 'Operations', group: 'Act' },
  { job: 'profile', words: 'Profile', group: 'Tell' },
  { job: 'audit', words: 'Audit', group: 'Tell' },
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
