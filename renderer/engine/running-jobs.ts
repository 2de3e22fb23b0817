import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Job } from '../../analysis/contract/index.ts'
import { useEngine } from './engine-context.ts'

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/**
 * The jobs of the engine as they move; empty while the engine cannot be reached. When one ends, and when the engine is reached
 * again, only the case is asked again: what
 * the job changed follows from its data version and its runs, and a job that is itself an answer would otherwise ask for itself for ever.
 */
export const useJobs = (): readonly Job[] => {
  const engine = useEngine()
  const queries = useQueryClient()
  const [jobs, setJobs] = useState<readonly Job[]>([])
  useEffect(() => {
    const ending = new AbortController()
    const follow = async () => {
      let running = new Set<string>()
      let wasLost = false
      while (!ending.signal.aborted) {
        try {
          for await (const current of await engine.jobs.watch({}, { signal: ending.signal })) {
            setJobs(current)
            if (wasLost) void queries.invalidateQueries({ queryKey: ['case'] })
            wasLost = false
            const now = new Set(current.filter((job) => job.state === 'running').map((job) => job.jobId))
            const ended = [...running].some((jobId) => !now.has(jobId))
            running = now
            if (ended) void queries.invalidateQueries({ queryKey: ['case'] })
          }
        } catch {
          setJobs([])
        }
        wasLost = true
        await pause(2000, ending.signal)
      }
    }
    void follow()
    return () => ending.abort()
  }, [engine, queries])
  return jobs
}
