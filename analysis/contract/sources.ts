import { z } from 'zod'
import { sourceKinds } from '../kinds/lists.ts'
import { question } from './base.ts'
import { caseNotice } from './case.ts'
import { capabilities } from './roles.ts'
import { counted, oneOf, refersTo, wholeCase, withheld } from './subject.ts'
import { certainty, isoDate, isoInstant, table } from './table.ts'

export {
  eventKinds,
  type KindTitles,
  kindDefinitions,
  type SourceKind,
  sourceKinds,
  titlesOf as titlesOfKind,
} from '../kinds/lists.ts'

/** The kinds of source that this version reads: each is a file of `analysis/kinds`. */
export const sourceKind = z.enum(sourceKinds)

/** The kind of what a case holds, as it stands there: a case of a later version can hold kinds that are not declared here. */
export const heldKind = z.string().min(1)

/** A file on this machine, or one that the window handed over (`/upload` of the loopback host). */
export const sourceReference = z.union([
  z.object({ path: z.string() }),
  z.object({ stagedId: z.string(), name: z.string() }),
])
export type SourceReference = z.infer<typeof sourceReference>

const isZone = (zone: string): boolean => {
  try {
    return (
      /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(zone) &&
      new Intl.DateTimeFormat('en-GB', { timeZone: zone }) !== null
    )
  } catch {
    return false
  }
}

/** Which source column fills which field; `null` leaves the column unused. Options are per kind (zone, day order). */
export const mapping = z.object({
  kind: sourceKind,
  /** Field name of the kind by source header, e.g. `{"A-Number": "from"}`. */
  fields: z.record(z.string(), z.string().nullable()),
  options: z
    .object({
      /** IANA zone in which the file's times are written. */
      zone: z.string().refine(isZone, 'no time zone of that name').optional(),
      dayOrder: z.enum(['day-month', 'month-day', 'iso']).optional(),
      headerRow: z.number().int().optional(),
      delimiter: z.string().max(2).optional(),
      encoding: z.string().optional(),
    })
    .default({}),
})
export type Mapping = z.infer<typeof mapping>

/** The mapping by which a file was read. */
export const heldMapping = mapping.extend({ kind: heldKind })

export const provenance = z.object({
  controller: z.string().max(200).optional(),
  agreement: z.string().max(200).optional(),
  basis: z.string().max(200).optional(),
  handling: z.string().max(200).optional(),
  retainUntil: isoDate.optional(),
})
export type Provenance = z.infer<typeof provenance>

/** Something about a file that loaded which its reader should know: dates that could be read two ways, letters in two encodings. */
export const importNote = z.object({ code: z.string(), detail: z.string() })
export type ImportNote = z.infer<typeof importNote>

export const sourceFile = z.object({
  fileId: z.number().int(),
  name: z.string(),
  kind: heldKind,
  /** The layout as recognised, e.g. `Cellebrite XLSX`, `data.police.uk street`. */
  layout: z.string(),
  /** Empty where its rows are withheld: a digest tells whether a guess of the whole file is right. */
  sha256: z.string(),
  sizeBytes: z.number(),
  addedAt: isoInstant,
  addedBy: z.string(),
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  rowsSetAside: z.number().int(),
  rowsDuplicate: z.number().int(),
  /** Rows set aside and duplicates, by reason code, e.g. `{"NO_TIME": 3, "DUPLICATE_IN_FILE": 2}`. */
  reasons: z.record(z.string(), z.number().int()),
  provenance,
  basisRecorded: z.boolean(),
  mapping: heldMapping,
  /** What the import had to say of it; empty where its rows are withheld. */
  notes: z.array(importNote),
  /** Its rows are for other roles, at every outcome: it holds what treatment, programme or other health sources say of people. */
  rowsWithheld: z.boolean(),
})
export type SourceFile = z.infer<typeof sourceFile>

/** One line of an import's answer; the CLI prints these as they are. Rows read = loaded + set aside + duplicate. */
export const importResult = z.object({
  file: z.string(),
  kind: sourceKind.nullable(),
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  rowsSetAside: z.number().int(),
  rowsDuplicate: z.number().int(),
  reasons: z.record(z.string(), z.number().int()),
  fileId: z.number().int().nullable(),
  seconds: z.number(),
  notes: z.array(importNote).optional(),
  error: z.object({ code: z.string(), message: z.string(), data: z.unknown().optional() }).optional(),
})
export type ImportResult = z.infer<typeof importResult>

