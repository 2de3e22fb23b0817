/** Shorter runs occur in packed bytes by chance. */
const shortestRun = 10

const narrow = new RegExp(`[\\x20-\\x7e]{${shortestRun},}`, 'g')
const wide = new RegExp(`(?:[\\x20-\\x7e]\\0){${shortestRun},}`, 'g')
const wideSwapped = new RegExp(`(?:\\0[\\x20-\\x7e]){${shortestRun},}`, 'g')

/** Separates unrelated values: no identifier is read across it. */
export const apart = '\n‣\n'

/** The readable words in the bytes of a picture, a typeface or an archive's own parts, with one or two bytes per character. */
export function readableRuns(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const runs = [narrow, wide, wideSwapped].flatMap((form) =>
    [...raw.matchAll(form)].map((match) => match[0].replaceAll('\0', '')),
  )
  return runs.join(apart)
}
