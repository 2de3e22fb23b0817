import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Job } from '../../analysis/contract/index.ts'
import { useEngine } from '../engine/engine-context.ts'
import { watchEngine } from '../engine/watch-engine.ts'
import { formatTimeLeft } from '../text/numbers.ts'
import { Progress } from './notice.tsx'
import './jobs-strip.css'

/** The jobs of the engine as they move; the window follows the open case over the same connection. */
const useJobs = (): readonly Job[] => {
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

/** Long work, wherever it was started: what is being done, how long is left, Cancel. */
export const JobsStrip = () => {
  const engine = useEngine()
  const jobs = useJobs()
  const cancel = useMutation({ mutationFn: (jobId: string) => engine.jobs.cancel({ jobId }) })
  const running = jobs.filter((job) => job.state === 'running')
  if (running.length === 0) return null
  return (
    <div className="jobs-strip">
      {running.map((job) => (
        <Progress
          key={job.jobId}
          title={job.title}
          step={job.step}
          done={job.done}
          total={job.total > 0 ? job.total : null}
          timeLeft={job.secondsLeft === null ? null : formatTimeLeft(job.secondsLeft)}
          onCancel={() => cancel.mutate(job.jobId)}
        />
      ))}
    </div>
  )
}
