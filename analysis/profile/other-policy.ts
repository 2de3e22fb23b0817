import { singleTables } from '../case/release-name.ts'
import type { PolicyName, ProtectedRelease, RefusedRelease } from '../disclosure/index.ts'
import type { EditorialState } from './editions.ts'
import { dayWords } from './months.ts'
import { policyTitle } from './words.ts'

/**
 * Why a release is refused because of another policy, in one sentence. Equal data are refused even where each count by itself could be
 * protected: what two policies say of the same counts is not weighed against all that a reader can do with it.
 * @param cutOff the content of the data now
 * @returns null if no release under another policy is the reason
 */
export function otherPolicyWords(
  outcome: ProtectedRelease | RefusedRelease,
  policy: PolicyName,
  { released }: EditorialState,
  cutOff: () => string,
): string | null {
  const others = released.filter((edition) => edition.policy !== policy)
  if (others.length === 0) return null
  const now = cutOff()
  const equal = others.filter(({ published }) => published.record.cutOff === now).at(-1)
  const isTold =
    outcome.outcome === 'refused' && outcome.reasons.some(({ reason }) => reason === 'CELL_ALREADY_PUBLISHED')
  const edition = equal ?? others.at(-1)
  if (!edition || !(isTold || equal)) return null
  const what = equal ? 'The same data' : 'Some of the same counts'
  const title = edition.policy === 'strict' ? 'the strict policy' : policyTitle(edition.policy)
  const how =
    edition.edition === singleTables
      ? 'left in a single table'
      : `were released as edition ${edition.edition}`
  return `${what} ${how} under ${title} on ${dayWords(edition.releasedAt.slice(0, 10))}. Under another policy the two together could tell what each hides. Release under ${title}, or add data first.`
}
