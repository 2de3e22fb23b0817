import { z } from 'zod'

/**
 * `hub` reads both sides as the agreements allow; `police` never sees treatment identities;
 * `lead` and `reader` see released tables only.
 */
export const role = z.enum(['police', 'health', 'hub', 'lead', 'reader'])
export type Role = z.infer<typeof role>

/**
 * Data Protection Act 2018, section 62(1); beside it `session`, a role declared, and `refused`, a question that was not answered. A
 * question never declares `refused`.
 */
export const loggedAction = z.enum([
  'none',
  'collection',
  'alteration',
  'consultation',
  'disclosure',
  'combination',
  'erasure',
  'session',
  'refused',
])
export type LoggedAction = z.infer<typeof loggedAction>
