import { z } from 'zod'
import { everyRole, question } from './base.ts'
import { policyName } from './profile.ts'
import { sourceKind } from './sources.ts'
import { counted, oneOf, refersTo, windowTable } from './subject.ts'

export const tableCell = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type TableCell = z.infer<typeof tableCell>

const destination = z.enum(['clipboard', 'file'])

const exportOptions = {
  to: destination,
  /** For a file. */
  format: z.enum(['csv', 'xlsx']).default('csv'),
}

const copiedTable = z.object({
  /** For the clipboard, tab-separated; for a file, its CSV; empty for a workbook. */
  text: z.string(),
  rows: z.number().int(),
  workbook: z.instanceof(Blob).optional(),
})

/** A table of counts that the engine makes again, protected, from its name. */
export const releasedTable = z.discriminatedUnion('table', [
  z.object({ table: z.literal('areas'), of: z.string().max(40) }),
  z.object({ table: z.literal('journeys') }),
  z.object({
    table: z.literal('profile'),
    tableId: z.string().max(80),
    /** As of the draft. */
    policy: policyName.optional(),
  }),
])
export type ReleasedTable = z.infer<typeof releasedTable>

const releasedSubject = {
  table: { oneOf: ['areas', 'journeys', 'profile'] },
  of: oneOf(sourceKind),
  tableId: refersTo.profileTable,
  policy: oneOf(policyName),
}

export const tablesContract = {
  /**
   * A table that an analyst sees, as a file or for the clipboard, under a line with the case's marking. Identifying columns are refused
   * to roles that may not hold them, cells that a spreadsheet would run are neutralised, and the copy is logged as a disclosure.
   */
  copy: question({
    action: 'disclosure',
    subject: {
      table: oneOf(windowTable),
      columns: counted('columns'),
      rows: counted('rows'),
      to: oneOf(destination),
    },
  })
    .input(
      z.object({
        /** Which table of the window, for the log: a name, never an identity. */
        table: z
          .string()
          .regex(/^[a-z][a-z-]*$/)
          .max(40)
          .optional(),
        title: z.string().max(200),
        columns: z.array(z.string()).max(200),
        rows: z.array(z.array(tableCell)).max(100_000),
        ...exportOptions,
      }),
    )
    .output(copiedTable),
  /** A table that may leave in any hands: nothing of it comes from the window. Enforcement leads and readers have this one alone. */
  released: question({
    action: 'disclosure',
    roles: everyRole,
    subject: { of: { within: releasedSubject }, to: oneOf(destination) },
  })
    .input(z.object({ of: releasedTable, ...exportOptions }))
    .output(copiedTable),
}
