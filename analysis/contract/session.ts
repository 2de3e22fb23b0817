import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { everyRole, question } from './base.ts'
import { job } from './jobs.ts'
import { role } from './roles.ts'
import { oneOf, wholeCase } from './subject.ts'

export const session = z.object({
  person: z.string(),
  role,
  purpose: z.string(),
  /** False when the purpose is the default: the log says that nobody stated it. */
  purposeStated: z.boolean(),
})
export type Session = z.infer<typeof session>

/** What a window follows of the engine. */
export const watchedState = z.object({
  /** Names the opening of the case that is open: another one each time that a case is opened, null while none is. */
  opening: z.string().nullable(),
  /** Another one each time that the open case changed; null while it has not since it was opened. */
  change: z.string().nullable(),
  jobs: z.array(job),
})
export type WatchedState = z.infer<typeof watchedState>

/** Characters; some two hundred tables with all their columns. */
const longestLayout = 60_000

export const sessionContract = {
  /** Which case is open and all jobs: at once, and again whenever one of them changes; ends when the caller goes. */
  watch: question({ action: 'none', roles: everyRole, needsCase: false, subject: wholeCase })
    .input(z.object({}))
    .output(eventIterator(watchedState)),
  declare: question({ action: 'session', roles: everyRole, needsCase: false, subject: { role: oneOf(role) } })
    .input(
      z.object({
        role,
        purpose: z.string().max(500).optional(),
        person: z.string().min(1).max(120).optional(),
      }),
    )
    .output(session),
  /** The window's arrangement as it was left, or null; the window alone knows what is in it. */
  layout: question({ action: 'none', roles: everyRole, needsCase: false, subject: wholeCase })
    .input(z.object({}))
    .output(z.object({ layout: z.string().nullable() })),
  /** Keeps the window's arrangement for the next start: sizes, columns, theme, the last view. Never a choice that names anybody. */
  keepLayout: question({ action: 'none', roles: everyRole, needsCase: false, subject: wholeCase })
    .input(z.object({ layout: z.string().max(longestLayout) }))
    .output(z.object({ kept: z.boolean() })),
}
