import { z } from 'zod'

/** A table on the wire: an Arrow IPC stream and its number of rows. */
export const table = z.object({ rowCount: z.number().int(), arrow: z.instanceof(Blob) })
export type Table = z.infer<typeof table>

/** What stands behind a figure in all, beyond the rows that one answer holds: one text or call can be a row of several files. */
export const totals = z.object({
  rows: z.number().int(),
  communications: z.number().int(),
  /** Those of the communications that are texts. */
  texts: z.number().int(),
})
export type Totals = z.infer<typeof totals>

/** The rows behind a figure that counts texts and calls. */
export const evidence = table.extend({ totals })

/** ISO date, `2025-06-30`. */
export const isoDate = z.iso.date()
/** ISO instant in UTC, `2025-06-30T23:01:00.000Z`. */
export const isoInstant = z.iso.datetime()

/** Whole days, both ends included, in the case's local time. */
export const dayRange = z.object({ from: isoDate, to: isoDate })
export type DayRange = z.infer<typeof dayRange>

/** How sure: in the rows; worked out by a method; said by a person. Drawn solid, dashed, dotted. */
export const certainty = z.enum(['recorded', 'inferred', 'assumed'])
export type Certainty = z.infer<typeof certainty>

/** A cell of the map, as H3 writes it. */
export const h3Cell = z.string().regex(/^[0-9a-f]{15}$/)
