import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** One weight of IBM Plex Sans, Latin subset (SIL Open Font License). */
export interface Typeface {
  readonly weight: number
  readonly base64: string
}

const weights = [400, 500, 600] as const

/** The embedded weights; none where the package cannot be found, and then the reader's own typeface serves. */
export async function readTypefaces(): Promise<Typeface[]> {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/ibm-plex-sans/package.json'))
    return await Promise.all(
      weights.map(async (weight) => ({
        weight,
        base64: (
          await readFile(join(folder, 'files', `ibm-plex-sans-latin-${weight}-normal.woff2`))
        ).toString('base64'),
      })),
    )
  } catch {
    return []
  }
}