export const previewColumn = z.object({
  header: z.string(),
  field: z.string().nullable(),
  certainty,
  samples: z.array(z.string()),
})

export const preview = z.object({
  name: z.string(),
  sizeBytes: z.number(),
  kind: sourceKind.nullable(),
  layout: z.string().nullable(),
  /** Why the kind was chosen, in plain words. */
  because: z.string(),
  sheets: z.array(
    z.object({ name: z.string(), kind: z.string().nullable(), rows: z.number().int().nullable() }),
  ),
  columns: z.array(previewColumn),
  /** The first rows as they are written in the file, at most 20, in the order of `columns`; none where the role may not read such a source. */
  rows: z.array(z.array(z.string().nullable())),
  mapping: mapping.nullable(),
  /** Fields that the kind can take, for the mapping's menus. */
  fields: z.array(z.object({ field: z.string(), label: z.string(), required: z.boolean() })),
  problems: z.array(z.string()),
})
export type Preview = z.infer<typeof preview>

export const rowOutcome = z.enum(['loaded', 'set-aside', 'duplicate'])

export const verification = z.object({
  ok: z.boolean(),
  /** One sentence each; empty when the case is whole. */
  problems: z.array(z.string()),
  /** What is in order and worth knowing: a copy that was restored. */
  notes: z.array(z.string()),
  /** What to do about the problems; null when there are none. */
  advice: z.string().nullable(),
  /** Whether part of the file cannot be read at all. */
  damaged: z.boolean(),
  logEntries: z.number().int(),
  /** Copies whose record of the log's end was compared with the log. */
  knownCopies: z.number().int(),
  releases: z.number().int(),
  schemaVersion: z.number().int(),
  files: z.number().int(),
  rowsRead: z.number().int(),
  /** Every table read, with its rows as the role sees them; null where the number would tell of rows that it may not see. */
  tables: z.array(z.object({ name: z.string(), rows: z.number().int().nullable() })),
  /** What ever happened to the case itself, oldest first; no problem of the case as it is now. */
  notices: z.array(caseNotice),
})
export type Verification = z.infer<typeof verification>

export const sourcesContract = {
  /** Reads the whole case and counts it against its own accounting and log. */
  verify: question({ subject: wholeCase }).input(z.object({})).output(verification),
  list: question({ subject: wholeCase }).input(z.object({})).output(z.array(sourceFile)),
  preview: question({ needsCase: false, subject: { kind: oneOf(sourceKind) } })
    .input(z.object({ source: sourceReference, kind: sourceKind.optional(), mapping: mapping.optional() }))
    .output(preview),
  import: question({ action: 'collection', subject: { sources: counted('files'), kind: oneOf(sourceKind) } })
    .input(
      z.object({
        sources: z.array(sourceReference).min(1),
        kind: sourceKind.optional(),
        mapping: mapping.optional(),
        provenance: provenance.default({}),
      }),
    )
    .output(z.array(importResult)),
  /** The rows of one file that met one outcome, with the raw text and the reason; columns depend on the kind. Refused where `rowsWithheld`. */
  rows: question({ subject: { fileId: refersTo.id, outcome: oneOf(rowOutcome) } })
    .input(
      z.object({
        fileId: z.number().int(),
        outcome: rowOutcome,
        reason: z.string().optional(),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(5000).default(200),
      }),
    )
    .output(table),
  describe: question({ action: 'alteration', subject: { fileId: refersTo.id } })
    .input(z.object({ fileId: z.number().int(), provenance }))
    .output(sourceFile),
  /** Takes a file and all that came from it out of the case. */
  remove: question({ action: 'erasure', roles: capabilities.erases, subject: { fileId: refersTo.id } })
    .input(z.object({ fileId: z.number().int(), why: z.string().min(1).max(500) }))
    .output(z.object({ rowsRemoved: z.number().int() })),
  mappings: question({ action: 'none', subject: wholeCase })
    .input(z.object({}))
    .output(z.array(z.object({ name: z.string(), mapping, savedAt: isoInstant }))),
  saveMapping: question({ action: 'alteration', subject: { name: withheld('a mapping') } })
    .input(z.object({ name: z.string().trim().min(1).max(120), mapping }))
    .output(z.object({ name: z.string() })),
}
