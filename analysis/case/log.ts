import { createHash } from 'node:crypto'
import type { LogEntry, LoggedAction, Session } from '../contract/index.ts'
import type { CaseDatabase } from './duckdb/database.ts'
import {
  appendEntry,
  countOfEntries,
  entriesForCheck,
  entriesThatFit,
  type LogFilter,
  lastEntry,
  linksOfLog,
  type StoredEntry,
} from './queries-log.ts'

export interface LogDraft {
  action: LoggedAction
  question: string
  /** A reference, never an identity. */
  subject: string
}

interface Waiting {
  session: Session
  draft: LogDraft
  times: number
  since: number
  last: number
}

export const firstHash = '0'.repeat(64)
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
  private readonly database: CaseDatabase
  private readonly appended: ((entries: number, head: string) => void) | undefined
  private readonly waiting = new Map<string, Waiting>()
  private flushing: NodeJS.Timeout | undefined

  /** @param appended told of every entry once it is committed: how many there are, and the hash of this one. */
  constructor(database: CaseDatabase, appended?: (entries: number, head: string) => void) {
    this.database = database
    this.appended = appended
  }

  async write(session: Session, draft: LogDraft): Promise<void> {
    if (draft.action === 'none') return
    if (draft.action !== 'consultation') {
      await this.append(session, draft, 1)
      return
    }
    this.flushLater()
    const key = JSON.stringify([session.person, session.role, session.purpose, draft.question, draft.subject])
    const before = this.waiting.get(key)
    const now = Date.now()
    if (before && now - before.since < coalesceMilliseconds) {
      before.times += 1
      before.last = now
      return
    }
    if (before) this.waiting.delete(key)
    this.waiting.set(key, { session, draft, times: 0, since: now, last: now })
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

  /** @param lastDone when it was last done, where that was before it is written. */
  private async append(
    session: Session,
    draft: LogDraft,
    times: number,
    lastDone = Date.now(),
  ): Promise<void> {
    const [entries, head] = await this.database.write(
      undefined,
      async (connection): Promise<[number, string]> => {
        const last = await connection.one(lastEntry())
        const entry = {
          sequence: (last?.sequence ?? 0) + 1,
          at: new Date(lastDone),
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
      },
      'log',
    )
    this.appended?.(entries, head)
  }

  async head(): Promise<string> {
    const last = await this.database.read(undefined, (connection) => connection.one(lastEntry()))
    return last?.hash ?? firstHash
  }

  /** The newest entries that fit, newest first, and how many fit in all. */
  async entries(filter: LogFilter, limit: number): Promise<{ entries: LogEntry[]; matching: number }> {
    const { rows, matching } = await this.database.read(undefined, async (connection) => ({
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

  /** Every entry by its place, its hash and its question, in order. */
  async links(): Promise<{ sequence: number; hash: string; question: string }[]> {
    return this.database.read(undefined, (connection) => connection.all(linksOfLog()))
  }

  /** Whether every entry still follows from the one before it. */
  async verify(): Promise<{ intact: boolean; total: number; brokenAt: number | null }> {
    const rows = await this.database.read(undefined, (connection) => connection.all(entriesForCheck()))
    let previous = firstHash
    for (const [index, row] of rows.entries()) {
      const follows = row.sequence === index + 1 && row.previous_hash === previous && row.hash === hashOf(row)
      if (!follows) return { intact: false, total: rows.length, brokenAt: row.sequence }
      previous = row.hash
    }
    return { intact: true, total: rows.length, brokenAt: null }
  }
}
