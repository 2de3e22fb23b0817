import type { OpenCase } from '../case/open-case.ts'
import { role } from '../contract/index.ts'
import { type IdentifierIndex, type PolicyName, searchText } from '../disclosure/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { type Sight, sightOf, wholeSight } from '../visibility/source-kinds.ts'
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

const kept = new WeakMap<OpenCase, Map<string, { dataVersion: number; index: IdentifierIndex }>>()

async function identifiersOf(
  current: OpenCase,
  sight: Sight,
  dataVersion: number,
  signal: AbortSignal,
): Promise<IdentifierIndex> {
  const bySight = kept.get(current) ?? new Map<string, { dataVersion: number; index: IdentifierIndex }>()
  kept.set(current, bySight)
  const before = bySight.get(sight.name)
  if (before?.dataVersion === dataVersion) return before.index
  const index = await current.database.read(sight, signal, identifiersOfCase)
  bySight.set(sight.name, { dataVersion, index })
  return index
}

const foundIn = (text: string, index: IdentifierIndex): number => {
  const { findings, wordsToConfirm } = searchText(text, index)
  return findings.length + wordsToConfirm.length
}

/** Leaves out texts by other users with identifiers that `index` lacks: the reader of the draft may not see them. */
function withoutWithheldEdits(
  state: EditorialState,
  sight: Sight,
  index: IdentifierIndex,
  whole: IdentifierIndex,
): EditorialState {
  const isOwn = (paragraphId: string) => {
    const writer = role.safeParse(state.writers.get(paragraphId))
    return writer.success && sightOf(writer.data).name === sight.name
  }
  const edits = [...state.edits].filter(
    ([paragraphId, text]) => isOwn(paragraphId) || foundIn(text, whole) === foundIn(text, index),
  )
  return { ...state, edits: new Map(edits) }
}

/**
 * The document as it would be released now, with its checks. `document` holds only protected values.
 * @param sight the sight for reading and searching edited words. The checks reveal no identifier outside it, so only a draft
 *   made with `wholeSight` may be released
 * @throws CancelledError
 */
export async function makeDraft(
  current: OpenCase,
  policy: PolicyName,
  progress: JobProgress,
  sight: Sight = wholeSight,
): Promise<Draft> {
  const whole = await readEditorialState(current, progress.signal)
  const figures = await protectedFigures(current, policy, whole, progress)
  progress.step('Reading identifiers to search for')
  const { dataVersion } = figures.scope
  const index = await identifiersOf(current, sight, dataVersion, progress.signal)
  const state =
    sight === wholeSight || whole.edits.size === 0
      ? whole
      : withoutWithheldEdits(
          whole,
          sight,
          index,
          await identifiersOf(current, wholeSight, dataVersion, progress.signal),
        )
  progress.step('Writing and checking')
  const built = buildDocument(figures, policy, state, await current.log.head())
  return {
    ...checkDocument(built, state, index, figures),
    protectedFigures: figures,
    state,
    index,
  }
}
