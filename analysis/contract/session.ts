import { z } from 'zod'
import { everyRole, question } from './base.ts'
import { role } from './roles.ts'

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
