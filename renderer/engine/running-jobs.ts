import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Job } from '../../analysis/contract/index.ts'
import { useEngine } from './engine-context.ts'
import { watchEngine } from './watch-engine.ts'

/** The jobs of the engine as they move; the window follows the open case over the same connection. */
export const useJobs = (): readonly Job[] => {
  const engine = useEngine()
  const queries = useQueryClient()
  const [jobs, setJobs] = useState<readonly Job[]>([])
  useEffect(() => {
    const ending = new AbortController()
    void watchEngine({
      watch: (signal) => engine.session.watch({}, { signal }),
      queries,
      signal: ending.signal,
      onJobs: setJobs,
    })
    return () => ending.abort()
  }, [engine, queries])
  return jobs
}
