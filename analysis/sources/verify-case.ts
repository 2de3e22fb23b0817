import { indexedTablesOf, indexLacksRows, readTable, tablesOf } from '../case/integrity.ts'
import { compareLogEnd, type KnownHead } from '../case/log-end.ts'
import { schemaVersion } from '../case/migrations/index.ts'
import type { OpenCase } from '../case/open-case.ts'
import type { Connection } from '../case/store.ts'
import { storeMessage } from '../case/store.ts'
import { readTakenIn } from '../case/taken-in-releases.ts'
import type { Verification } from '../contract/index.ts'
import { CancelledError, ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { Sight } from '../visibility/source-kinds.ts'
import { shownTables } from '../visibility/views.ts'
import { type FileRows, looseCommunications, rowsOfFiles, rowsShownOf } from './queries-verify.ts'
import { cellProblems, modelProblems, referenceProblems, releaseProblems } from './verify-references.ts'

const counted = (rows: number) => rows.toLocaleString('en-GB')

const differences = (file: FileRows): string[] =>
  (
    [
      ['loaded', file.rows_loaded, file.loaded],
      ['set aside', file.rows_set_aside, file.set_aside],
      ['duplicate', file.rows_duplicate, file.repeated],
    ] as const
  ).flatMap(([outcome, said, found]) =>
    said === found
      ? []
      : [`${file.name}: ${counted(said)} rows were ${outcome}, ${counted(found)} are there`],
  )

/** What a part of the check could not read; an expected end (cancelled, disk full) stays one. */
function unreadable(error: unknown, words: string): string {
  const isExpected = error instanceof ExpectedError && error.code !== 'CASE_UNREADABLE'
  if (error instanceof CancelledError || isExpected) throw error
  return `${words}: ${storeMessage(error).split('\n')[0]?.trim()}`
}

interface Findings {
  problems: string[]
  damaged: string[]
  notes: string[]
}

async function part<T>(findings: Findings, words: string, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    const problem = unreadable(error, words)
    findings.problems.push(problem)
    findings.damaged.push(words)
    return null
  }
}

async function readTables(connection: Connection, progress: JobProgress, findings: Findings) {
  const tables: { name: string; rows: number }[] = []
  const names = (await part(findings, 'The list of tables cannot be read', () => tablesOf(connection))) ?? []
  progress.step('Reading every table', names.length)
  for (const [index, name] of names.entries()) {
    throwIfCancelled(progress.signal)
    const read = await part(findings, `The table ${name} cannot be read to its end`, () =>
      readTable(connection, name),
    )
    tables.push({ name, rows: read ?? 0 })
    progress.advance(index + 1)
  }
  return tables
}

const probesPerTable = 64

/** Looks rows up in the indexes, which reading tables does not touch, so that a damaged one is found. */
async function probeIndexes(connection: Connection, progress: JobProgress, findings: Findings) {
  const keyed =
    (await part(findings, 'The list of keys cannot be read', () => indexedTablesOf(connection))) ?? []
  progress.step('Looking rows up by their keys', keyed.length)
  for (const [index, name] of keyed.entries()) {
    throwIfCancelled(progress.signal)
    const lost = await part(findings, `The index of the table ${name} cannot be read`, () =>
      indexLacksRows(connection, name, probesPerTable),
    )
    if (lost) findings.problems.push(`The index of the table ${name} lacks rows of it`)
    progress.advance(index + 1)
  }
}

/** The tables with the rows of them that a sight sees, and null for those that it sees none of by itself. */
async function rowsShown(
  current: OpenCase,
  progress: JobProgress,
  sight: Sight,
  { tables, findings }: { tables: readonly { name: string }[]; findings: Findings },
) {
  if (sight.kinds?.length === 0) return tables.map(({ name }) => ({ name, rows: null }))
  return current.database.read(sight, progress.signal, async (connection) => {
    const shown: { name: string; rows: number | null }[] = []
    for (const { name } of tables) {
      const counts = shownTables.includes(name)
        ? await part(findings, `The rows of ${name} cannot be counted`, () =>
            connection.one(rowsShownOf(name)),
          )
        : null
      shown.push({ name, rows: counts?.rows ?? null })
    }
    return shown
  })
}

