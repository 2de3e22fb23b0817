import { readAreaNames } from '../case/queries-districts.ts'
import type { Connection } from '../case/store.ts'
import type { Cohorts, Role, Table } from '../contract/index.ts'
import { policies } from '../disclosure/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { chosenCell } from '../visibility/queries-chosen.ts'
import { type Sight, seesTreatment, sightOf, wholeSight } from '../visibility/source-kinds.ts'
import { groupOf } from './group-words.ts'
import { exactGroups, protectedGroups } from './protect-groups.ts'
import {
  groupCounts,
  groupFacts,
  type PopulationScope,
  peopleTable,
  type TableFilter,
} from './queries-persons.ts'
import { lastDay, lineName, newestRuns } from './queries-runs.ts'

export interface Runs {
  linkage_run: number | null
  lines_run: number | null
}

export async function runsOf(connection: Connection): Promise<Runs> {
  return (await connection.one(newestRuns())) ?? { linkage_run: null, lines_run: null }
}

/** The day that a question without one means: the last on which anything happened. */
export async function dayOf(connection: Connection, at: string | undefined): Promise<string> {
  if (at) return at
  const last = await connection.one(lastDay())
  return last?.day ?? new Date().toISOString().slice(0, 10)
}

/** The last day of the month of a day. */
export const monthEnd = (day: string): string => {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

async function nameOf(connection: Connection, runs: Runs, lineId: string): Promise<string> {
  const line = await connection.one(lineName(runs.lines_run, lineId))
  if (line) return line.name
  throw new ExpectedError('LINE_NOT_FOUND', {
    subject: lineId,
    remedy: 'Find lines again, or choose one from the list.',
  })
}

/** Who is asked about: a line's customers or all lines', by a day, or seen on the days of a range, or in a cell. */
interface PopulationAsked {
  lineId?: string | undefined
  /** By default the last day of the range, else of the case. */
  at?: string | undefined
  range?: { from: string; to: string } | undefined
  cell?: string | undefined
}

const writtenDays = (from: string | null, at: string): string =>
  from === null ? `by ${at}` : `seen ${from} to ${at}`

async function scopeFor(
  connection: Connection,
  role: Role,
  asked: PopulationAsked,
): Promise<{ scope: PopulationScope; runs: Runs }> {
  if (asked.range && asked.range.from > asked.range.to)
    throw new ExpectedError('INPUT_INVALID', { subject: 'range', detail: 'it ends before it begins' })
  const runs = await runsOf(connection)
  return {
    runs,
    scope: {
      linkageRun: runs.linkage_run,
      linesRun: runs.lines_run,
      lineId: asked.lineId ?? null,
      at: await dayOf(connection, asked.at ?? asked.range?.to),
      from: asked.range?.from ?? null,
      cell: chosenCell(asked.cell),
      seesGroups: seesTreatment(role),
      areaNames: await readAreaNames(connection),
    },
  }
}

/** Counts that disclosure control protects are of the whole case, whoever asks; exact ones of what the role may see. */
export const sightOfGroups = (role: Role, { protect }: { protect?: boolean }): Sight =>
  seesTreatment(role) && !protect ? sightOf(role) : wholeSight

/**
 * The four groups among the customers of one line, or of all accepted lines of the newest search, at a day (by default the last
 * of the case); people are counted once however many numbers they have. `hub` and `health` get exact counts, also of those seen in a
 * range or a cell, unless they ask for them as they may leave; other roles get them through disclosure control (policy `ndtms`), at the
 * end of the month only, so that two days, ranges or cells cannot be subtracted.
 * @param connection of `sightOfGroups`
 * @throws ExpectedError `LINE_NOT_FOUND`; `ROLE_FORBIDDEN` for a range or a cell under disclosure control
 */
export async function countGroups(
  connection: Connection,
  role: Role,
  input: PopulationAsked & { protect?: boolean },
): Promise<Cohorts> {
  const isExact = seesTreatment(role) && !input.protect
  if (!isExact && (input.range || input.cell))
    throw new ExpectedError('ROLE_FORBIDDEN', {
      subject: 'people.groups',
      detail: 'counts under disclosure control are by line and month, never of a range or a cell',
      remedy: 'Ask without them.',
    })
  const { scope: asked, runs } = await scopeFor(connection, role, input)
  const scope = {
    ...asked,
    at: seesTreatment(role) ? asked.at : monthEnd(asked.at),
    seesGroups: true,
  }
  const { at, lineId } = scope
  const whose = lineId ? await nameOf(connection, runs, lineId) : 'all accepted lines'
  const where = scope.cell === null ? '' : ', in the chosen cell'
  const population = `Customers of ${whose} ${writtenDays(scope.from, at)}${where}`
  const rows = await connection.all(groupCounts(scope))
  if (isExact) {
    return {
      at,
      lineId,
      population,
      groups: exactGroups(rows),
      suppressed: { primary: 0, secondary: 0 },
      policy: null,
    }
  }
  const { groups, suppressed } = await protectedGroups(rows, policies.ndtms, at, {
    knowsWho: !seesTreatment(role),
    isOfLine: lineId !== null,
  })
  return { at, lineId, population, groups, suppressed, policy: policies.ndtms.name }
}

/**
 * People and unattributed numbers as rows. Roles that may not see treatment get no group of a person, and people whom only
 * treatment or programme records name appear, if at all, as numbers without a person. In a range, customers in contact with their line on
 * its days, and of everybody those with a record or a number in use on them; in a cell, whom a record or a number's own cell site places there.
 * @throws ExpectedError `ROLE_FORBIDDEN` when such a role filters by group; `LINE_NOT_FOUND`
 */
export async function tableOfPeople(
  connection: Connection,
  role: Role,
  input: PopulationAsked & Partial<TableFilter>,
): Promise<Table> {
  const group = input.group ?? null
  if (group && group !== 'unattributed' && !seesTreatment(role)) {
    throw new ExpectedError('ROLE_FORBIDDEN', {
      subject: 'people.table',
      detail: `the role "${role}" may not see which people are in which group`,
      remedy: 'Counts by group are in the groups question, under disclosure control.',
    })
  }
  const { scope, runs } = await scopeFor(connection, role, input)
  if (input.lineId) await nameOf(connection, runs, input.lineId)
  return connection.table(
    peopleTable(scope, {
      population: input.population ?? 'customers',
      group,
      search: input.search?.trim() || null,
    }),
  )
}

/** The group of one person at a day and why, in words. */
export async function groupOfPerson(connection: Connection, runs: Runs, personId: number, at: string) {
  return groupOf(await connection.all(groupFacts(runs.linkage_run, personId, at)), at)
}
