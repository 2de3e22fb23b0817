import { z } from 'zod'

/** A way of dividing what is counted. Leaves never overlap; a group is a union of leaves or of other groups. */
export const dimensionSchema = z.object({
  name: z.string(),
  leaves: z.array(z.string()).min(1),
  /** For example a county and its districts, or a total over the leaves that are listed. */
  groups: z.record(z.string(), z.array(z.string())).default({}),
  /** True when everybody counted has exactly one leaf, so that the leaves add up to the count without this dimension. */
  coversAll: z.boolean().default(true),
  /** False when one person can be in several leaves (months, drugs used), so that they do not add up. */
  isAdditive: z.boolean().default(true),
  /** Residents of each code, where it is an area. */
  populations: z.record(z.string(), z.number()).optional(),
})
export type Dimension = z.infer<typeof dimensionSchema>
export type DimensionInput = z.input<typeof dimensionSchema>

/** What is counted. `other` (weights, kits, prices) carries no person and is published as it is. */
export const measureSchema = z.object({
  name: z.string(),
  unit: z.enum(['people', 'events', 'other']),
  /** The measure that this one is a part of (deaths of overdoses), cell by cell. */
  subsetOf: z.string().optional(),
})
export type Measure = z.infer<typeof measureSchema>

/** One cell by its content: a measure, and a code for each dimension that it is limited to. */
export const cellReferenceSchema = z.object({ measure: z.string(), at: z.record(z.string(), z.string()) })
export type CellReference = z.infer<typeof cellReferenceSchema>

/** A table of counts: `values` are row-major over `dimensions`; null is a cell that is not in the table. */
export const releaseTableSchema = z.object({
  tableId: z.string(),
  title: z.string(),
  measure: z.string(),
  /** Dimensions fixed to one code for the whole table (month = 2026-05). */
  filter: z.record(z.string(), z.string()).default({}),
  dimensions: z.array(z.object({ name: z.string(), categories: z.array(z.string()).min(1) })),
  values: z.array(z.number().min(0).nullable()),
  /** Positions in `values` that are zero by definition, not by observation. */
  structuralZeros: z.array(z.number().int()).default([]),
})
export type ReleaseTable = z.infer<typeof releaseTableSchema>
export type ReleaseTableInput = z.input<typeof releaseTableSchema>

const countAt = cellReferenceSchema.extend({
  /** Needed when the count is not a cell of any table of the release. */
  value: z.number().int().min(0).optional(),
})

/** A figure computed from counts; it is published only as far as its counts are. */
export const derivedFigureSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('percentage'),
    figureId: z.string(),
    numerator: countAt,
    denominator: countAt,
    decimals: z.number().int().min(0).max(2).default(0),
  }),
  z.object({
    kind: z.literal('rate'),
    figureId: z.string(),
    numerator: countAt,
    /** A public denominator such as residents. */
    population: z.number().positive(),
    per: z.number().positive().default(1000),
    decimals: z.number().int().min(0).max(2).default(1),
  }),
  z.object({
    kind: z.literal('mean'),
    figureId: z.string(),
    /** The sum over the people or events counted by `base`, in the figure's own unit. */
    sum: z.number(),
    base: countAt,
    decimals: z.number().int().min(0).max(2).default(0),
  }),
])
export type DerivedFigure = z.infer<typeof derivedFigureSchema>
export type DerivedFigureInput = z.input<typeof derivedFigureSchema>

/** Everything that is to be published together, from the data at one cut-off. */
export const releaseSchema = z.object({
  /** What was counted, as `countedContent` says it: the same for equal data. */
  cutOff: z.string(),
  dimensions: z.array(dimensionSchema),
  measures: z.array(measureSchema),
  tables: z.array(releaseTableSchema),
  derived: z.array(derivedFigureSchema).default([]),
})
export type Release = z.infer<typeof releaseSchema>
export type ReleaseInput = z.input<typeof releaseSchema>

export const cellStatusSchema = z.enum(['published', 'zero', 'structural-zero', 'primary', 'secondary'])
export type CellStatus = z.infer<typeof cellStatusSchema>

