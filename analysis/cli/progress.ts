import type { Job } from '../contract/index.ts'

const isTerminal = Boolean(process.stderr.isTTY)
let said = ''

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const minutes = Math.floor(whole / 60)
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`
}

/** Writes progress to standard error: one updating line on a terminal, one line per step elsewhere. */
export function showStep(
  title: string,
  step: string,
  done: number,
  total: number,
  secondsLeft: number | null = null,
): void {
  const words = `${title}: ${step || 'starting'}`
  if (!isTerminal) {
    if (words !== said && step) process.stderr.write(`${words}\n`)
    said = words
    return
  }
  const share = total > 0 ? ` ${Math.min(100, Math.floor((100 * done) / total))} %` : ''
  const left = secondsLeft === null ? '' : `, ${clock(secondsLeft)} left`
  const width = process.stderr.columns ?? 80
  process.stderr.write(`\r\u001B[2K${`${words}${share}${left}`.slice(0, width - 1)}`)
}

export function clearStep(): void {
  if (isTerminal) process.stderr.write('\r\u001B[2K')
  said = ''
}

interface WatchedJobs {
  watch(signal: AbortSignal): AsyncIterable<Job[]> | Promise<AsyncIterable<Job[]>>
}

/** Shows the newest running job of an engine until stopped. */
export function watchProgress(jobs: WatchedJobs): { stop(): void } {
  const ending = new AbortController()
  const show = async () => {
    for await (const all of await jobs.watch(ending.signal)) {
      const running: Job | undefined = all.findLast((job) => job.state === 'running')
      if (running) showStep(running.title, running.step, running.done, running.total, running.secondsLeft)
      else clearStep()
    }
  }
  show().catch(() => undefined)
  return {
    stop() {
      ending.abort()
      clearStep()
    },
  }
}