function adviceFor({ problems, damaged }: Findings): string | null {
  if (problems.length === 0) return null
  return damaged.length > 0
    ? 'The file is damaged. Keep it as it is, and restore the newest verified copy; copy the files of the case to another disk.'
    : 'The case was changed outside Hubline, or a step was broken off. Keep it as it is, compare it with the newest verified copy, and tell whoever answers for the data.'
}

/**
 * Reads every value of every table, so that a damaged block is found; counts the rows of every file against its
 * accounting; follows what rows name, the log's chain and its end in the copies that are known. Nothing is changed.
 * @param sight whose rows are counted in the answer; every table is read to its end whoever asks
 * @param heads where the log ended in copies of the case
 * @throws CancelledError
 */
export async function verifyCase(
  current: OpenCase,
  progress: JobProgress,
  sight: Sight,
  heads: readonly KnownHead[] = [],
): Promise<Verification> {
  const findings: Findings = { problems: [], damaged: [], notes: [] }
  const { problems } = findings
  progress.step('Following the chain of the log')
  const log = await part(findings, 'The log cannot be read', () => current.log.verify())
  if (log && !log.intact)
    problems.push(`The log is broken at entry ${log.brokenAt}: it was changed outside Hubline`)
  findings.notes.push(...(log?.clock ?? []).slice(-5))
  const links = (await part(findings, 'The log cannot be read', () => current.log.links())) ?? []
  const ends = compareLogEnd(links, heads)
  if (links.length > 0) problems.push(...ends.problems)
  findings.notes.push(...ends.notes)
  const refusals = (await part(findings, 'The log cannot be read', () => current.log.refusals())) ?? 0
  if (refusals > 0)
    findings.notes.push(
      `The log tells of ${counted(refusals)} refused ${refusals === 1 ? 'question' : 'questions'}`,
    )
  const elsewhere = (await readTakenIn(current.database)).map(({ logHead }) => logHead)
  const notices = await current.notices(true)
  const verified = await current.database.readAsStored(progress.signal, async (connection) => {
    const tables = await readTables(connection, progress, findings)
    await probeIndexes(connection, progress, findings)
    progress.step('Counting the rows of every file')
    problems.push(
      ...((await part(findings, 'The model cannot be read', () => modelProblems(connection))) ?? []),
    )
    const files =
      (await part(findings, 'The files cannot be counted', () => connection.all(rowsOfFiles()))) ?? []
    problems.push(...files.flatMap(differences))
    const loose = await part(findings, 'The communications cannot be counted', () =>
      connection.one(looseCommunications()),
    )
    if (loose && loose.unseen > 0)
      problems.push(`${counted(loose.unseen)} communications have no observation behind them`)
    if (loose && loose.lost > 0) problems.push(`${counted(loose.lost)} observations are gone`)
    const named = await part(findings, 'What rows name cannot be followed', () =>
      referenceProblems(connection, progress),
    )
    problems.push(...(named ?? []))
    const cells = await part(findings, 'The hexagons cannot be read', () =>
      cellProblems(connection, progress),
    )
    problems.push(...(cells ?? []))
    const released = await part(findings, 'The releases cannot be read', () =>
      releaseProblems(connection, new Set([...links.map((link) => link.hash), ...elsewhere])),
    )
    problems.push(...(released?.problems ?? []))
    return {
      ok: problems.length === 0,
      problems,
      notes: findings.notes,
      advice: adviceFor(findings),
      damaged: findings.damaged.length > 0,
      logEntries: log?.total ?? 0,
      knownCopies: heads.length,
      releases: released?.releases ?? 0,
      schemaVersion,
      files: files.length,
      rowsRead: files.reduce((sum, file) => sum + file.rows_read, 0),
      tables,
      notices,
    }
  })
  if (sight.kinds === null) return verified
  const tables = await rowsShown(current, progress, sight, { tables: verified.tables, findings })
  return { ...verified, ok: problems.length === 0, tables }
}
