import type { JourneyStep } from '../contract/index.ts'

export const tests = ['positive', 'negative', 'none'] as const
export const stages = [
  'already',
  'within-28',
  'within-90',
  'later',
  'not-within-90',
  'not-yet-28',
  'not-yet-90',
] as const

export type Test = (typeof tests)[number]
export type Stage = (typeof stages)[number]

export interface StepDefinition {
  readonly step: JourneyStep
  readonly words: string
  readonly of: JourneyStep | null
  readonly tests: readonly Test[]
  readonly stages: readonly Stage[]
  /** Stages of people who could have taken the step and were observed long enough. */
  readonly outOf: readonly Stage[]
  /** Stages of people whose time has not run out. */
  readonly notYet: readonly Stage[]
  readonly completedOnly?: boolean
}

const begun: readonly Stage[] = ['within-28', 'within-90', 'later']

export const stepDefinitions: readonly StepDefinition[] = [
  {
    step: 'arrested',
    words: 'Arrested',
    of: null,
    tests,
    stages,
    outOf: stages,
    notYet: [],
  },
  {
    step: 'tested',
    words: 'Drug test completed, from the day before to three days after',
    of: 'arrested',
    tests: ['positive', 'negative'],
    stages,
    outOf: stages,
    notYet: [],
  },
  {
    step: 'positive',
    words: 'Tested positive',
    of: 'tested',
    tests: ['positive'],
    stages,
    outOf: stages,
    notYet: [],
  },
  {
    step: 'already-in-treatment',
    words: 'Already in treatment when arrested',
    of: 'positive',
    tests: ['positive'],
    stages: ['already'],
    outOf: stages,
    notYet: [],
  },
  {
    step: 'within-28-days',
    words: 'Began treatment within 28 days',
    of: 'positive',
    tests: ['positive'],
    stages: ['within-28'],
    outOf: [...begun, 'not-within-90', 'not-yet-90'],
    notYet: ['not-yet-28'],
  },
  {
    step: 'within-90-days',
    words: 'Began treatment within 90 days',
    of: 'positive',
    tests: ['positive'],
    stages: ['within-28', 'within-90'],
    outOf: [...begun, 'not-within-90'],
    notYet: ['not-yet-28', 'not-yet-90'],
  },
  {
    step: 'completed',
    words: 'Completed the treatment that they began',
    of: 'within-90-days',
    tests: ['positive'],
    stages: ['within-28', 'within-90'],
    outOf: ['within-28', 'within-90'],
    notYet: [],
    completedOnly: true,
  },
]
