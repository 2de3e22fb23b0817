import { z } from 'zod'
import { question } from './base.ts'
import { capabilities } from './roles.ts'
import { heldKind } from './sources.ts'
import { oneOf, refersTo, wholeCase, withheld } from './subject.ts'
import { dayRange, h3Cell, isoDate, isoInstant, table } from './table.ts'

export const linkageResult = z.object({
  records: z.number().int(),
  persons: z.number().int(),
  pairsCompared: z.number().int(),
  pairsLinked: z.number().int(),
  forReview: z.number().int(),
  seconds: z.number(),
})
export type LinkageResult = z.infer<typeof linkageResult>

/** One source record and the person that it was found to be about. */
export const personRecord = z.object({
  /** The file's name. */
  source: z.string(),
  row: z.number().int(),
  /** The source's own id where it has one, else `file name:row`. */
  recordId: z.string(),
  person: z.string(),
  kind: heldKind,
})

/** `unattributed`: a number that no source ties to a person. `not-known`: a person in no treatment or programme record. */
export const cohortGroup = z.enum(['not-known', 'mainstream', 'programme', 'unattributed'])
export type CohortGroup = z.infer<typeof cohortGroup>

export const cohortCount = z.object({
  group: cohortGroup,
  /** Null when suppressed by the policy for the caller's role. */
  count: z.number().int().nullable(),
  /** Counts by `ageBand`, `sex`, `ethnicity`, `area`; null where suppressed. */
  by: z.record(z.string(), z.record(z.string(), z.number().int().nullable())),
})

export const cohorts = z.object({
  at: isoDate,
  lineId: z.string().nullable(),
  /** What the population is: customers of one line, of all accepted lines. */
  population: z.string(),
  groups: z.array(cohortCount),
  suppressed: z.object({ primary: z.number().int(), secondary: z.number().int() }),
  /** The policy that was applied, or null where the role may see exact counts. */
  policy: z.string().nullable(),
})
export type Cohorts = z.infer<typeof cohorts>

export const personDetail = z.object({
  person: z.string(),
  /** `Name withheld from this role` where the role may not see it. */
  title: z.string(),
  withheld: z.boolean(),
  facts: z.array(z.object({ label: z.string(), value: z.string(), sources: z.array(z.string()) })),
  group: cohortGroup,
  groupBecause: z.string(),
  records: z.array(
    z.object({
      kind: heldKind,
      file: z.string(),
      fileId: z.number().int(),
      row: z.number().int(),
      recordId: z.string(),
      at: isoInstant.nullable(),
      /** Local day of it, and the last day of what lasts. */
      day: isoDate.nullable().default(null),
      until: isoDate.nullable().default(null),
      words: z.string(),
      withheld: z.boolean(),
    }),
  ),
  /** Why these records are one person: each pair, its rule in plain words, and what agreed or differed. */
  links: z.array(
    z.object({
      left: z.string(),
      right: z.string(),
      rule: z.string(),
      words: z.string(),
      agrees: z.array(z.string()),
      differs: z.array(z.string()),
    }),
  ),
  numbers: z.array(
    z.object({
      number: z.string(),
      because: z.string(),
      confidence: z.number(),
      from: isoDate.nullable(),
      to: isoDate.nullable(),
      lines: z.array(z.object({ lineId: z.string(), name: z.string() })),
    }),
  ),
})
export type PersonDetail = z.infer<typeof personDetail>

export const reviewPair = z.object({
  pairKey: z.string(),
  left: z.object({
    recordId: z.string(),
    file: z.string(),
    row: z.number().int(),
    fields: z.record(z.string(), z.string()),
  }),
  right: z.object({
    recordId: z.string(),
    file: z.string(),
    row: z.number().int(),
    fields: z.record(z.string(), z.string()),
  }),
  words: z.string(),
  decision: z.enum(['same', 'different']).nullable(),
})
export type ReviewPair = z.infer<typeof reviewPair>

const pairDecision = z.enum(['same', 'different'])

export const peopleContract = {
  wash: question({ action: 'combination', subject: wholeCase }).input(z.object({})).output(linkageResult),
  records: question({ subject: wholeCase }).input(z.object({})).output(z.array(personRecord)),
  /** The three groups among the customers of one line or of all accepted lines at a date. */
  groups: question({
    roles: capabilities.readsCounts,
    subject: { lineId: refersTo.line, at: refersTo.day, range: refersTo.days, cell: refersTo.cell },
  })
    .input(
      z.object({
        lineId: z.string().optional(),
        at: isoDate.optional(),
        /** Only customers in contact with their line on these days, at the last of them; exact counts only. */
        range: dayRange.optional(),
        /** Only those seen in it; exact counts only. */
        cell: h3Cell.optional(),
        /** Counts as they may leave, for a role that may see exact ones too. */
        protect: z.boolean().default(false),
      }),
    )
    .output(cohorts),
  /**
   * One row per person or unattributed number: `subject` (person id or E.164), `title`, `group`, `ageBand`, `sex`,
   * `ethnicity`, `area`, `lines` (count), `records` (count), `lastSeen`. Identities as the role allows.
   */
  table: question({
    subject: {
      lineId: refersTo.line,
      group: oneOf(cohortGroup),
      at: refersTo.day,
      range: refersTo.days,
      cell: refersTo.cell,
      search: withheld('words'),
    },
  })
    .input(
      z.object({
        lineId: z.string().optional(),
        group: cohortGroup.optional(),
        at: isoDate.optional(),
        /** Only those seen on these days, at the last of them. */
        range: dayRange.optional(),
        /** Only those whom a record or a cell site places in it. */
        cell: h3Cell.optional(),
        search: z.string().max(100).optional(),
        /** `customers` of lines (default), or every person in the case. */
        population: z.enum(['customers', 'everyone']).default('customers'),
      }),
    )
    .output(table),
  detail: question({ subject: { person: refersTo.id, at: refersTo.day } })
    .input(z.object({ person: z.string(), at: isoDate.optional() }))
    .output(personDetail),
  reviews: question({ subject: wholeCase }).input(z.object({})).output(z.array(reviewPair)),
  /** Null takes the decision back. The next wash honours it. */
  decide: question({
    action: 'combination',
    subject: { pairKey: refersTo.pair, decision: oneOf(pairDecision) },
  })
    .input(
      z.object({
        pairKey: z.string(),
        decision: pairDecision.nullable(),
        note: z.string().max(500).optional(),
      }),
    )
    .output(z.object({ pairKey: z.string() })),
}