/** How a count moved since an earlier cut-off, as a reader who knows of the events in between may know it. */
export const movementSchema = z.enum(['none', 'one-more', 'more'])
export type Movement = z.infer<typeof movementSchema>

/** One published count: `shown` is null when suppressed. `status` is the symbol shown, not the reason for it. */
export const publishedCellSchema = cellReferenceSchema.extend({
  status: cellStatusSchema,
  shown: z.number().nullable(),
  /** A digest of the true count; a later count with the same digest is unchanged. Absent from older records. */
  content: z.string().optional(),
  /** Absent where no earlier cut-off told of the count, or it fell. */
  moved: z.object({ since: z.string(), by: movementSchema }).optional(),
})
export type PublishedCell = z.infer<typeof publishedCellSchema>

/** What a registered release published. It holds no true value, and can be stored as JSON. */
export const releaseRecordSchema = z.object({
  version: z.literal(1),
  releaseId: z.string(),
  cutOff: z.string(),
  policy: z.object({
    name: z.string(),
    threshold: z.number().int(),
    roundingBase: z.number().int(),
    suppressesZeros: z.boolean(),
  }),
  dimensions: z.array(dimensionSchema),
  measures: z.array(measureSchema),
  cells: z.array(publishedCellSchema),
  /**
   * Hidden counts about which earlier releases, with what moved since, told more than their policy allows before this one was made:
   * the small values, and the width, that still were possible.
   */
  alreadyKnown: z
    .array(
      z.object({
        releaseId: z.string(),
        key: z.string(),
        values: z.array(z.number().int()),
        width: z.number(),
      }),
    )
    .optional(),
})
export type ReleaseRecord = z.infer<typeof releaseRecordSchema>

/** A suppressed count and what an attacker can infer about it from everything published. */
export type AuditedCell = {
  key: string
  reference: CellReference
  /** `implied` is a difference of published counts that no table lists. */
  kind: 'primary' | 'secondary' | 'implied'
  /** The release that suppressed it. */
  releaseId: string
  lower: number
  /** Infinity where no publication bounds it. */
  upper: number
  /** Values of the protected range that an attacker can rule out. */
  excluded: number[]
  isProtected: boolean
  why: string
}

export type PublishedTable = {
  tableId: string
  title: string
  measure: string
  dimensions: { name: string; categories: string[] }[]
  /** Row-major, as `ReleaseTable.values`; null where the table has no cell. */
  cells: ({ status: CellStatus; shown: number | null; text: string } | null)[]
}

export type PublishedFigure = {
  figureId: string
  shown: number | null
  status: 'published' | 'primary' | 'secondary' | 'not-computable'
  text: string
}

export type RefusalReason = {
  reason:
    | 'CELL_UNPROTECTED'
    | 'CELL_ALREADY_PUBLISHED'
    | 'TABLES_INCONSISTENT'
    | 'CONTRADICTS_EARLIER_RELEASE'
    | 'DIMENSIONS_DIFFER'
    | 'AREA_TOO_SMALL'
    | 'FIELD_FORBIDDEN'
    | 'TOO_LARGE_TO_PROVE'
    | 'COUNT_UNKNOWN'
  words: string
  cell?: CellReference
  tableId?: string
  audited?: AuditedCell
}

export type Notice = {
  kind: 'ALL_OF_GROUP' | 'REVISION_DIFFERENCE' | 'ALREADY_KNOWN'
  words: string
  cell: CellReference
}

export type ProtectedRelease = {
  outcome: 'released'
  tables: PublishedTable[]
  derived: PublishedFigure[]
  /** Each suppressed count once, however many tables show it. */
  suppressed: { primary: number; secondary: number }
  audit: AuditedCell[]
  notices: Notice[]
  record: ReleaseRecord
  policyWords: string
}
export type RefusedRelease = {
  outcome: 'refused'
  code: 'RELEASE_REFUSED'
  reasons: RefusalReason[]
  audit: AuditedCell[]
}
