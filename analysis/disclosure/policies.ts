import { z } from 'zod'

/** A disclosure policy as data. Counts from 1 to `threshold - 1` are suppressed; others are rounded. */
export const policySchema = z
  .object({
    name: z.string(),
    /** The smallest count that may be published (5 means that 1 to 4 are suppressed). */
    threshold: z.number().int().min(2).max(50),
    /** Published counts are rounded to the nearest multiple; 1 publishes them as they are. */
    roundingBase: z.number().int().min(1).max(100),
    /** True where a zero is as sensitive as a small count: 0 to `threshold - 1` are then suppressed alike. */
    suppressesZeros: z.boolean(),
    /** The smallest resident population of an area that may have a row of its own; 0 for no rule. */
    minimumAreaPopulation: z.number().int().min(0),
    /** Names of dimensions, measures or columns that may never appear. */
    forbiddenFields: z.array(z.string()),
    symbols: z.object({ primary: z.string(), secondary: z.string() }),
    /** For the foot of the document. */
    words: z.string(),
  })
  .refine((policy) => roundToBase(policy.threshold, policy.roundingBase) > 0, {
    message: 'a count at the threshold would be rounded to zero and read as none',
  })
export type Policy = z.infer<typeof policySchema>

/**
 * The published form of a count: the nearest multiple of the base, halves upwards.
 * @param value a count, not negative
 * @param base a positive whole number
 */
export function roundToBase(value: number, base: number): number {
  return Math.floor((value + Math.floor(base / 2)) / base) * base
}

const identifyingFields = [
  'name',
  'forename',
  'surname',
  'date of birth',
  'phone',
  'number',
  'imei',
  'imsi',
  'address',
  'postcode',
  'attributor',
  'custody number',
  'nhs number',
]

const symbols = { primary: '[c]', secondary: '[d]' }

function wordsOf(lowest: string, base: number, areas: string): string {
  return `Counts of ${lowest} are not shown: [c]. Where such a count could be worked out from other figures, one or more of those are not shown either: [d], which stands for any number, zero included. All other counts, totals included, are rounded to the nearest ${base} after they were added up, so rows need not add. Percentages and rates are worked out from the rounded counts. ${areas}`
}

const preset = (policy: Policy): Policy => policySchema.parse(policy)

/** The presets by name. Sources: ndtms.net (restricted statistics), NHS Digital HES and SRHAD rules, ONS health guidance. */
export const policies = {
  ndtms: preset({
    name: 'ndtms',
    threshold: 5,
    roundingBase: 5,
    suppressesZeros: false,
    minimumAreaPopulation: 5000,
    forbiddenFields: identifyingFields,
    symbols,
    words: wordsOf('1 to 4', 5, 'No area with fewer than 5,000 residents is shown.'),
  }),
  nhs: preset({
    name: 'nhs',
    threshold: 8,
    roundingBase: 5,
    suppressesZeros: false,
    minimumAreaPopulation: 5000,
    forbiddenFields: identifyingFields,
    symbols,
    words: wordsOf('1 to 7', 5, 'No area with fewer than 5,000 residents is shown.'),
  }),
  'ons-10-5': preset({
    name: 'ons-10-5',
    threshold: 10,
    roundingBase: 5,
    suppressesZeros: false,
    minimumAreaPopulation: 5000,
    forbiddenFields: identifyingFields,
    symbols,
    words: wordsOf('1 to 9', 5, 'No area with fewer than 5,000 residents is shown.'),
  }),
  strict: preset({
    name: 'strict',
    threshold: 10,
    roundingBase: 10,
    suppressesZeros: true,
    minimumAreaPopulation: 15000,
    forbiddenFields: [...identifyingFields, 'ethnicity', 'age', 'nationality'],
    symbols,
    words:
      'Counts of 0 to 9 are not shown: [c]. Where such a count could be worked out from other figures, one or more of those are not shown either: [d], which stands for any number, zero included. All other counts, totals included, are rounded to the nearest 10 after they were added up, so rows need not add. Percentages and rates are worked out from the rounded counts. No area with fewer than 15,000 residents is shown.',
  }),
} as const satisfies Record<string, Policy>
export type PolicyName = keyof typeof policies
