import { ExpectedError } from '../../platform/errors.ts'
import { acknowledgedState, anyTable, metaTableExists } from '../queries-case.ts'
import { type Acknowledged, readMarker, writeMarker } from './commit-marker.ts'
import { CaseDatabase, type DatabaseOptions } from './database.ts'
import { damagedLogOf, isHeldElsewhere, isNewerStorage } from './errors.ts'
import { endsTheProcess } from './probe-opening.ts'
import {
  cutChanges,
  inspectWriteAheadLog,
  isUnwrittenAfter,
  keepAsTheyAre,
  keepBeginningOfChanges,
  moveChanges,
} from './write-ahead-log.ts'

/** What was set aside when a case was opened, and what is known to be lost. */
export interface SetAside {
  at: string
  /** The folder that keeps the case and its write-ahead log as they were. */
  folder: string
  because: string
  /** Acknowledged changes that are not in the case; null if unknown. */
  lostWrites: number | null
  lostEntries: number | null
  /** The latest time in the case, and the latest that was acknowledged. */
  from: string | null
  until: string | null
}

interface Damage {
  because: string
  /** How many bytes of the write-ahead log can be used; null leaves it as it is. */
  intactBytes: number | null
}

interface Loss {
  writes: number
  entries: number
  from: string | null
  /** The log holds another entry than the one that was acknowledged. */
  isForeign: boolean
}

const nothingKnown: Acknowledged = {
  caseId: '',
  writes: 0,
  entries: 0,
  head: '',
  at: '',
  unfinishedOpenings: 0,
}

export function caseUnreadable(path: string, error: unknown): ExpectedError {
  if (error instanceof ExpectedError) return error
  const detail = error instanceof Error ? error.message : String(error)
  if (isNewerStorage(error))
    return new ExpectedError(
      'CASE_TOO_NEW',
      { subject: path, detail, remedy: 'Open it with a newer Hubline. Nothing was changed.' },
      { cause: error },
    )
  if (isHeldElsewhere(error))
    return new ExpectedError(
      'CASE_LOCKED',
      {
        subject: path,
        detail: 'open in another process, under another name of the same file',
        remedy: 'Close it there, or wait.',
      },
      { cause: error },
    )
  return new ExpectedError(
    'CASE_UNREADABLE',
    {
      subject: path,
      detail,
      remedy: 'It is not a Hubline case, or it is damaged. Open a copy.',
    },
    { cause: error },
  )
}

/** Whether the database holds a case. */
export async function holdsCase(database: CaseDatabase): Promise<boolean> {
  return database.readAsStored(undefined, async (connection) => {
    const meta = await connection.one(metaTableExists())
    const all = await connection.one(anyTable())
    return (meta?.tables ?? 0) > 0 && (all?.tables ?? 0) > 1
  })
}

async function lossOf(database: CaseDatabase, known: Acknowledged | null): Promise<Loss | null> {
  if (!known?.caseId || !(await holdsCase(database))) return null
  const state = await database.readAsStored(undefined, (connection) =>
    connection.one(acknowledgedState(known.entries)),
  )
  if (!state || state.case_id !== known.caseId) return null
  const writes = Math.max(0, known.writes - state.writes)
  const entries = Math.max(0, known.entries - state.entries)
  const isForeign = entries === 0 && known.entries > 0 && state.head !== known.head
  if (writes === 0 && entries === 0 && !isForeign) return null
  return { writes, entries, from: state.last_at?.toISOString() ?? null, isForeign }
}

async function reopen(path: string, options: DatabaseOptions, folder: string): Promise<CaseDatabase> {
  try {
    return await CaseDatabase.open(path, options)
  } catch (error) {
    if (!damagedLogOf(error)) throw error
    await moveChanges(path, folder, 'the part that was tried.wal')
    return CaseDatabase.open(path, options)
  }
}

