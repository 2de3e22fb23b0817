import { z } from 'zod'
import type { CaseNotice } from '../contract/index.ts'
import type { SetAside } from './duckdb/open-database.ts'
import { setAsides, setMeta } from './queries-case.ts'
import { releaseName, singleTables } from './release-name.ts'
import type { CaseStore } from './store.ts'
import { markTakenInNoticesRead, readTakenIn, takenInNotice } from './taken-in-releases.ts'
import { markUnfinishedNoticesRead, readUnfinished, unfinishedNotice } from './unfinished-releases.ts'

const stored = z.array(
  z.object({
    at: z.string(),
    folder: z.string(),
    because: z.string(),
    lostWrites: z.number().int().nullable(),
    lostEntries: z.number().int().nullable(),
    from: z.string().nullable(),
    until: z.string().nullable(),
    readBy: z.string().optional(),
  }),
)
type Stored = z.infer<typeof stored>

async function readStored(database: CaseStore): Promise<Stored> {
  const found = await database.readAsStored(undefined, (connection) => connection.one(setAsides()))
  return found ? stored.parse(JSON.parse(found.value)) : []
}

const writeStored = (database: CaseStore, list: Stored): Promise<void> =>
  database.write(undefined, (connection) => connection.run(setMeta('set_aside', JSON.stringify(list))))

export async function noteSetAside(database: CaseStore, setAside: SetAside): Promise<void> {
  await writeStored(database, [...(await readStored(database)), setAside])
}

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What was lost, as exactly as it is known. */
function lossWords({ lostWrites, lostEntries, from, until }: Omit<SetAside, 'at' | 'folder'>): string {
  if (lostWrites === null || lostEntries === null) return 'how much is lost is unknown: check the latest work'
  if (lostWrites === 0 && lostEntries === 0)
    return until
      ? `nothing that was acknowledged until ${minute(until)} is missing`
      : 'nothing that was acknowledged is missing'
  const what = [
    lostWrites > 0 ? counted(lostWrites, 'change', 'changes') : '',
    lostEntries > 0 ? counted(lostEntries, 'entry of the log', 'entries of the log') : '',
  ].filter(Boolean)
  const when = [from ? `after ${minute(from)}` : '', until ? `until ${minute(until)}` : ''].filter(Boolean)
  return `not in the case: ${what.join(' and ')} made ${when.join(' and ')}`
}

const isLossless = ({ lostWrites, lostEntries }: SetAside): boolean => lostWrites === 0 && lostEntries === 0

export function noticeOf(path: string, setAside: SetAside): CaseNotice {
  return {
    at: setAside.at,
    code: 'CASE_WAL_SET_ASIDE',
    data: {
      subject: path,
      detail: `the log of changes beside it was damaged (${setAside.because}); ${lossWords(setAside)}`,
      remedy: `${isLossless(setAside) ? 'There is nothing to do.' : 'Do those changes again.'} The case and its log as they were are kept in ${setAside.folder}.`,
      folder: setAside.folder,
      lostWrites: setAside.lostWrites,
      lostEntries: setAside.lostEntries,
    },
  }
}

const nameOf = ({ edition }: CaseNotice['data']): string =>
  releaseName(Number(edition ?? singleTables)).toLowerCase()

/** A notice as the log records it. */
export function logWordsOf({ code, data }: CaseNotice): string {
  if (code === 'RELEASE_TAKEN_IN') return `${nameOf(data)} taken into the register`
  if (code === 'RELEASE_UNFINISHED') return `${nameOf(data)} not finished, and counts as published`
  return `log of changes set aside, ${data.lostWrites ?? 'unknown'} changes and ${data.lostEntries ?? 'unknown'} entries lost`
}

/** Notices about the case that no user has read yet, or all of them, oldest first. */
export async function caseNotices(database: CaseStore, path: string, all = false): Promise<CaseNotice[]> {
  const isAsked = ({ readBy }: { readBy?: string | undefined }) => all || readBy === undefined
  const notices = [
    ...(await readStored(database)).filter(isAsked).map((entry) => noticeOf(path, entry)),
    ...(await readUnfinished(database)).filter(isAsked).map(unfinishedNotice),
    ...(await readTakenIn(database)).filter(isAsked).map(takenInNotice),
  ]
  return notices.sort((left, right) => left.at.localeCompare(right.at))
}

export async function markRead(database: CaseStore, at: string, user: string): Promise<void> {
  const list = await readStored(database)
  await writeStored(
    database,
    list.map((entry) => (entry.at === at ? { ...entry, readBy: entry.readBy ?? user } : entry)),
  )
  await markUnfinishedNoticesRead(database, at, user)
  await markTakenInNoticesRead(database, at, user)
}
