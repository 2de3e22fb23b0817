import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { everyRole, question } from './base.ts'
import { wholeCase, withheld } from './subject.ts'

export const job = z.object({
  jobId: z.string(),
  title: z.string(),
  /** What is being done now, in the analyst's words. */
  step: z.string(),
  done: z.number(),
  /** 0 while the size is not known. */
  total: z.number(),
  secondsElapsed: z.number(),
  secondsLeft: z.number().nullable(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
})
export type Job = z.infer<typeof job>

export const jobsContract = {
  /** All jobs of this engine, again whenever one of them changes; ends when the caller goes. */
  watch: question({ action: 'none', roles: everyRole, needsCase: false, subject: wholeCase })
    .input(z.object({}))
    .output(eventIterator(z.array(job))),
  cancel: question({
    action: 'none',
    roles: everyRole,
    needsCase: false,
    subject: { jobId: withheld('a job') },
  })
    .input(z.object({ jobId: z.string() }))
    .output(z.object({ cancelled: z.boolean() })),
}
