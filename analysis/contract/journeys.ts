import { z } from 'zod'
import { question } from './base.ts'
import { capabilities } from './roles.ts'
import { oneOf, refersTo } from './subject.ts'
import { dayRange, h3Cell, isoDate, table } from './table.ts'

export const journeyStep = z.enum([
  'arrested',
  'tested',
  'positive',
  'already-in-treatment',
  'within-28-days',
  'within-90-days',
  'completed',
])
export type JourneyStep = z.infer<typeof journeyStep>

export const journeyCurve = z.object({
  of: z.enum(['arrested', 'positive']),
  words: z.string(),
  /** People followed: those not already in treatment when arrested. */
  people: z.number().int(),
  /** Days since arrest at which somebody began treatment, ascending, 0 first. */
  days: z.array(z.number().int()),
  /** Share who have begun by that day, with its 95% interval. */
  share: z.array(z.number()),
  low: z.array(z.number()),
  high: z.array(z.number()),
  atRisk: z.array(z.object({ day: z.number().int(), people: z.number().int() })),
})
export type JourneyCurve = z.infer<typeof journeyCurve>

export const funnel = z.object({
  /** Days of arrests that were counted. */
  range: dayRange.nullable(),
  /** The last day on which treatment sources could have said anything; null where none is loaded. */
  observedUntil: isoDate.nullable(),
  steps: z.array(
    z.object({
      step: journeyStep,
      words: z.string(),
      /** The step that this one is a share of. */
      of: journeyStep.nullable(),
      /** Null is suppressed, or not known from what is loaded. */
      people: z.number().int().nullable(),
      /** People who could have taken this step and were seen long enough to know; null as `people`. */
      ofPeople: z.number().int().nullable(),
      medianDays: z.number().nullable(),
      /** People whose time has not run out yet, counted neither for nor against. */
      notYet: z.number().int().nullable(),
    }),
  ),
  /** Empty for roles under disclosure control. */
  curves: z.array(journeyCurve),
  /** What a reader must know: which source is not loaded, which steps cannot be told. */
  notes: z.array(z.string()),
  suppressed: z.object({ primary: z.number().int(), secondary: z.number().int() }),
  policy: z.string().nullable(),
})
export type Funnel = z.infer<typeof funnel>

export const journeysContract = {
  /** From arrest to treatment, people counted once, at their first arrest in the range. */
  funnel: question({
    roles: capabilities.readsCounts,
    subject: { range: refersTo.days, lineId: refersTo.line, cell: refersTo.cell },
  })
    .input(
      z.object({
        /** For `hub` and `health`; other roles get the whole case, so that two ranges cannot be subtracted. */
        range: dayRange.optional(),
        /** Only customers of the line; exact counts only. */
        lineId: z.string().optional(),
        /** Only people with an arrest that the map places in it; exact counts only. */
        cell: h3Cell.optional(),
        /** Counts as they may leave, for a role that may see exact ones too. */
        protect: z.boolean().default(false),
      }),
    )
    .output(funnel),
  /**
   * The people behind a step: `person`, `title`, `arrested`, `test`, `inTreatment` (from when), `days` (to treatment), `stage`. For the hub alone: it
   * joins police and health.
   */
  people: question({
    roles: capabilities.readsPeopleOfSteps,
    subject: { step: oneOf(journeyStep), range: refersTo.days, lineId: refersTo.line, cell: refersTo.cell },
  })
    .input(
      z.object({
        step: journeyStep,
        range: dayRange.optional(),
        lineId: z.string().optional(),
        cell: h3Cell.optional(),
      }),
    )
    .output(table),
}
