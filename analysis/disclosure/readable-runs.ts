/** Runs shorter than this stand in any packed bytes by chance. */
const shortestRun = 10

const narrow = new RegExp(`[\\x20-\\x7e]{${shortestRun},}`, 'g')
const wide = new RegExp(`(?:[\\x20-\\x7e]\\0){${shortestRun},}`, 'g')
const wideTurned = new RegExp(`(?:\\0[\\x20-\\x7e]){${shortestRun},}`, 'g')

/** What stands between two values that have nothing to do with each other: no identifier is read across it. */
export const apart = '\n‣\n'

/** The words that stand readable in the bytes of a picture, a typeface or an archive's own parts, in one byte a character or in two. */
export function readableRuns(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const runs = [narrow, wide, wideTurned].flatMap((form) =>
    [...raw.matchAll(form)].map((match) => match[0].replaceAll('\0', '')),
  )
  return runs.join(apart)
}
