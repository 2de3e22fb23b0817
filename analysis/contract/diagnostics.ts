import { z } from 'zod'
import { question } from './base.ts'
import { refersTo, wholeCase } from './subject.ts'

export const diagnosticsFile = z.object({
  file: z.string(),
  /** What is in it, in a sentence. */
  says: z.string(),
  text: z.string(),
})
export type DiagnosticsFile = z.infer<typeof diagnosticsFile>

export const diagnosticsBundle = z.object({
  /** The SHA-256 of the archive; what is saved is what was shown. */
  digest: z.string(),
  files: z.array(diagnosticsFile),
  sizeBytes: z.number().int(),
  /** Identifiers of the case that it was searched for; null where no case was open. */
  searchedFor: z.number().int().nullable(),
  /** Passages that were taken out because they might have named somebody or something. */
  leftOut: z.number().int(),
})
export type DiagnosticsBundle = z.infer<typeof diagnosticsBundle>

export const diagnosticsContract = {
  /** What a bundle would hold: versions, sizes as orders of magnitude, timings, failures; no identity. Nothing leaves yet. */
  show: question({ action: 'none', needsCase: false, subject: wholeCase })
    .input(
      z.object({
        /** Requests to elsewhere that the host and the page refused, where they count them. */
        refusedElsewhere: z.number().int().min(0).optional(),
      }),
    )
    .output(diagnosticsBundle),
  /** The bundle that was shown, as one ZIP archive. */
  save: question({ action: 'disclosure', needsCase: false, subject: { digest: refersTo.bundle } })
    .input(z.object({ digest: z.string() }))
    .output(z.object({ file: z.string(), bytes: z.instanceof(Blob) })),
}
