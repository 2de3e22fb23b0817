import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { CancelledError } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import type { GraphResults, GraphTask } from './graph-tasks.ts'

const builtWorker = new URL('./graph-worker.mjs', import.meta.url)

/** Node cannot run the source itself. Without a built engine beside this file, the worker is bundled once, in memory. */
const bundledWorker = once(async () => {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: fileURLToPath(new URL('./graph-worker.ts', import.meta.url)),
    platform: 'node',
  })
  const { output } = await bundle.generate({ format: 'cjs' })
  await bundle.close()
  return output[0].code
})

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}

async function startWorker(): Promise<Worker> {
  return existsSync(builtWorker) ? new Worker(builtWorker) : new Worker(await bundledWorker(), { eval: true })
}

const mostThreads = 8
const lookEveryMilliseconds = 100

/**
 * Threads that work on one graph for one question. Cancelling ends them at once.
 * Obtain one with `withGraphThreads`.
 */
export class GraphThreads {
  private readonly signal: AbortSignal
  private readonly idle: Worker[] = []
  private readonly all: Worker[] = []
  private readonly limit = Math.max(1, Math.min(mostThreads, availableParallelism()))
  private readonly waiting: (() => void)[] = []
  private starting = 0

  constructor(signal: AbortSignal) {
    this.signal = signal
  }

  /** @throws CancelledError when the signal aborts before the answer is there. */
  async run<Kind extends GraphTask['kind']>(
    task: Extract<GraphTask, { kind: Kind }>,
  ): Promise<GraphResults[Kind]> {
    const worker = await this.take()
    try {
      return await this.ask(worker, task)
    } finally {
      this.idle.push(worker)
      this.waiting.shift()?.()
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.terminate()))
  }

  private async take(): Promise<Worker> {
    for (;;) {
      if (this.signal.aborted) throw new CancelledError()
      const idle = this.idle.pop()
      if (idle) return idle
      if (this.all.length + this.starting < this.limit) {
        this.starting += 1
        const worker = await startWorker()
        this.starting -= 1
        this.all.push(worker)
        return worker
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
  }

  private ask<Kind extends GraphTask['kind']>(
    worker: Worker,
    task: Extract<GraphTask, { kind: Kind }>,
  ): Promise<GraphResults[Kind]> {
    return new Promise((resolve, reject) => {
      const stop = () => finish(() => reject(new CancelledError()))
      const fail = (error: unknown) => finish(() => reject(error))
      const answer = (result: GraphResults[Kind]) => finish(() => resolve(result))
      const finish = (end: () => void) => {
        worker.off('message', answer)
        worker.off('error', fail)
        this.signal.removeEventListener('abort', stop)
        end()
      }
      worker.on('message', answer)
      worker.on('error', fail)
      this.signal.addEventListener('abort', stop, { once: true })
      worker.postMessage(task)
    })
  }
}

/** Runs `work` with threads, and ends them in any case. */
export async function withGraphThreads<T>(
  signal: AbortSignal,
  work: (threads: GraphThreads) => Promise<T>,
): Promise<T> {
  const threads = new GraphThreads(signal)
  try {
    return await work(threads)
  } finally {
    await threads.close()
  }
}

/** A shared counter of the threads, reported to the job while `work` runs. */
export async function counted<T>(
  progress: JobProgress,
  work: (counter: Int32Array) => Promise<T>,
): Promise<T> {
  const counter = new Int32Array(new SharedArrayBuffer(4))
  const looking = setInterval(() => progress.advance(Atomics.load(counter, 0)), lookEveryMilliseconds)
  try {
    return await work(counter)
  } finally {
    clearInterval(looking)
  }
}
