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
}

export type SystemCell = { reference: CellReference; place: CellPlace }
