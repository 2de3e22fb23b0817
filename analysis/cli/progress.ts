import type { Job } from '../contract/index.ts'
import type { Jobs } from '../engine/jobs.ts'

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`
}

function line(job: Job): string {
  const share = job.total > 0 ? ` ${Math.min(100, Math.floor((100 * job.done) / job.total))} %` : ''
  const left = job.secondsLeft === null ? '' : `, ${clock(job.secondsLeft)} left`
  return `${job.title}: ${job.step || 'starting'}${share}${left}`
}

/** Shows the running job on standard error: one moving line on a terminal, one line a step elsewhere. */
export function watchProgress(jobs: Jobs): { stop(): void } {
  const ending = new AbortController()
  const isTerminal = Boolean(process.stderr.isTTY)
  let said = ''
  const show = async () => {
    for await (const all of jobs.watch(ending.signal)) {
      const running = all.findLast((job) => job.state === 'running')
      if (isTerminal) {
        const width = process.stderr.columns ?? 80
        process.stderr.write(`\r\u001B[2K${running ? line(running).slice(0, width - 1) : ''}`)
      } else if (running?.step) {
        const step = `${running.title}: ${running.step}`
        if (step !== said) process.stderr.write(`${step}\n`)
        said = step
      }
    }
  }
  void show()
  return {
    stop() {
      ending.abort()
      if (isTerminal) process.stderr.write('\r\u001B[2K')
    },
  }
}
