import { useMutation } from '@tanstack/react-query'
import { useEngine } from '../engine/engine-context.ts'
import { useJobs } from '../engine/running-jobs.ts'
import { formatTimeLeft } from '../text/numbers.ts'
import { Progress } from '../ui/notice.tsx'

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
