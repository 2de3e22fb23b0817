import type { OpenCase } from '../case/open-case.ts'
import type { IdentifierIndex, PolicyName } from '../disclosure/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { buildDocument } from './build-document.ts'
import { type CheckedDocument, checkDocument } from './check-document.ts'
import { type EditorialState, readEditorialState } from './editions.ts'
import { identifiersOfCase } from './identifiers.ts'
import { type ProtectedFigures, protectedFigures } from './protected-figures.ts'

export interface Draft extends CheckedDocument {
  readonly protectedFigures: ProtectedFigures
  readonly state: EditorialState
  readonly index: IdentifierIndex
}

const kept = new WeakMap<OpenCase, { dataVersion: number; index: IdentifierIndex }>()

async function identifiersOf(
  current: OpenCase,
  dataVersion: number,
  signal: AbortSignal,
): Promise<IdentifierIndex> {
  const before = kept.get(current)
  if (before?.dataVersion === dataVersion) return before.index
  const index = await current.database.read(wholeSight, signal, identifiersOfCase)
  kept.set(current, { dataVersion, index })
  return index
}

/**
 * The document as it would leave now, with its checks. Only protected values are in `document`.
 * @throws CancelledError
 */
export async function makeDraft(
  current: OpenCase,
  policy: PolicyName,
  progress: JobProgress,
): Promise<Draft> {
  const state = await readEditorialState(current, progress.signal)
  const figures = await protectedFigures(current, policy, state, progress)
  progress.step('Reading identifiers to search for')
  const index = await identifiersOf(current, figures.scope.dataVersion, progress.signal)
  progress.step('Writing and checking')
  const built = buildDocument(figures, policy, state, await current.log.head())
  return {
    ...checkDocument(built, state, index, figures),
    protectedFigures: figures,
    state,
    index,
  }
}
