import type { QueryClient } from '@tanstack/react-query'
import type { Job, WatchedState } from '../../analysis/contract/index.ts'

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Asks for the case again. An answer that is still on its way may be older than the reason to ask: it is dropped. */
const askForCase = async (queries: QueryClient): Promise<void> => {
  const ofCase = { queryKey: ['case'] }
  await queries.cancelQueries(ofCase)
  await queries.invalidateQueries(ofCase)
}

interface Watching {
  readonly watch: (signal: AbortSignal) => PromiseLike<AsyncIterable<WatchedState>>
  readonly queries: QueryClient
  readonly signal: AbortSignal
  /** The jobs as they move; none while the engine cannot be reached. */
  readonly onJobs: (jobs: readonly Job[]) => void
  readonly pauseMilliseconds?: number
}

/**
 * Follows the engine until `signal` aborts, also over a lost connection and an engine that was started again. The case is
 * asked again when another one is opened, when it changed, when a job ends, and at the first word of every connection, because
 * nobody was told what moved before it. What a running job changes is asked for when it ends. Nothing else is asked: what a job changed follows from the case's data version and its runs,
 * and a job that is itself an answer would otherwise ask for itself for ever.
 */
export const watchEngine = async ({
  watch,
  queries,
  signal,
  onJobs,
  pauseMilliseconds = 2000,
}: Watching): Promise<void> => {
  while (!signal.aborted) {
    let opening: string | null | undefined
    let change: string | null = null
    let running = new Set<string>()
    let ended = new Set<string>()
    try {
      for await (const state of await watch(signal)) {
        onJobs(state.jobs)
        const idsOf = (isRunning: boolean) =>
          new Set(
            state.jobs.filter((job) => (job.state === 'running') === isRunning).map(({ jobId }) => jobId),
          )
        const [nowRunning, nowEnded] = [idsOf(true), idsOf(false)]
        // A short job may start and end between two words; a long one may be forgotten as soon as it ends.
        const hasEnded =
          [...nowEnded].some((jobId) => !ended.has(jobId)) ||
          [...running].some((jobId) => !nowRunning.has(jobId))
        const hasChanged = change !== state.change && nowRunning.size === 0
        if (opening !== state.opening || hasChanged || hasEnded) {
          void askForCase(queries)
          change = state.change
        }
        opening = state.opening
        running = nowRunning
        ended = nowEnded
      }
    } catch {
      // Why the engine cannot be reached is said where the case is asked.
    }
    if (!signal.aborted) onJobs([])
    await pause(pauseMilliseconds, signal)
  }
}
