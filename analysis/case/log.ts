import { createHash } from 'node:crypto'
import type { LogEntry, LoggedAction, Session } from '../contract/index.ts'
import {
  appendEntry,
  countOfEntries,
  entriesForCheck,
  entriesThatFit,
  type LogFilter,
  lastEntry,
  latestMoment,
  linksOfLog,
  refusalsInLog,
  type StoredEntry,
} from './queries-log.ts'
import type { CaseStore, Connection } from './store.ts'

interface LogDraft {
  action: LoggedAction
  question: string
  /** A reference, never an identity. */
  subject: string
}

const clockQuestion = 'log.clock'
/** A machine that keeps its time by the network is set back by less than this every day. */
const leastClockMilliseconds = 1000

const clockUnits = [
  { unit: 'second', milliseconds: 1000, below: 120 },
  { unit: 'minute', milliseconds: 60_000, below: 120 },
  { unit: 'hour', milliseconds: 3_600_000, below: 48 },
  { unit: 'day', milliseconds: 86_400_000, below: Number.POSITIVE_INFINITY },
] as const

function clockWords(milliseconds: number): string {
  const { unit, milliseconds: size } = clockUnits.find(
    (one) => Math.round(milliseconds / one.milliseconds) < one.below,
  )!
  const count = Math.round(milliseconds / size)
  return `the clock went back by ${count} ${unit}${count === 1 ? '' : 's'}`
}

/**
 * Where the clock went back: as an entry says it, or, in logs of earlier versions, where an entry is of before the one that it follows.
 * Consultations that were counted are written later than they were made, which is no such place.
 */
function clockNotes(rows: readonly StoredEntry[]): string[] {
  const notes: string[] = []
  let latest = 0
  for (const row of rows) {
    const at = row.at.getTime()
    if (row.question === clockQuestion) notes.push(`Entry ${row.sequence} of the log: ${row.subject}`)
    else if (coalesced.has(row.action as LoggedAction)) {
      latest = Math.max(latest, at)
      continue
    } else if (latest - at >= leastClockMilliseconds)
      notes.push(`Before entry ${row.sequence} of the log ${clockWords(latest - at)}`)
    latest = at
  }
  return notes
}

interface Waiting {
  session: Session
  draft: LogDraft
  times: number
  /** By a clock that only goes on. */
  since: number
  last: number
}

export const firstHash = '0'.repeat(64)
const coalesced: ReadonlySet<LoggedAction> = new Set<LoggedAction>(['consultation', 'refused'])
const coalesceMilliseconds = 5 * 60_000

