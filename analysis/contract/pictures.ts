import { z } from 'zod'
import { question } from './base.ts'
import { oneOf } from './subject.ts'

export const pictureOf = z.enum(['network', 'map', 'chart'])
export const pictureFormat = z.enum(['svg', 'png'])

export const picturesContract = {
  /**
   * The only way for a picture that a window drew to leave it: an SVG must carry the marking, a PNG is given it in its own words; what
   * comes back is what was hashed and logged, and is to be saved as it is.
   */
  take: question({
    action: 'disclosure',
    subject: { of: oneOf(pictureOf), format: oneOf(pictureFormat) },
  })
    .input(
      z.object({
        of: pictureOf,
        format: pictureFormat,
        /** Printed under the picture, and written into a PNG. */
        caption: z.string().max(1000),
        picture: z.instanceof(Blob),
      }),
    )
    .output(z.object({ picture: z.instanceof(Blob), sha256: z.string() })),
}
