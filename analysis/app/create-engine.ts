import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { KnownCopies } from '../backup/known-copies.ts'
import { casePathOf } from '../case/case-path.ts'
import type { DatabaseOptions } from '../case/duckdb/database.ts'
import { createCase } from '../case/open-case.ts'
import { type EngineDeath, Recorder } from '../diagnostics/recorder.ts'
import type { EngineState, QuestionContext, SessionHolder } from '../engine/question.ts'
import { watchChanges } from '../platform/changes.ts'
import { Jobs } from '../platform/jobs.ts'
import { CurrentCase } from './current-case.ts'
import { RecentCases, refuseUnknownCase } from './recent-cases.ts'
import { createRouter, type Router } from './router.ts'

interface EngineOptions {
  applicationFolder?: string
  uploadFolder?: string
  database?: DatabaseOptions
  /** Whether daily copies are made automatically; for hosts that keep running. */
  makesDailyCopies?: boolean
  /** How earlier engines ended, as their host saw it. */
  deaths?: readonly EngineDeath[]
  onBug?: (id: string, question: string, error: unknown) => void
  /** Called before a case is opened or created, and again when it is open. */
  onOpening?: (path: string) => void
  onCase?: (path: string, user: string) => void
  /** Called when the database no longer works: the process should end and start again. */
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

/** The engine: one router over at most one open case. Hosts serve it; it does not depend on them. */
export function createEngine(options: EngineOptions = {}): Engine {
  const applicationFolder = options.applicationFolder ?? defaultApplicationFolder()
  const recentCases = new RecentCases(applicationFolder)
  const database = { onBroken: options.onBroken, ...options.database }
  const jobs = new Jobs()
  const knownCopies = new KnownCopies(applicationFolder)
  const recorder = new Recorder(applicationFolder, options.deaths)
  const current = new CurrentCase({
    jobs,
    knownCopies,
    recentCases,
    database,
    makesDailyCopies: options.makesDailyCopies ?? false,
    onOpening: options.onOpening,
    onCase: options.onCase,
  })
  const { events } = current
  const engine: Engine = {
    jobs,
    recorder,
    knownReleases: knownCopies.releases,
    exchange: (path, session, work) => current.exchange(path, session, work),
    applicationFolder,
    uploadFolder: options.uploadFolder ?? null,
    router: createRouter({ jobs, knownCopies, recorder }),
    current: () => current.get(),
    watch: (signal, viewer) =>
      watchChanges(
        [jobs.changes, events.changes],
        () => ({ ...events.state, jobs: jobs.list(viewer()) }),
        signal,
      ),
    open: async (path, session) => {
      const place = casePathOf(path)
      if (current.get()?.path !== place) refuseUnknownCase(session.role, place, await recentCases.list())
      return current.open(place, session)
    },
    create: async (path, details, session) => {
      const folder = join(applicationFolder, 'cases')
      if (!path) await mkdir(folder, { recursive: true, mode: 0o700 })
      const fileName = `${details.name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim() || 'case'}.hubline`
      return current.replace(casePathOf(path ?? join(folder, fileName)), session, (place) =>
        createCase(place, details, session.person, database),
      )
    },
    recent: () => recentCases.list(),
    reportBug: (id, question, error) => options.onBug?.(id, question, error),
    context: (holder) => ({ engine, holder }),
    close: async () => {
      await current.close()
      recorder.end()
    },
  }
  return engine
}
