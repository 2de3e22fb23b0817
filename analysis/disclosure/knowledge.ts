import { type Policy, roundToBase } from './policies.ts'
import type { CellStatus, PublishedCell } from './release-types.ts'

export type Range = { lower: number; upper: number }
export type PolicyRules = Pick<Policy, 'threshold' | 'roundingBase' | 'suppressesZeros'>

export const anyCount: Range = { lower: 0, upper: Number.POSITIVE_INFINITY }

/**
 * What a reader knows of one count from its cell and the document's own notes: the rounding interval of a
 * number (which is never below the threshold), 1 to threshold - 1 for the primary symbol, any number, zero
 * included, for the secondary symbol.
 */
export function knownRange(cell: Pick<PublishedCell, 'status' | 'shown'>, rules: PolicyRules): Range {
  const smallest = rules.suppressesZeros ? 0 : 1
  if (cell.status === 'zero' || cell.status === 'structural-zero') return { lower: 0, upper: 0 }
  if (cell.status === 'primary') return { lower: smallest, upper: rules.threshold - 1 }
  if (cell.status === 'secondary') return anyCount
  const below = Math.floor(rules.roundingBase / 2)
  const lowest = cell.shown! - below
  return { lower: Math.max(lowest, rules.threshold), upper: lowest + rules.roundingBase - 1 }
}

/** The values that must all stay possible for a small count. */
export function protectedValues(rules: PolicyRules): number[] {
  const smallest = rules.suppressesZeros ? 0 : 1
  return Array.from({ length: rules.threshold - smallest }, (_, index) => smallest + index)
}

export function intersect(a: Range, b: Range): Range {
  return { lower: Math.max(a.lower, b.lower), upper: Math.min(a.upper, b.upper) }
}

export function isSuppressed(status: CellStatus): boolean {
  return status === 'primary' || status === 'secondary'
}

/** How a count is shown before any secondary suppression. */
export function firstStatus(value: number, isStructural: boolean, rules: PolicyRules): CellStatus {
  if (isStructural) return 'structural-zero'
  if (value === 0) return rules.suppressesZeros ? 'primary' : 'zero'
  return value < rules.threshold ? 'primary' : 'published'
}

export function shownValue(value: number, status: CellStatus, rules: PolicyRules): number | null {
  if (isSuppressed(status)) return null
  return status === 'published' ? roundToBase(value, rules.roundingBase) : 0
}
