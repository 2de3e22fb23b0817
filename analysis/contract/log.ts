import { z } from 'zod'
import { question } from './base.ts'
import { capabilities, loggedAction, role } from './roles.ts'
import { oneOf, refersTo, withheld } from './subject.ts'
import { dayRange, isoInstant, table } from './table.ts'

export const logEntry = z.object({
  sequence: z.number().int(),
  at: isoInstant,
  person: z.string(),
  role,
  purpose: z.string(),
  action: loggedAction,
  question: z.string(),
  /** A reference (a file number, a line id), never an identity. */
  subject: z.string(),
  times: z.number().int(),
  previousHash: z.string(),
  hash: z.string(),
})
export type LogEntry = z.infer<typeof logEntry>

export const logContract = {
  entries: question({
    action: 'consultation',
    roles: capabilities.readsLog,
    subject: { action: oneOf(loggedAction), role: oneOf(role), text: withheld('words'), days: refersTo.days },
  })
    .input(
      z.object({
        after: z.number().int().default(0),
        /** Only entries older than this one. */
        before: z.number().int().optional(),
        action: loggedAction.optional(),
        role: role.optional(),
        /** Found anywhere in the person, the purpose, the question or the subject, whatever its case. */
        text: z.string().max(200).optional(),
        days: dayRange.optional(),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(
      z.object({
        /** Newest first. */
        entries: z.array(logEntry),
        /** Entries that fit the filters. */
        matching: z.number().int(),
        total: z.number().int(),
        head: z.string(),
        intact: z.boolean(),
        /** The first entry that does not follow from the one before it. */
        brokenAt: z.number().int().nullable(),
      }),
    ),
}

export const queryContract = {
  /** One read-only SELECT, for `hub` alone. */
  select: question({ roles: capabilities.asksFreeQueries, subject: { sql: { digested: 'statement' } } })
    .input(
      z.object({
        sql: z.string().min(1).max(100_000),
        limit: z.number().int().min(1).max(1_000_000).default(10_000),
      }),
    )
    .output(table),
}
