import { z } from 'zod'
import { everyRole, question } from './base.ts'

/**
 * `hub` reads both sides as the agreements allow; `police` never sees treatment identities;
 * `lead` and `reader` see released tables only.
 */
export const role = z.enum(['police', 'health', 'hub', 'lead', 'reader'])
export type Role = z.infer<typeof role>

/** Data Protection Act 2018, section 62(1); `release` is a disclosure that leaves the laptop, `session` a role declared. */
export const loggedAction = z.enum([
  'none',
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'session',
])
export type LoggedAction = z.infer<typeof loggedAction>

export const session = z.object({
  person: z.string(),
  role,
  purpose: z.string(),
  /** False when the purpose is the default: the log says that nobody stated it. */
  purposeStated: z.boolean(),
})
export type Session = z.infer<typeof session>

export const sessionContract = {
  declare: question({ action: 'session', roles: everyRole, needsCase: false })
    .input(
      z.object({
        role,
        purpose: z.string().max(500).optional(),
        person: z.string().min(1).max(120).optional(),
      }),
    )
    .output(session),
}
