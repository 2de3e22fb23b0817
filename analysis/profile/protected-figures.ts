import type { OpenCase } from '../case/open-case.ts'
import { type PolicyName, type ProtectedRelease, policies, type RefusedRelease } from '../disclosure/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { countCells } from './count-cells.ts'
import type { CountTable } from './count-table.ts'
import { countTables } from './count-tables.ts'
import { type EditorialState, earlierRecords } from './editions.ts'
import { otherPolicyWords } from './other-policy.ts'
import { contentOf, isAllowed, protectTables } from './protect-tables.ts'
import { type SourceState, sourceStates } from './queries-coverage.ts'
import { type ProfileScope, readScope } from './scope.ts'

/** The figures of a profile after disclosure control, or why they cannot be released. */
export interface ProtectedFigures {
  readonly scope: ProfileScope
  readonly sources: readonly SourceState[]
  readonly tables: readonly CountTable[]
  readonly outcome: ProtectedRelease | RefusedRelease
  /** Why nothing may be released, if an edition under another policy is the reason. */
  readonly otherPolicy: string | null
}

const kept = new WeakMap<OpenCase, { key: string; figures: ProtectedFigures }>()

/** The state of the case in which figures were counted: any import, decision or new run changes it, even if all counts stay the same. */
const stateOf = (scope: ProfileScope): string =>
  `${scope.to || 'empty'} data ${scope.dataVersion} lines ${scope.linesRun ?? 0} wash ${scope.linkageRun ?? 0}`

/** Counts and protects all tables; for an unchanged case the earlier result is used. */
export async function protectedFigures(
  current: OpenCase,
  policyName: PolicyName,
  state: EditorialState,
  progress: JobProgress,
): Promise<ProtectedFigures> {
  progress.step('Reading what the case holds')
  const scope = await readScope(current, progress.signal)
  const left = state.released.map(({ releaseId, releasedAt }) => [releaseId, releasedAt])
  const key = JSON.stringify([stateOf(scope), policyName, left])
  const before = kept.get(current)
  if (before?.key === key) return before.figures
  const policy = policies[policyName]
  const all = countTables(scope)
  const tables = all.filter((table) => isAllowed(table, policy))
  const { case_id: caseId = '' } = await current.meta()
  const { counted, sources } = await current.database.read(
    wholeSight,
    progress.signal,
    async (connection) => ({
      counted: await countCells(connection, all, progress),
      sources: await connection.all(sourceStates(scope)),
    }),
  )
  progress.step('Protecting the counts, then attacking them')
  const protection = await protectTables(
    counted,
    policy,
    caseId,
    earlierRecords(state),
    `edition ${state.editions.length + 1}`,
  )
  const cutOff = () => contentOf(counted, caseId).cutOff
  const otherPolicy = otherPolicyWords(protection, policyName, state, cutOff)
  const outcome: ProtectedFigures['outcome'] =
    otherPolicy && protection.outcome === 'released'
      ? { outcome: 'refused', code: 'RELEASE_REFUSED', reasons: [], audit: [] }
      : protection
  const figures = { scope, sources, tables, outcome, otherPolicy }
  kept.set(current, { key, figures })
  return figures
}
