import { z } from 'zod'
import { everyRole, question } from './base.ts'
import { errorCodes, errorData } from './errors.ts'
import { session } from './session.ts'
import { oneOf, refersTo, wholeCase, withheld } from './subject.ts'
import { dayRange, isoInstant } from './table.ts'

export const casePolicy = z.enum(['open', 'strict'])

/** Something that happened to the case itself and that whoever works on it must know; worded like an error of its code. */
export const caseNotice = z.object({ at: isoInstant, code: z.enum(errorCodes), data: errorData })
export type CaseNotice = z.infer<typeof caseNotice>

export const caseDescription = z.object({
  caseId: z.string(),
  name: z.string(),
  path: z.string(),
  marking: z.string(),
  synthetic: z.boolean(),
  /** Always false until the native route is proven; the window says so. */
  encrypted: z.boolean(),
  policy: casePolicy,
  createdAt: isoInstant,
  schemaVersion: z.number().int(),
  /** Rises by one with every import, removal or decision; a figure names the version that it saw. */
  dataVersion: z.number().int(),
  /** First and last local day on which anything happened; null in an empty case. */
  days: dayRange.nullable(),
  counts: z.object({
    files: z.number().int(),
    communications: z.number().int(),
    records: z.number().int(),
    persons: z.number().int(),
    lines: z.number().int(),
    linesAccepted: z.number().int(),
    forReview: z.number().int(),
  }),
  /** The newest results, each named by its run; an answer that rests on one is out of date when that run changes. */
  runs: z.object({ wash: z.number().int().nullable(), lines: z.number().int().nullable() }),
  /** Whether each result still belongs to the data version in the case. */
  fresh: z.object({ wash: z.boolean(), lines: z.boolean() }),
  /** Oldest first; each stays until somebody says that it was read. */
  notices: z.array(caseNotice),
  session,
})
export type CaseDescription = z.infer<typeof caseDescription>

export const caseContract = {
  /** The open case, or null. */
  describe: question({ action: 'none', roles: everyRole, needsCase: false, subject: wholeCase })
    .input(z.object({}))
    .output(caseDescription.nullable()),
  recent: question({ action: 'none', roles: everyRole, needsCase: false, subject: wholeCase })
    .input(z.object({}))
    .output(
      z.array(z.object({ path: z.string(), name: z.string(), openedAt: isoInstant, exists: z.boolean() })),
    ),
  create: question({ action: 'none', needsCase: false, subject: { policy: oneOf(casePolicy) } })
    .input(
      z.object({
        name: z.string().trim().min(1).max(120),
        /** A file path; without it the case is made in Hubline's own folder. */
        path: z.string().optional(),
        policy: casePolicy.default('open'),
        marking: z.string().trim().max(60).default('OFFICIAL-SENSITIVE'),
      }),
    )
    .output(caseDescription),
  open: question({
    action: 'none',
    roles: everyRole,
    needsCase: false,
    subject: { path: withheld('a case') },
  })
    .input(z.object({ path: z.string() }))
    .output(caseDescription),
  /** A notice was read; it is not shown again, and `verify` still lists it. */
  noticeRead: question({ action: 'alteration', subject: { at: refersTo.instant } })
    .input(z.object({ at: isoInstant }))
    .output(caseDescription),
}
