import type { CellPlace } from './cell-keys.ts'
import type { CellReference } from './release-types.ts'

export type SystemRow = { columns: number[]; factors: number[]; lower: number; upper: number }

/** A count that no table lists and that a reader gets by subtracting published counts. */
export type ImpliedCount = {
  key: string
  column: number
  reference: CellReference
  /** `larger` less all of `parts`; null where the parts that are listed do not give it. */
  worth: { larger: string; parts: string[] } | null
  words: string
}

/** Whole, non-negative unknowns and the sums between them: all that holds whatever is published. */
export type AttackSystem = {
  columnCount: number
  rows: SystemRow[]
  columnOf: Map<string, number>
  implied: ImpliedCount[]
  blocks: SystemBlock[]
}

/** Counts that only sums among themselves tie together, with the unknowns that were made for them: `count` of them from `first`. */
export type SystemBlock = {
  /** Equal where the same counts are tied by the same sums. */
  signature: string
  keys: string[]
  first: number
  count: number
}

export type SystemCell = { reference: CellReference; place: CellPlace }
