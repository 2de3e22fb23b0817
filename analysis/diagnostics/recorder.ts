import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/** Upper bounds in milliseconds; the last bucket has none. */
export const bucketEnds = [10, 100, 1000, 10_000, 60_000] as const

const timing = z.object({
  asked: z.number(),
  failed: z.number(),
  longestMilliseconds: z.number(),
  buckets: z.array(z.number()).length(bucketEnds.length + 1),
})

const bug = z.object({
  id: z.string(),
  question: z.string(),
  at: z.string(),
  kind: z.string(),
  frames: z.array(z.string()),
})
type RecordedBug = z.infer<typeof bug>

const death = z.object({ at: z.string(), how: z.string() })
export type EngineDeath = z.infer<typeof death>

const record = z.object({
  timings: z.record(z.string(), timing).default({}),
  bugs: z.array(bug).default([]),
  deaths: z.array(death).default([]),
})
export type Recorded = z.infer<typeof record>

const mostKept = 50
const mostFrames = 6
const writeEveryMilliseconds = 60_000

/** `at answer (engine.mjs:12:3)` from a line of a stack trace: the place in our own code, without messages or folders. */
function frameOf(line: string): string | null {
  const match = /^\s*at (?:(?:async )?([\w.$<>[\] ]+) \()?(.*?):(\d+):(\d+)\)?$/.exec(line)
  if (!match) return null
  const [, name, place, row, column] = match
  return `${name ?? 'anonymous'} (${basename(place ?? '').replaceAll(/[^\w.-]/g, '')}:${row}:${column})`
}

/** An error as its class and place; its message may hold anything and is never kept. */
export function describeBug(id: string, question: string, error: unknown, at: Date): RecordedBug {
  const kind = error instanceof Error && /^[A-Z]\w{0,60}$/.test(error.name) ? error.name : 'Error'
  const lines = error instanceof Error ? (error.stack ?? '').slice(-8000).split('\n') : []
  const frames = lines.map(frameOf).filter((frame) => frame !== null)
  return { id, question, at: at.toISOString(), kind, frames: frames.slice(0, mostFrames) }
}

/** How a process ended, in fixed words. */
export function describeDeath(how: string): string {
  return /^ended (?:by SIG[A-Z0-9]+|with status \d+)$/.exec(how)?.[0] ?? 'ended in another way'
}

function merged(before: Recorded, since: Recorded): Recorded {
  const timings = { ...before.timings }
  for (const [question, added] of Object.entries(since.timings)) {
    const known = timings[question]
    timings[question] = known
      ? {
          asked: known.asked + added.asked,
          failed: known.failed + added.failed,
          longestMilliseconds: Math.max(known.longestMilliseconds, added.longestMilliseconds),
          buckets: known.buckets.map((count, index) => count + (added.buckets[index] ?? 0)),
        }
      : added
  }
  const deaths = new Map([...before.deaths, ...since.deaths].map((one) => [`${one.at} ${one.how}`, one]))
  return {
    timings,
    bugs: [...before.bugs, ...since.bugs].slice(-mostKept),
    deaths: [...deaths.values()].slice(-mostKept),
  }
}

/** Records how long questions take and which ended in a bug, by name only, across engines and commands. */
export class Recorder {
  private readonly path: string
  private since: Recorded = { timings: {}, bugs: [], deaths: [] }
  private readonly timer: NodeJS.Timeout

  constructor(applicationFolder: string, deaths: readonly EngineDeath[] = []) {
    this.path = join(applicationFolder, 'diagnostics.json')
    this.since.deaths = deaths.map(({ at, how }) => ({ at, how: describeDeath(how) }))
    this.timer = setInterval(() => this.keep(), writeEveryMilliseconds).unref()
  }

  asked(question: string, milliseconds: number, failed: boolean): void {
    const known = this.since.timings[question] ?? {
      asked: 0,
      failed: 0,
      longestMilliseconds: 0,
      buckets: [...bucketEnds, 0].map(() => 0),
    }
    this.since.timings[question] = known
    const place = bucketEnds.findIndex((end) => milliseconds < end)
    const bucket = place < 0 ? bucketEnds.length : place
    known.asked += 1
    known.failed += failed ? 1 : 0
    known.longestMilliseconds = Math.max(known.longestMilliseconds, Math.round(milliseconds))
    known.buckets[bucket] = (known.buckets[bucket] ?? 0) + 1
  }

  bug(id: string, question: string, error: unknown): void {
    this.since.bugs.push(describeBug(id, question, error, new Date()))
  }

  private stored(): Recorded {
    try {
      return record.parse(JSON.parse(readFileSync(this.path, 'utf8')))
    } catch {
      return { timings: {}, bugs: [], deaths: [] }
    }
  }

  /** Everything recorded, for this engine and earlier ones. */
  recorded(): Recorded {
    return merged(this.stored(), this.since)
  }

  /** Saves what is new; if the folder cannot be written, only the record is lost. */
  keep(): void {
    if (Object.keys(this.since.timings).length + this.since.bugs.length + this.since.deaths.length === 0)
      return
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 })
      writeFileSync(`${this.path}.new`, JSON.stringify(this.recorded(), null, 1), { mode: 0o600 })
      renameSync(`${this.path}.new`, this.path)
      this.since = { timings: {}, bugs: [], deaths: [] }
    } catch {
      return
    }
  }

  end(): void {
    clearInterval(this.timer)
    this.keep()
  }
}
