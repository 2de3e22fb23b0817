import { z } from 'zod'
import { question } from './base.ts'
import { oneOf, refersTo, wholeCase } from './subject.ts'
import { certainty, dayRange, evidence, h3Cell, isoInstant, table } from './table.ts'

/** Short names, strongest first, as tables show them. */
export const lineFeature = z.enum([
  'bulk-texts',
  'burst',
  'call-backs',
  'one-offs',
  'shift-hours',
  'sim-swaps',
  'upstream',
  'long-calls',
  'customer-calls',
  'outgoing-strangers',
  'reminders',
  'contact-book',
  'wording',
  'drug-arrests',
  'number-changes',
])

export const lineReason = z.object({
  feature: z.string(),
  /** One plain sentence with its figures. */
  words: z.string(),
  /** Its share of the log-odds; reasons, prior and sum add up to the score. */
  weight: z.number(),
  /** How many rows stand behind it; `lines.evidence` returns them. */
  rows: z.number().int(),
})

export const lineCustomer = z.object({
  number: z.string(),
  why: z.string(),
  confidence: z.number(),
})

/** One candidate line; the CLI prints these. Numbers are in E.164. */
export const line = z.object({
  line: z.string(),
  name: z.string(),
  /** All numbers of the line, oldest first; the last is the number now. */
  numbers: z.array(z.string()),
  /** Probability-like, 0 to 1. */
  score: z.number(),
  prior: z.number(),
  reasons: z.array(lineReason),
  customers: z.array(lineCustomer),
  succeeds: z.array(z.string()),
  /** At the default threshold, or by a human decision. */
  accepted: z.boolean(),
  decision: z.enum(['accepted', 'set-aside', 'review']).nullable(),
  exporterArea: z.string().nullable(),
  firstSeen: isoInstant,
  lastSeen: isoInstant,
  /** Counts of texts and calls by local hour, 24 values. */
  hours: z.array(z.number().int()),
})
export type Line = z.infer<typeof line>

export const lineNumber = z.object({
  number: z.string(),
  firstSeen: isoInstant,
  lastSeen: isoInstant,
  /** How this number took over from the one before; null for the first. */
  succession: z
    .object({ words: z.string(), shareKept: z.number(), certainty, sameHandset: z.boolean() })
    .nullable(),
})

export const lineRole = z.object({
  number: z.string(),
  role: z.enum(['holder', 'runner', 'upstream']),
  words: z.string(),
  confidence: z.number(),
})

export const lineDetail = line.extend({
  threshold: z.number(),
  lineage: z.array(lineNumber),
  roles: z.array(lineRole),
  /** Communications by weekday (Monday first) and local hour, 7 x 24. */
  week: z.array(z.array(z.number().int())),
  /** Where the rows come from. */
  sources: z.array(
    z.object({
      fileId: z.number().int(),
      file: z.string(),
      sheet: z.string().nullable(),
      rows: z.number().int(),
    }),
  ),
})
export type LineDetail = z.infer<typeof lineDetail>

/** What a person or a number is to a line; `number` is one of its own. */
export const lineRelation = z.enum(['number', 'holder', 'runner', 'upstream', 'customer'])
export type LineRelation = z.infer<typeof lineRelation>

export const lineConcern = z.object({
  lineId: z.string(),
  name: z.string(),
  /** Calls and messages of the line that fit all that is chosen. */
  communications: z.number().int(),
  /** Its customers among those at the other end. */
  customers: z.number().int(),
  /** What the person or number is to it; empty where none is chosen. */
  relations: z.array(lineRelation),
})
export type LineConcern = z.infer<typeof lineConcern>

const lineDecision = z.enum(['accepted', 'set-aside', 'review'])

export const linesContract = {
  /** Finds lines again over all that is loaded. */
  find: question({ action: 'combination', subject: wholeCase })
    .input(z.object({}))
    .output(z.object({ candidates: z.number().int(), accepted: z.number().int(), seconds: z.number() })),
  /** Best first. */
  candidates: question({ subject: wholeCase })
    .input(z.object({}))
    .output(
      z.object({
        threshold: z.number(),
        phones: z.number().int(),
        callFiles: z.number().int(),
        lines: z.array(line),
      }),
    ),
  /**
   * Lines with a communication that fits what is chosen, most first: with a person's or a number's, where it holds, runs, supplies, buys
   * from or is the line; that met a cell site in a cell; on the days of a range.
   */
  concerning: question({
    subject: { person: refersTo.id, number: refersTo.number, cell: refersTo.cell, range: refersTo.days },
  })
    .input(
      z.object({
        person: z.string().optional(),
        number: z.string().optional(),
        cell: h3Cell.optional(),
        range: dayRange.optional(),
      }),
    )
    .output(z.array(lineConcern)),
  detail: question({ subject: { lineId: refersTo.line } })
    .input(z.object({ lineId: z.string() }))
    .output(lineDetail),
  /**
   * One row per customer: `number`, `why`, `confidence`, `texts`, `calls`, `callBacks`, `group`, `area`, `lines`,
   * `firstSeen`, `lastSeen`, `person` (null where the role may not see it).
   */
  customers: question({ subject: { lineId: refersTo.line, range: refersTo.days, cell: refersTo.cell } })
    .input(
      z.object({
        lineId: z.string(),
        /** Only those in contact with it on these days. */
        range: dayRange.optional(),
        /** Only those in contact with it by a cell site in it. */
        cell: h3Cell.optional(),
      }),
    )
    .output(table),
  /** The observations behind one reason, or behind one customer, with file, sheet and row. */
  evidence: question({
    subject: {
      lineId: refersTo.line,
      feature: oneOf(lineFeature),
      number: refersTo.number,
      fileId: refersTo.id,
    },
  })
    .input(
      z.object({
        lineId: z.string(),
        feature: z.string().optional(),
        number: z.string().optional(),
        fileId: z.number().int().optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(5000).default(500),
      }),
    )
    .output(evidence),
  /** Null takes the decision back. */
  decide: question({
    action: 'alteration',
    subject: { lineId: refersTo.line, decision: oneOf(lineDecision) },
  })
    .input(
      z.object({
        lineId: z.string(),
        decision: lineDecision.nullable(),
        note: z.string().max(500).optional(),
      }),
    )
    .output(line),
}
