import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import type { Job } from '../contract/index.ts'
import { ChangeSignal, watchChanges } from './changes.ts'
import { CancelledError } from './errors.ts'

export interface JobProgress {
  readonly signal: AbortSignal
  /** Says what is being done now; `total` in whatever unit `advance` counts, 0 while unknown. */
  step(words: string, total?: number): void
  advance(done: number): void
  /** Says which part of the whole the steps that follow are, in one unit; the job's share and time left are then of the whole. */
  part(start: number, size: number, total: number): void
}

/** Progress for callers without a window, which nobody watches. */
export function unwatched(signal: AbortSignal = new AbortController().signal): JobProgress {
  return { signal, step: () => undefined, advance: () => undefined, part: () => undefined }
}

interface RunningJob extends Job {
  startedAt: number
  stepStartedAt: number
  part: { start: number; size: number; total: number; firstAt: number } | null
  controller: AbortController
  /** Whose question runs it; undefined for the engine's own work. */
  asker: object | undefined
}

/** Who sees jobs and cancels them: all of them, or those of their own questions. */
export interface JobViewer {
  readonly asker: object
  readonly seesAll: boolean
}

const keptAfterEnd = 20
const announceEveryMilliseconds = 100

const isSeenBy = (job: RunningJob, viewer: JobViewer | undefined): boolean =>
  viewer === undefined || viewer.seesAll || job.asker === viewer.asker

/** Long work of the engine: each job has steps, progress, a time left and a cancel. */
export class Jobs {
  private readonly jobs = new Map<string, RunningJob>()
  /** ChangeSignal whenever a job does. */
  readonly changes = new ChangeSignal()
  private announcing: NodeJS.Timeout | undefined
  private readonly asker = new AsyncLocalStorage<object>()

  /** Runs a question; the jobs that it starts are its asker's. */
  askedBy<T>(asker: object, work: () => T): T {
    return this.asker.run(asker, work)
  }

  /** Runs `work` as a job. Cancelling the job or aborting `signal` aborts the signal that `work` sees. */
  async run<T>(
    title: string,
    signal: AbortSignal | undefined,
    work: (progress: JobProgress) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController()
    const abort = () => controller.abort()
    if (signal?.aborted) throw new CancelledError()
    signal?.addEventListener('abort', abort, { once: true })
    const now = Date.now()
    const job: RunningJob = {
      jobId: randomUUID(),
      title,
      step: '',
      done: 0,
      total: 0,
      secondsElapsed: 0,
      secondsLeft: null,
      state: 'running',
      startedAt: now,
      stepStartedAt: now,
      part: null,
      controller,
      asker: this.asker.getStore(),
    }
    this.jobs.set(job.jobId, job)
    this.announce(true)
    try {
      const result = await work({
        signal: controller.signal,
        step: (words, total = 0) => {
          Object.assign(job, { step: words, total, done: 0, stepStartedAt: Date.now() })
          this.announce()
        },
        advance: (done) => {
          job.done = done
          this.announce()
        },
        part: (start, size, total) => {
          job.part = { start, size, total, firstAt: job.part?.firstAt ?? Date.now() }
          Object.assign(job, { total: 0, done: 0 })
          this.announce()
        },
      })
      job.state = 'done'
      return result
    } catch (error) {
      job.state = error instanceof CancelledError || controller.signal.aborted ? 'cancelled' : 'failed'
      throw job.state === 'cancelled' ? new CancelledError() : error
    } finally {
      signal?.removeEventListener('abort', abort)
      this.forgetOld()
      this.announce(true)
    }
  }

  cancel(jobId: string, viewer?: JobViewer): boolean {
    const job = this.jobs.get(jobId)
    if (job?.state !== 'running' || !isSeenBy(job, viewer)) return false
    job.controller.abort()
    return true
  }

  list(viewer?: JobViewer): Job[] {
    const now = Date.now()
    const seen = [...this.jobs.values()].filter((job) => isSeenBy(job, viewer))
    return seen.map((job) => {
      const ofStep = job.total > 0 ? Math.min(1, job.done / job.total) : 0
      const { part } = job
      const done = part ? part.start + Math.floor(part.size * ofStep) : job.done
      const total = part ? part.total : job.total
      const share = part ? (part.total > 0 ? done / part.total : 0) : ofStep
      const onStep = (now - (part?.firstAt ?? job.stepStartedAt)) / 1000
      const running = job.state === 'running'
      return {
        jobId: job.jobId,
        title: job.title,
        step: job.step,
        done,
        total,
        secondsElapsed: (now - job.startedAt) / 1000,
        secondsLeft: running && share > 0.02 && onStep > 0.5 ? (onStep * (1 - share)) / share : null,
        state: job.state,
      }
    })
  }

  /** The jobs that the viewer sees, and again whenever one changes, at most ten times a second, until `signal` aborts. */
  watch(signal: AbortSignal | undefined, viewer?: () => JobViewer): AsyncGenerator<Job[], void, void> {
    return watchChanges([this.changes], () => this.list(viewer?.()), signal)
  }

  private announce(now = false): void {
    if (now) {
      clearTimeout(this.announcing)
      this.announcing = undefined
      this.changes.notify()
      return
    }
    this.announcing ??= setTimeout(() => this.announce(true), announceEveryMilliseconds)
  }

  private forgetOld(): void {
    const ended = [...this.jobs.values()].filter((job) => job.state !== 'running')
    for (const job of ended.slice(0, Math.max(0, ended.length - keptAfterEnd))) this.jobs.delete(job.jobId)
  }
}
