import { z } from 'zod'
import { everyRole, question } from './base.ts'
import { capabilities } from './roles.ts'
import { counted, oneOf, refersTo, wholeCase, withheld } from './subject.ts'
import { isoDate, isoInstant, table } from './table.ts'

/** A cell as it may leave: a number, or a suppression mark with the reason. */
export const releasedCell = z.union([
  z.number(),
  z.object({ suppressed: z.enum(['primary', 'secondary']) }),
  z.object({ notComputable: z.string() }),
])
export type ReleasedCell = z.infer<typeof releasedCell>

export const profileTable = z.object({
  tableId: z.string(),
  title: z.string(),
  unit: z.string(),
  source: z.string(),
  columns: z.array(z.string()),
  /** `label`, then one cell per column. */
  rows: z.array(z.object({ label: z.string(), total: z.boolean(), cells: z.array(releasedCell) })),
  notes: z.array(z.string()),
})
export type ProfileTable = z.infer<typeof profileTable>

export const profileChart = z.object({
  chartId: z.string(),
  kind: z.enum(['line', 'bar', 'map']),
  title: z.string(),
  unit: z.string(),
  source: z.string(),
  categories: z.array(z.string()),
  series: z.array(
    z.object({
      name: z.string(),
      meaning: z.enum(['line', 'person', 'place', 'harm', 'treatment', 'neutral']),
      dashed: z.boolean(),
      values: z.array(releasedCell),
    }),
  ),
  /**
   * For `map`: an area for each category, as an outline and a middle in units of a thousandth of the map's width, the first series
   * drawn as a circle in it.
   */
  areas: z.array(z.object({ outline: z.string(), middle: z.tuple([z.number(), z.number()]) })).optional(),
  /** For `map`: height over width. */
  aspect: z.number().optional(),
  /** The same in words, for readers who do not see it. */
  alternative: z.string(),
})
export type ProfileChart = z.infer<typeof profileChart>

/** A run of text; a run with `figureId` is a live figure that answers a click with its rows. */
export const textRun = z.object({ text: z.string(), figureId: z.string().optional() })

export const profileParagraph = z.object({
  paragraphId: z.string(),
  runs: z.array(textRun),
  edited: z.boolean(),
})

export const profileSection = z.object({
  sectionId: z.string(),
  number: z.number().int(),
  title: z.string(),
  /** One claim in bold; empty where nothing can be said. */
  claim: z.array(textRun),
  paragraphs: z.array(profileParagraph),
  charts: z.array(profileChart),
  tables: z.array(profileTable),
  cannotSay: z.array(z.string()),
  /** Sources that would fill the section and are not loaded, and why they are needed; empty when all are there. */
  missing: z.array(z.object({ kind: z.string(), name: z.string(), why: z.string() })),
  figuresChanged: z.number().int(),
})
export type ProfileSection = z.infer<typeof profileSection>

export const profileCheck = z.object({
  check: z.enum(['suppression', 'attack', 'earlier', 'bytes', 'words']),
  title: z.string(),
  state: z.enum(['passed', 'refused', 'waiting']),
  words: z.string(),
})

export const profileDocument = z.object({
  edition: z.number().int(),
  title: z.string(),
  area: z.string(),
  period: z.object({ from: isoDate, to: isoDate }),
  cutOff: isoDate,
  marking: z.string(),
  synthetic: z.boolean(),
  policy: z.object({ name: z.string(), words: z.string(), roundingBase: z.number(), threshold: z.number() }),
  dataVersion: z.number().int(),
  sections: z.array(profileSection),
  checks: z.array(profileCheck),
  suppressed: z.object({ primary: z.number().int(), secondary: z.number().int() }),
  /** Words in edited text that could be names, each to be confirmed before release. */
  wordsToConfirm: z.array(z.object({ word: z.string(), sectionId: z.string(), confirmed: z.boolean() })),
  notSearchedFor: z.array(z.string()),
  logHead: z.string(),
})
export type ProfileDocument = z.infer<typeof profileDocument>

export const releaseResult = z.object({
  files: z.array(z.object({ file: z.string(), sha256: z.string() })),
  suppressed: z.object({ primary: z.number().int(), secondary: z.number().int() }),
  refused: z.object({ code: z.string(), reasons: z.array(z.string()) }).optional(),
  releaseId: z.number().int().nullable(),
  /** Hidden folders with files of releases that were cut short in the same folder before; nothing in them was touched. */
  leftovers: z.array(z.string()).optional(),
  seconds: z.number(),
})
export type ReleaseResult = z.infer<typeof releaseResult>

export const profileFormat = z.enum(['html', 'pdf', 'docx', 'csv', 'json'])
export type ProfileFormat = z.infer<typeof profileFormat>

export const policyName = z.enum(['ndtms', 'nhs', 'ons-10-5', 'strict'])

export const profileContract = {
  /**
   * The document as it would leave now, under the policy; nothing in it is unprotected. Without a policy, under that of the case: of its
   * newest release, and NDTMS before the first. Only analysts may ask for another.
   */
  draft: question({ roles: capabilities.readsCounts, subject: { policy: oneOf(policyName) } })
    .input(z.object({ policy: policyName.optional() }))
    .output(profileDocument),
  /** Replaces a paragraph by the analyst's words; null brings the template's sentence back. */
  edit: question({ action: 'alteration', subject: { paragraphId: refersTo.paragraph } })
    .input(z.object({ paragraphId: z.string(), text: z.string().max(5000).nullable() }))
    .output(z.object({ paragraphId: z.string() })),
  confirmWord: question({ action: 'alteration', subject: { word: withheld('word') } })
    .input(z.object({ word: z.string(), confirmed: z.boolean() }))
    .output(z.object({ word: z.string() })),
  /** The rows behind one live figure: for analysts, never in the document. */
  figureRows: question({ subject: { figureId: refersTo.figure } })
    .input(z.object({ figureId: z.string(), limit: z.number().int().min(1).max(5000).default(500) }))
    .output(table),
  /** Writes the release into a folder (CLI, desktop) or hands the files back (`folder` absent) for the browser to save. */
  release: question({
    action: 'disclosure',
    subject: { policy: oneOf(policyName), formats: counted('formats'), folder: withheld('into a folder') },
  })
    .input(
      z.object({
        folder: z.string().optional(),
        formats: z.array(profileFormat).min(1).default(['html', 'pdf', 'docx', 'csv']),
        policy: policyName.default('ndtms'),
        recipient: z.string().max(200).default('not stated'),
        why: z.string().max(500).default('not stated'),
      }),
    )
    .output(
      releaseResult.extend({
        contents: z.array(z.object({ file: z.string(), bytes: z.instanceof(Blob) })).optional(),
      }),
    ),
  releases: question({ roles: everyRole, subject: wholeCase })
    .input(z.object({}))
    .output(
      z.array(
        z.object({
          releaseId: z.number().int(),
          edition: z.number().int(),
          releasedAt: isoInstant,
          by: z.string(),
          recipient: z.string(),
          why: z.string(),
          policy: z.string(),
          files: z.array(z.object({ file: z.string(), sha256: z.string() })),
          /** Its writing was cut short: files of it may have left, so that it counts as published. */
          unfinished: z.boolean(),
          /** Where the files of an unfinished one were to go. */
          folder: z.string().optional(),
          /** Where files of an unfinished one may lie hidden, and earlier files that it was replacing in `before`. */
          hiddenFolder: z.string().optional(),
        }),
      ),
    ),
}
