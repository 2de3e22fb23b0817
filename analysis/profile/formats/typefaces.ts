import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { inflateSync } from 'node:zlib'

/** One weight of IBM Plex Sans, Latin subset (SIL Open Font License). */
export interface Typeface {
  readonly weight: number
  readonly base64: string
}

const weights = [400, 500, 600] as const

const folder = () =>
  join(dirname(createRequire(import.meta.url).resolve('@fontsource/ibm-plex-sans/package.json')), 'files')

/** The embedded weights; none if the package cannot be found; then the reader's own typeface is used. */
export async function readTypefaces(): Promise<Typeface[]> {
  try {
    return await Promise.all(
      weights.map(async (weight) => ({
        weight,
        base64: (await readFile(join(folder(), `ibm-plex-sans-latin-${weight}-normal.woff2`))).toString(
          'base64',
        ),
      })),
    )
  } catch {
    return []
  }
}

const padded = (length: number) => length + ((4 - (length % 4)) % 4)

/** The OpenType file inside a WOFF 1.0 file (W3C Recommendation, 13 December 2012): its tables, inflated. */
function openTypeOf(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) => {
    const entry = 44 + 20 * index
    const [at, packed, length] = [4, 8, 12].map((offset) => woff.readUInt32BE(entry + offset)) as [
      number,
      number,
      number,
    ]
    const content = woff.subarray(at, at + packed)
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      content: packed < length ? inflateSync(content) : content,
    }
  })
  const steps = Math.floor(Math.log2(count))
  const start = 12 + 16 * count
  const made = Buffer.alloc(tables.reduce((sum, table) => sum + padded(table.content.length), start))
  made.writeUInt32BE(woff.readUInt32BE(4), 0)
  made.writeUInt16BE(count, 4)
  made.writeUInt16BE(16 * 2 ** steps, 6)
  made.writeUInt16BE(steps, 8)
  made.writeUInt16BE(16 * count - 16 * 2 ** steps, 10)
  let position = start
  tables.forEach(({ tag, checksum, content }, index) => {
    const entry = 12 + 16 * index
    tag.copy(made, entry)
    made.writeUInt32BE(checksum, entry + 4)
    made.writeUInt32BE(position, entry + 8)
    made.writeUInt32BE(content.length, entry + 12)
    content.copy(made, position)
    position += padded(content.length)
  })
  return made
}

/** The same weights as OpenType files, for setting pages in print. */
export const readPrintFonts = (): Promise<Buffer[]> =>
  Promise.all(
    weights.map(async (weight) =>
      openTypeOf(await readFile(join(folder(), `ibm-plex-sans-latin-${weight}-normal.woff`))),
    ),
  )