async function openWithout(
  path: string,
  options: DatabaseOptions,
  damage: Damage,
  known: Acknowledged | null,
): Promise<{ database: CaseDatabase; setAside: SetAside }> {
  const folder = await keepAsTheyAre(path)
  if (damage.intactBytes === 0) await moveChanges(path, folder, `${path.split(/[\\/]/).at(-1)}.wal`)
  else if (damage.intactBytes !== null) await keepBeginningOfChanges(path, damage.intactBytes)
  const database = await reopen(path, options, folder)
  const loss = await lossOf(database, known)
  const isKnown = Boolean(known?.caseId)
  return {
    database,
    setAside: {
      at: new Date().toISOString(),
      folder,
      because: damage.because,
      lostWrites: isKnown ? (loss?.writes ?? 0) : null,
      lostEntries: isKnown ? (loss?.entries ?? 0) : null,
      from: loss?.from ?? null,
      until: isKnown ? (known?.at ?? null) : null,
    },
  }
}

type Opening = { database: CaseDatabase } | { damage: Damage }

async function tryToOpen(
  path: string,
  options: DatabaseOptions,
  known: Acknowledged | null,
  isCut = false,
): Promise<Opening> {
  let database: CaseDatabase
  try {
    database = await CaseDatabase.open(path, options)
  } catch (error) {
    const damaged = damagedLogOf(error)
    if (!damaged) throw error
    if (!isCut && damaged.intactBytes > 0 && (await isUnwrittenAfter(path, damaged.intactBytes))) {
      await cutChanges(path, damaged.intactBytes)
      return tryToOpen(path, options, known, true)
    }
    return { damage: { because: damaged.detail, intactBytes: damaged.intactBytes } }
  }
  const loss = await lossOf(database, known)
  const changes = loss ? await inspectWriteAheadLog(path) : null
  if (!loss || (loss.isForeign && !changes)) return { database }
  await database.close({ untouched: true })
  if (loss.isForeign) return { damage: { because: 'it is of another case or another time', intactBytes: 0 } }
  const because = changes ? 'it ends before the last acknowledged change' : 'it is gone'
  return { damage: { because, intactBytes: null } }
}

/**
 * Opens the database of a case. What the previous process had committed is replayed from the write-ahead log. If that log is
 * damaged, or lacks what was acknowledged, both files are kept as they are in a folder beside the case, and what can be read is opened.
 * @throws ExpectedError `CASE_UNREADABLE`, `CASE_TOO_NEW`, `CASE_LOCKED` where another process has it under another name, `DISK_FULL` where there is no room to keep the damaged files.
 */
export async function openCaseDatabase(
  path: string,
  options: DatabaseOptions,
): Promise<{ database: CaseDatabase; setAside: SetAside | null }> {
  const known = readMarker(path)
  const changes = await inspectWriteAheadLog(path)
  const opening = { ...(known ?? nothingKnown) }
  try {
    if (!changes && !known) return { database: await CaseDatabase.open(path, options), setAside: null }
    if (changes && changes.bytes > 0 && !changes.isChanges) {
      const damage = { because: 'it is not a log of changes', intactBytes: 0 }
      return await openWithout(path, options, damage, known)
    }
    if (
      changes &&
      opening.unfinishedOpenings > 0 &&
      (await endsTheProcess(path, opening.unfinishedOpenings))
    ) {
      const damage = { because: 'it ends the program that reads it', intactBytes: 0 }
      return await openWithout(path, options, damage, known)
    }
    writeMarker(path, { ...opening, unfinishedOpenings: opening.unfinishedOpenings + 1 })
    const opened = await tryToOpen(path, options, known)
    if ('database' in opened) return { ...opened, setAside: null }
    return await openWithout(path, options, opened.damage, known)
  } catch (error) {
    if (changes || known) writeMarker(path, { ...opening, unfinishedOpenings: 0 })
    throw caseUnreadable(path, error)
  }
}