function hashOf(entry: Omit<StoredEntry, 'hash'>): string {
  const content = [
    entry.sequence,
    entry.at.toISOString(),
    entry.person,
    entry.role,
    entry.purpose,
    entry.action,
    entry.question,
    entry.subject,
    entry.times,
    entry.previous_hash,
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/**
 * The case's append-only, hash-chained log (Data Protection Act 2018, s.62). Each entry is written in a transaction of its
 * own; repeated consultations of one thing by one person are written at once the first time and then counted together.
 */
export class CaseLog {
  private readonly database: CaseStore
  private readonly appended: ((entries: number, head: string) => void) | undefined
  private readonly waiting = new Map<string, Waiting>()
  private flushing: NodeJS.Timeout | undefined
  private readonly clock: () => number
  /** The latest moment that an entry was committed with, since the clock last went back; null before the first. */
  private latest: number | null = null
  private lastAppend: Promise<unknown> = Promise.resolve()

  /**
   * @param appended told of every entry once it is committed: how many there are, and the hash of this one.
   * @param clock milliseconds since 1970, by the machine's clock
   */
  constructor(
    database: CaseStore,
    appended?: (entries: number, head: string) => void,
    clock: () => number = () => Date.now(),
  ) {
    this.database = database
    this.appended = appended
    this.clock = clock
  }

  async write(session: Session, draft: LogDraft): Promise<void> {
    if (draft.action === 'none') return
    if (!coalesced.has(draft.action)) {
      await this.append(session, draft, 1)
      return
    }
    this.flushLater()
    const key = JSON.stringify([session.person, session.role, session.purpose, draft.question, draft.subject])
    const before = this.waiting.get(key)
    const elapsed = performance.now()
    const now = this.clock()
    if (before && elapsed - before.since < coalesceMilliseconds) {
      before.times += 1
      before.last = now
      return
    }
    if (before) this.waiting.delete(key)
    this.waiting.set(key, { session, draft, times: 0, since: elapsed, last: now })
    if (before && before.times > 0) await this.append(before.session, before.draft, before.times, before.last)
    await this.append(session, draft, 1)
  }

  private flushLater(): void {
    this.flushing ??= setTimeout(() => {
      this.flushing = undefined
      void this.flush().catch(() => undefined)
    }, coalesceMilliseconds).unref()
  }

  /** Writes the consultations that were only counted so far. */
  async flush(): Promise<void> {
    clearTimeout(this.flushing)
    this.flushing = undefined
    const pending = [...this.waiting.values()].filter((entry) => entry.times > 0)
    this.waiting.clear()
    for (const { session, draft, times, last } of pending) await this.append(session, draft, times, last)
  }

  /**
   * One entry after the other, so that each is written by what was committed before it.
   * @param lastDone when it was last done, where that was before it is written.
   */
  private append(session: Session, draft: LogDraft, times: number, lastDone?: number): Promise<void> {
    const turn = this.lastAppend.then(() => this.appendNext(session, draft, times, lastDone))
    this.lastAppend = turn.catch(() => undefined)
    return turn
  }

  private async appendNext(
    session: Session,
    draft: LogDraft,
    times: number,
    lastDone: number | undefined,
  ): Promise<void> {
    let latest = this.latest
    const [entries, head] = await this.database.write(
      undefined,
      async (connection) => {
        const now = this.clock()
        const before = lastDone === undefined ? await this.latestBefore(connection) : now
        const back = before - now
        if (lastDone === undefined) latest = back < 0 || back >= leastClockMilliseconds ? now : before
        if (back >= leastClockMilliseconds) {
          const subject = clockWords(back)
          await this.insert(
            connection,
            session,
            { action: 'alteration', question: clockQuestion, subject },
            1,
            now,
          )
        }
        return this.insert(connection, session, draft, times, lastDone ?? now)
      },
      { lane: 'log' },
    )
    this.latest = latest
    this.appended?.(entries, head)
  }

  private async latestBefore(connection: Connection): Promise<number> {
    return this.latest ?? (await connection.one(latestMoment(clockQuestion)))?.at?.getTime() ?? 0
  }

  private async insert(
    connection: Connection,
    session: Session,
    draft: LogDraft,
    times: number,
    at: number,
  ): Promise<[number, string]> {
    const last = await connection.one(lastEntry())
    const entry = {
      sequence: (last?.sequence ?? 0) + 1,
      at: new Date(at),
      person: session.person,
      role: session.role,
      purpose: session.purposeStated ? session.purpose : `${session.purpose} (not stated)`,
      action: draft.action,
      question: draft.question,
      subject: draft.subject,
      times,
      previous_hash: last?.hash ?? firstHash,
    }
    const hash = hashOf(entry)
    await connection.run(appendEntry({ ...entry, hash }))
    return [entry.sequence, hash]
  }

  async head(): Promise<string> {
    const last = await this.database.readAsStored(undefined, (connection) => connection.one(lastEntry()))
    return last?.hash ?? firstHash
  }

  /** The newest entries that fit, newest first, and how many fit in all. */
  async entries(filter: LogFilter, limit: number): Promise<{ entries: LogEntry[]; matching: number }> {
    const { rows, matching } = await this.database.readAsStored(undefined, async (connection) => ({
      rows: await connection.all(entriesThatFit(filter, limit)),
      matching: (await connection.one(countOfEntries(filter)))?.entries ?? 0,
    }))
    const entries = rows.map((row) => ({
      sequence: row.sequence,
      at: row.at.toISOString(),
      person: row.person,
      role: row.role as LogEntry['role'],
      purpose: row.purpose,
      action: row.action as LogEntry['action'],
      question: row.question,
      subject: row.subject,
      times: row.times,
      previousHash: row.previous_hash,
      hash: row.hash,
    }))
    return { entries, matching }
  }

  /** How many questions it tells were refused. */
  async refusals(): Promise<number> {
    const found = await this.database.readAsStored(undefined, (connection) => connection.one(refusalsInLog()))
    return found?.refusals ?? 0
  }

  /** Every entry by its place, its hash and its question, in order. */
  async links(): Promise<{ sequence: number; hash: string; question: string }[]> {
    return this.database.readAsStored(undefined, (connection) => connection.all(linksOfLog()))
  }

  /** Whether every entry still follows from the one before it, and where the clock went back between two. */
  async verify(): Promise<{ intact: boolean; total: number; brokenAt: number | null; clock: string[] }> {
    const rows = await this.database.readAsStored(undefined, (connection) =>
      connection.all(entriesForCheck()),
    )
    const clock = clockNotes(rows)
    let previous = firstHash
    for (const [index, row] of rows.entries()) {
      const follows = row.sequence === index + 1 && row.previous_hash === previous && row.hash === hashOf(row)
      if (!follows) return { intact: false, total: rows.length, brokenAt: row.sequence, clock }
      previous = row.hash
    }
    return { intact: true, total: rows.length, brokenAt: null, clock }
  }
}
