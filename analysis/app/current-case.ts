import { basename } from 'node:path'
import { CopySchedule } from '../backup/copy-schedule.ts'
import type { KnownCopies } from '../backup/known-copies.ts'
import type { DatabaseOptions } from '../case/duckdb/database.ts'
import { lockCase } from '../case/lock.ts'
import { logWordsOf } from '../case/notices.ts'
import { type OpenCase, openCase } from '../case/open-case.ts'
import type { Session } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { undeclaredSession } from '../platform/first-session.ts'
import type { Jobs } from '../platform/jobs.ts'
import { deduplicateCommunications, isEveryObservationJoined } from '../sources/deduplicate-communications.ts'
import { CaseEvents } from './case-events.ts'
import type { RecentCases } from './recent-cases.ts'

interface CurrentCaseOptions {
  readonly jobs: Jobs
  readonly knownCopies: KnownCopies
  readonly recentCases: RecentCases
  readonly database: DatabaseOptions
  readonly makesDailyCopies: boolean
  readonly onOpening?: ((path: string) => void) | undefined
  readonly onCase?: ((path: string, user: string) => void) | undefined
}

/** The case that the engine has open, if any. Opening, replacing and closing wait for each other. */
export class CurrentCase {
  readonly events = new CaseEvents()
  private readonly options: CurrentCaseOptions
  private readonly schedule: CopySchedule | null
  private current: OpenCase | null = null
  private changing: Promise<unknown> = Promise.resolve()

  constructor(options: CurrentCaseOptions) {
    this.options = options
    const { jobs, knownCopies } = options
    this.schedule = options.makesDailyCopies
      ? new CopySchedule({ jobs, knownCopies, current: () => this.current }, undeclaredSession)
      : null
  }

  get(): OpenCase | null {
    return this.current
  }

  /** Opens the case at `path`, unless it is open already. */
  async open(path: string, session: Session): Promise<OpenCase> {
    if (this.current?.path === path) return this.current
    return this.replace(path, session, async (place) =>
      this.current?.path === place ? this.current : this.openAndLog(place, session),
    )
  }

  /** Opens what `next` opens or creates instead of the current case, once no job runs. */
  replace(path: string, session: Session, next: (path: string) => Promise<OpenCase>): Promise<OpenCase> {
    const turn = this.changing.then(async () => {
      if (this.current?.path === path) return next(path)
      await this.refuseWhileJobsRun()
      return this.take(path, session, next)
    })
    this.changing = turn.catch(() => undefined)
    return turn
  }

  /** As `EngineState.exchange`. */
  exchange(path: string, session: Session, work: () => Promise<void>): Promise<OpenCase> {
    const exchanging = this.changing.then(async () => {
      await this.refuseWhileJobsRun()
      const before = this.current?.path === path ? this.current : null
      if (before) {
        this.current = null
        // A damaged case may not close in good order; it is set aside as it is.
        await before.close().catch(() => undefined)
      }
      const openIt = (place: string) => this.openAndLog(place, session)
      try {
        const lock = lockCase(path, session.person)
        try {
          await work()
        } finally {
          lock.release()
        }
      } catch (error) {
        if (before) await this.take(path, session, openIt).catch(() => undefined)
        throw error
      }
      return this.take(path, session, openIt)
    })
    // Windows are told at the end only: what they show stays, unless nothing is open then.
    const turn = exchanging.finally(() => {
      if (!this.current) this.hold(null)
    })
    this.changing = turn.catch(() => undefined)
    return turn
  }

  async close(): Promise<void> {
    await this.schedule?.end()
    await this.changing
    await this.current?.close()
    this.current = null
  }

  private async refuseWhileJobsRun(): Promise<void> {
    await this.schedule?.cancelRunning()
    if (!this.options.jobs.list().some((job) => job.state === 'running')) return
    throw new ExpectedError('JOB_RUNNING', {
      subject: this.current?.path,
      remedy: 'Wait until it is done, or cancel it.',
    })
  }

  private hold(next: OpenCase | null): void {
    this.current = next
    this.events.follow(next?.database ?? null)
  }

  private async take(
    path: string,
    session: Session,
    next: (path: string) => Promise<OpenCase>,
  ): Promise<OpenCase> {
    const { recentCases, onOpening, onCase } = this.options
    onOpening?.(path)
    const opened = await next(path)
    const before = this.current
    this.hold(opened)
    onCase?.(opened.path, session.person)
    if (before) await before.close()
    await rememberCase(recentCases, opened).catch(() => undefined)
    return opened
  }

  private async openAndLog(path: string, session: Session): Promise<OpenCase> {
    const { knownCopies, database, jobs } = this.options
    const opened = await openCase(path, session.person, database)
    for (const notice of [...opened.openingNotices, ...(await knownCopies.releases.takeIn(opened))])
      await opened.log.write(session, {
        action: 'alteration',
        question: 'case.open',
        subject: logWordsOf(notice),
      })
    // An engine that ended between the commit of a file and the joining of its calls left them out of every answer.
    if (!(await isEveryObservationJoined(opened)))
      await jobs.run(`Opening ${basename(path)}`, undefined, (progress) =>
        deduplicateCommunications(opened, progress),
      )
    return opened
  }
}

async function rememberCase(recentCases: RecentCases, opened: OpenCase): Promise<void> {
  await recentCases.remember(opened.path, (await opened.meta()).name ?? opened.path)
}
