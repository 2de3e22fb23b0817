import { singleTables } from '../case/release-name.ts'
import type { PolicyName, ReleaseRecord } from '../disclosure/index.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { Draft } from './draft.ts'
import type { Published } from './editions.ts'
import { type Releasing, registerAndWrite } from './register.ts'

/** Everything that a record reveals, without its id. */
const toldBy = ({ cutOff, policy, cells }: ReleaseRecord): string =>
  JSON.stringify([
    cutOff,
    policy.name,
    cells
      .map(({ measure, at, status, shown }) =>
        JSON.stringify([measure, Object.entries(at).sort(), status, shown]),
      )
      .sort(),
  ])

/**
 * Registers the tables of a draft before one of them is released by itself, so that later editions and tables are protected together with
 * it. All tables are registered, because they were protected together and a user who takes one may take the others. So the register holds
 * them once for each state of the counts, under one policy.
 * @param draft made and used in one turn of the case (`inTurn`)
 * @param file the name and SHA-256 of what is released
 * @throws ExpectedError as `registerAndWrite`
 */
export async function registerTables(
  releasing: Releasing,
  draft: Draft,
  { policy, file }: { readonly policy: PolicyName; readonly file: { file: string; sha256: string } },
  progress: JobProgress,
): Promise<void> {
  const { outcome } = draft.protectedFigures
  if (outcome.outcome !== 'released') throw new Error('Refused tables cannot be registered')
  const told = toldBy(outcome.record)
  if (draft.state.released.some(({ published }) => toldBy(published.record) === told)) return
  const releasedAt = new Date()
  const published: Published = {
    record: { ...outcome.record, releaseId: `tables of ${releasedAt.toISOString()}` },
    figures: Object.fromEntries(draft.figures),
  }
  await registerAndWrite(
    releasing,
    {
      edition: singleTables,
      releasedAt,
      person: releasing.session.person,
      role: releasing.session.role,
      recipient: 'whoever took them',
      why: 'a single table was taken out',
      policy,
      cutOff: draft.document.cutOff,
      dataVersion: draft.document.dataVersion,
      files: JSON.stringify([file]),
      published: JSON.stringify(published),
      logHead: draft.document.logHead,
      folder: null,
    },
    [],
    progress,
  )
}
