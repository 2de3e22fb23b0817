import type { OpenCase } from '../case/open-case.ts'
import type { Session } from '../contract/index.ts'
import { backupsOf } from './list-copies.ts'
import { type CopyContext, makeCopy } from './make-copy.ts'

const pollIntervalMilliseconds = 60_000
const dayMilliseconds = 24 * 3_600_000
const retryMilliseconds = 3_600_000

interface Watched extends CopyContext {
  current(): OpenCase | null
}

/** Makes the daily copy of the open case while no other job is running, and cancels it when the case is needed. */
export class CopySchedule {
  private readonly watched: Watched
  private readonly session: () => Session
  private readonly timer: NodeJS.Timeout
  private readonly notBefore = new Map<string, number>()
  private making: { ended: Promise<unknown>; stop: AbortController } | null = null

  constructor(watched: Watched, session: () => Session, everyMilliseconds = pollIntervalMilliseconds) {
    this.watched = watched
    this.session = session
    this.timer = setInterval(() => void this.look().catch(() => undefined), everyMilliseconds).unref()
  }

  private async look(): Promise<void> {
    const openCase = this.watched.current()
    const now = Date.now()
    if (!openCase || this.making || (this.notBefore.get(openCase.path) ?? 0) > now) return
    if (this.watched.jobs.list().some((job) => job.state === 'running')) return
    this.notBefore.set(openCase.path, now + pollIntervalMilliseconds)
    const { settings, lastVerifiedAt } = await backupsOf(openCase, this.watched.knownCopies)
    if (settings.schedule !== 'daily') return
    if (lastVerifiedAt && now - Date.parse(lastVerifiedAt) < dayMilliseconds) return
    if ((await openCase.meta()).data_version === '0') return
    if (this.making || this.watched.current() !== openCase) return
    this.notBefore.set(openCase.path, now + retryMilliseconds)
    const stop = new AbortController()
    const ended = makeCopy(this.watched, openCase, this.session(), { why: 'daily' }, stop.signal)
      .catch(() => undefined)
      .finally(() => {
        this.making = null
      })
    this.making = { ended, stop }
  }

  /** Cancels a copy in progress, so that the case can be closed at once. */
  async cancelRunning(): Promise<void> {
    this.making?.stop.abort()
    await this.making?.ended
  }

  async end(): Promise<void> {
    clearInterval(this.timer)
    await this.cancelRunning()
  }
}
