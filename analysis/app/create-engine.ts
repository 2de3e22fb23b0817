import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { CopySchedule } from '../backup/copy-schedule.ts'
import { KnownCopies } from '../backup/known-copies.ts'
import { casePathOf } from '../case/case-path.ts'
import type { DatabaseOptions } from '../case/duckdb/database.ts'
import { lockCase } from '../case/lock.ts'
import { logWordsOf } from '../case/notices.ts'
import { createCase, type OpenCase, openCase } from '../case/open-case.ts'
import type { Session } from '../contract/index.ts'
import { type EngineDeath, Recorder } from '../diagnostics/recorder.ts'
import type { EngineState, QuestionContext, SessionHolder } from '../engine/question.ts'
import { watchChanges } from '../platform/changes.ts'
import { ExpectedError } from '../platform/errors.ts'
import { Jobs } from '../platform/jobs.ts'
import { undeclaredSession } from '../platform/undeclared-session.ts'
import { deduplicateCommunications, isEveryObservationJoined } from '../sources/deduplicate-communications.ts'
import { CaseEvents } from './case-events.ts'
import { RecentCases } from './recent-cases.ts'
import { createRouter, type Router } from './router.ts'

interface EngineOptions {
  applicationFolder?: string
  uploadFolder?: string
  database?: DatabaseOptions
  /** Whether daily copies are made by themselves; for hosts that stay. */
  makesDailyCopies?: boolean
  /** How engines before this one ended, as their host saw it. */
  deaths?: readonly EngineDeath[]
  onBug?: (id: string, question: string, error: unknown) => void
  /** Told before a case is opened or made, and again when it is open. */
  onOpening?: (path: string) => void
  onCase?: (path: string, user: string) => void
  /** Told when the database can answer nothing more: the process should end and start again. */
  onBroken?: () => void
}

export interface Engine extends EngineState {
  readonly router: Router
  /** The context to answer a question in, for the user of `holder`. */
  context(holder: SessionHolder): QuestionContext
  close(): Promise<void>
}

/** Hubline's own folder, by the conventions of each system. */
export function defaultApplicationFolder(): string {
  if (process.env.HUBLINE_HOME) return resolve(process.env.HUBLINE_HOME)
  if (process.platform === 'win32') return join(process.env.APPDATA ?? homedir(), 'Hubline')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Hubline')
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'hubline')
}

/** The engine: one router over at most one open case. Hosts serve it; it knows none of them. */
export function createEngine(options: EngineOptions = {}): Engine {
  const applicationFolder = options.applicationFolder ?? defaultApplicationFolder()
  const recentCases = new RecentCases(applicationFolder)
  const database = { onBroken: options.onBroken, ...options.database }
  const jobs = new Jobs()
  const knownCopies = new KnownCopies(applicationFolder)
  const recorder = new Recorder(applicationFolder, options.deaths)
  const events = new CaseEvents()
  let current: OpenCase | null = null
  let changing: Promise<unknown> = Promise.resolve()

  const remember = async (opened: OpenCase) =>
    recentCases.remember(opened.path, (await opened.meta()).name ?? opened.path)

  const refuseWhileJobsRun = async () => {
    await schedule?.cancelRunning()
    if (!jobs.list().some((job) => job.state === 'running')) return
    throw new ExpectedError('JOB_RUNNING', {
      subject: current?.path,
      remedy: 'Wait until it is done, or cancel it.',
    })
  }

  const hold = (next: OpenCase | null) => {
    current = next
    events.follow(next?.database ?? null)
  }

  const take = async (path: string, session: Session, next: (path: string) => Promise<OpenCase>) => {
    options.onOpening?.(path)
    const opened = await next(path)
    const before = current
    hold(opened)
    options.onCase?.(opened.path, session.person)
    if (before) await before.close()
    await remember(opened).catch(() => undefined)
    return opened
  }

  const openAndTell = async (path: string, session: Session): Promise<OpenCase> => {
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

  const replaceCurrent = (
    path: string,
    session: Session,
    next: (path: string) => Promise<OpenCase>,
  ): Promise<OpenCase> => {
    const turn = changing.then(async () => {
      if (current?.path === path) return next(path)
      await refuseWhileJobsRun()
      return take(path, session, next)
    })
    changing = turn.catch(() => undefined)
    return turn
  }

  const exchange: EngineState['exchange'] = (path, session, work) => {
    const exchanging = changing.then(async () => {
      await refuseWhileJobsRun()
      const before = current?.path === path ? current : null
      if (before) {
        current = null
        // A damaged case may not close in good order; it is set aside as it is.
        await before.close().catch(() => undefined)
      }
      const openIt = (place: string) => openAndTell(place, session)
      try {
        const lock = lockCase(path, session.person)
        try {
          await work()
        } finally {
          lock.release()
        }
      } catch (error) {
        if (before) await take(path, session, openIt).catch(() => undefined)
        throw error
      }
      return take(path, session, openIt)
    })
    // Windows are told at the end only: what they show stays, unless nothing is open then.
    const turn = exchanging.finally(() => {
      if (!current) hold(null)
    })
    changing = turn.catch(() => undefined)
    return turn
  }

  const engine: Engine = {
    jobs,
    recorder,
    knownReleases: knownCopies.releases,
    exchange,
    applicationFolder,
    uploadFolder: options.uploadFolder ?? null,
    router: createRouter({ jobs, knownCopies, recorder }),
    current: () => current,
    watch: (signal) =>
      watchChanges([jobs.changes, events.changes], () => ({ ...events.state, jobs: jobs.list() }), signal),
    open: async (path, session) => {
      const place = casePathOf(path)
      if (current?.path === place) return current
      return replaceCurrent(place, session, async (place) =>
        current?.path === place ? current : openAndTell(place, session),
      )
    },
    create: async (path, details, session) => {
      const folder = join(applicationFolder, 'cases')
      if (!path) await mkdir(folder, { recursive: true, mode: 0o700 })
      const fileName = `${details.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim() || 'case'}.hubline`
      return replaceCurrent(resolve(path ?? join(folder, fileName)), session, (place) =>
        createCase(place, details, session.person, database),
      )
    },
    recent: () => recentCases.list(),
    reportBug: (id, question, error) => options.onBug?.(id, question, error),
    context: (holder) => ({ engine, holder }),
    close: async () => {
      await schedule?.end()
      await changing
      await current?.close()
      current = null
      recorder.end()
    },
  }
  const schedule = options.makesDailyCopies
    ? new CopySchedule({ jobs, knownCopies, current: () => current }, undeclaredSession)
    : null
  return engine
}
