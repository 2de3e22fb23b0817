import { basename } from 'node:path'
import type { CaseDescription, CaseNotice, Session } from '../contract/index.ts'
import { schemaVersion } from './migrations/index.ts'
import {
  caseCounts,
  caseDays,
  communicationDays,
  dataVersion,
  latestRun,
  peopleCounts,
} from './queries-case.ts'
import type { CaseStore, Reader } from './store.ts'

/**
 * Describes the open case for the user.
 * @param sees as whom people, their records and the days of the case are counted; as they are stored if absent
 */
export async function describeCase(
  path: string,
  database: CaseStore,
  meta: Readonly<Record<string, string>>,
  notices: CaseNotice[],
  session: Session,
  sees?: { readonly people: Reader; readonly days: Reader },
): Promise<CaseDescription> {
  const ofPeople =
    sees && (await database.read(sees.people, undefined, (connection) => connection.one(peopleCounts())))
  const daysSeen = () =>
    sees && database.read(sees.days, undefined, (connection) => connection.one(caseDays()))
  return database.readAsStored(undefined, async (connection) => {
    const counts = await connection.one(caseCounts())
    const calls = await connection.one(communicationDays())
    const days = calls?.first_day ? calls : await (daysSeen() ?? connection.one(caseDays()))
    const version = (await connection.one(dataVersion()))?.version ?? 0
    const wash = await connection.one(latestRun('wash'))
    const lines = await connection.one(latestRun('lines'))
    return {
      caseId: meta.case_id ?? '',
      name: meta.name ?? basename(path),
      path: path,
      marking: meta.marking ?? 'OFFICIAL-SENSITIVE',
      synthetic: meta.synthetic === 'true',
      encrypted: false,
      policy: meta.policy === 'strict' ? 'strict' : 'open',
      createdAt: meta.created_at ?? new Date(0).toISOString(),
      schemaVersion,
      dataVersion: version,
      days: days?.first_day && days.last_day ? { from: days.first_day, to: days.last_day } : null,
      counts: {
        files: counts?.files ?? 0,
        communications: counts?.communications ?? 0,
        records: (ofPeople ?? counts)?.records ?? 0,
        persons: (ofPeople ?? counts)?.persons ?? 0,
        lines: counts?.lines ?? 0,
        linesAccepted: counts?.lines_accepted ?? 0,
        forReview: (ofPeople ?? counts)?.for_review ?? 0,
      },
      runs: { wash: wash?.run_id ?? null, lines: lines?.run_id ?? null },
      fresh: { wash: wash?.data_version === version, lines: lines?.data_version === version },
      notices,
      session,
    }
  })
}
