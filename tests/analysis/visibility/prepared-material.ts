import type { PlantedSources } from './planted-sources.ts'

/** Inputs of one question; `late` ones change what the others answer and are asked after all of these. */
export interface Prepared {
  readonly inputs: readonly unknown[]
  readonly late?: boolean
}

export interface KnownToAll {
  readonly persons: readonly string[]
  readonly pairKeys: readonly string[]
  readonly figures: readonly string[]
}

/** What the questions are put together from. */
export interface Material {
  readonly given: PlantedSources
  readonly known: KnownToAll
  readonly path: (name: string) => { path: string }
  readonly numbers: readonly string[]
  readonly cells: readonly string[]
  readonly kinds: readonly string[]
  readonly persons: readonly { person: string }[]
  readonly fileIds: readonly number[]
  readonly lateFile: string
}
