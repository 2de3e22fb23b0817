import {
  capabilities,
  type Funnel,
  may,
  type ProfileTable,
  type ReleasedTable,
  type Role,
  type TableCell,
} from '../contract/index.ts'
import type { TableContent } from '../exports/identifying.ts'
import { arrestToTreatment } from '../journeys/arrest-to-treatment.ts'
import { type AreaCounts, countAreas } from '../places/area-counts.ts'
import { ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { policyFor } from '../profile/case-policy.ts'
import { makeDraft } from '../profile/draft.ts'
import { cellWords } from '../profile/formats/document-words.ts'
import type { Releasing } from '../profile/register.ts'
import { registerTables } from '../profile/register-tables.ts'
import { refuseUndeclared, sightOf, wholeSight } from '../visibility/source-kinds.ts'

interface ReleasedRows extends TableContent {
  readonly title: string
  /** By which they were protected. */
  readonly policy: string
  /** Registers the table by its digest before it is handed over; absent for tables that the register does not hold. */
  readonly register?: (sha256: string) => Promise<void>
}

const notShown = 'not shown'
const shown = (count: number | null): TableCell => count ?? notShown

function refuse(reason: string): never {
  throw new ExpectedError('RELEASE_REFUSED', { detail: reason, remedy: 'Ask an analyst for wider areas.' })
}

/** Rows by area and month, protected. */
function areaRows(counts: AreaCounts): ReleasedRows {
  if (counts.refused) refuse(counts.refused)
  const months = counts.areas[0]?.months.map(({ month }) => month) ?? []
  const hasRates = counts.rateWords !== null
  return {
    title: `${counts.title} by area`,
    policy: counts.policy,
    columns: ['Area', 'All months', ...(hasRates ? ['Rate', 'Residents'] : []), ...months],
    rows: counts.areas.map((area) => [
      area.area,
      shown(area.rows),
      ...(hasRates ? [area.rate, area.population] : []),
      ...months.map((month) => shown(area.months.find((one) => one.month === month)?.rows ?? null)),
    ]),
  }
}

/** The steps from arrest to treatment, protected. */
const stepRows = (funnel: Funnel): ReleasedRows => ({
  title: 'From arrest to treatment',
  policy: funnel.policy ?? 'none',
  columns: ['Step', 'People', 'Of', 'Too early to say'],
  rows: funnel.steps.map((step) => [
    step.words,
    shown(step.people),
    shown(step.ofPeople),
    shown(step.notYet),
  ]),
})

/** A table of the profile, with the words of the profile for what is not shown. */
const profileRows = (table: ProfileTable, policy: string): ReleasedRows => ({
  title: table.title,
  policy,
  columns: ['', ...table.columns],
  rows: table.rows.map((row) => [
    row.label,
    ...row.cells.map((cell) => (typeof cell === 'number' ? cell : cellWords(cell))),
  ]),
})

/**
 * A table of the draft. All tables of one state of the case come from one proof. The release is registered, so that later ones are
 * protected together with it.
 * @throws ExpectedError `RELEASE_REFUSED`, `FIGURE_NOT_FOUND`
 */
async function tableOfProfile(
  releasing: Releasing,
  of: Extract<ReleasedTable, { table: 'profile' }>,
  progress: JobProgress,
): Promise<ReleasedRows> {
  const { current, session } = releasing
  const policy = await policyFor(current, session.role, of.policy, progress.signal)
  const draft = await makeDraft(current, policy, progress, sightOf(session.role))
  throwIfCancelled(progress.signal)
  if (draft.refusals.length > 0)
    refuse(may(session.role, 'edits') ? draft.refusals.join(' ') : 'the counts cannot be protected together')
  const table = draft.document.sections
    .flatMap((section) => section.tables)
    .find(({ tableId }) => tableId === of.tableId)
  if (!table)
    throw new ExpectedError('FIGURE_NOT_FOUND', {
      subject: of.tableId,
      remedy: 'Draft the profile again.',
    })
  return {
    ...profileRows(table, policy),
    register: (sha256) =>
      registerTables(releasing, draft, { policy, file: { file: of.tableId, sha256 } }, progress),
  }
}

const mayTake: Readonly<Record<ReleasedTable['table'], readonly Role[]>> = {
  areas: capabilities.exportsAnonymised,
  journeys: capabilities.readsCounts,
  profile: capabilities.readsCounts,
}

/**
 * Counts a released table again through disclosure control, independently of what the window shows. Tables of the profile take
 * turns with other releases of the case.
 * @throws ExpectedError `ROLE_FORBIDDEN` for a table that the role does not see, `RELEASE_REFUSED` where the counts cannot be protected
 */
export async function releasedRows(
  releasing: Releasing,
  of: ReleasedTable,
  progress: JobProgress,
): Promise<ReleasedRows> {
  const { role } = releasing.session
  if (!mayTake[of.table].includes(role))
    throw new ExpectedError('ROLE_FORBIDDEN', {
      subject: of.table,
      detail: `the role "${role}" does not see this table`,
      remedy: 'Ask an analyst for a finished profile.',
    })
  const { database } = releasing.current
  if (of.table === 'areas') {
    refuseUndeclared(role, of.of, 'areas')
    return areaRows(await countAreas(database, of.of, progress.signal))
  }
  if (of.table === 'journeys')
    return stepRows(
      await database.read(wholeSight, progress.signal, (connection) =>
        arrestToTreatment(connection, role, { protect: true }),
      ),
    )
  return tableOfProfile(releasing, of, progress)
}
