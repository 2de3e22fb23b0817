import type { ComparedField } from './comparison-levels.ts'

export type Levels = Partial<Record<ComparedField, number>>

/** One deterministic rule over the levels of a pair. The first that fits in the order of the list names the pair. */
export interface LinkageRule {
  rule: string
  /** For the analyst: why two records are one person. */
  words: string
  /** Why the rule seldom errs, and where it would. */
  precision: string
  /** Strongest first; 100 is the best. Only the order matters. */
  strength: number
  state: 'linked' | 'review'
  /** Levels that must be reached; of `anyOf` one set must be. */
  needs: Levels
  anyOf?: readonly Levels[]
  /** Fields that may be missing but must not disagree. */
  notDifferent?: readonly ComparedField[]
  /** Fields that one of the two records must lack. */
  missing?: readonly ComparedField[]
  /** Of these fields at most one may disagree. */
  atMostOneDifferent?: readonly ComparedField[]
}
