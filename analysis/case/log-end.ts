import { z } from 'zod'

export const knownHead = z.object({
  madeAt: z.string(),
  entries: z.number().int(),
  head: z.string(),
  restores: z.array(z.object({ entry: z.number().int(), hash: z.string() })).default([]),
})
/** Where a log ended when a copy of its case was made. */
export type KnownHead = z.infer<typeof knownHead>

interface LogLink {
  sequence: number
  hash: string
  question: string
}

const dayOf = (instant: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Europe/London',
  }).format(new Date(instant))

const restoreQuestion = 'backups.restore'

/**
 * Compares a log with where it ended in copies of the case. A log whose last entries were removed lacks what a copy holds;
 * its own chain cannot show that.
 * @param links every entry, in order
 * @returns one sentence for each difference; those that a restored copy explains are notes.
 */
export function compareLogEnd(
  links: readonly LogLink[],
  heads: readonly KnownHead[],
): { problems: string[]; notes: string[] } {
  const byPlace = new Map(links.map((link) => [link.sequence, link.hash]))
  const hashes = new Set(links.map((link) => link.hash))
  const restores = links.filter((link) => link.question === restoreQuestion)
  const last = links.at(-1)?.sequence ?? 0
  const problems = new Set<string>()
  const notes = new Set<string>()
  const newestFirst = [...heads].sort((left, right) => right.entries - left.entries)
  for (const head of newestFirst) {
    if (head.entries === 0 || byPlace.get(head.entries) === head.head) continue
    const day = dayOf(head.madeAt)
    const here = restores.find(
      (restore) =>
        restore.sequence <= head.entries && !head.restores.some((other) => other.hash === restore.hash),
    )
    const there = head.restores.find((restore) => !hashes.has(restore.hash))
    if (here)
      notes.add(
        `A copy was restored at entry ${here.sequence} of the log; what came after in the copy of ${day} (${head.entries} entries) is in the case that was set aside then`,
      )
    else if (there)
      notes.add(`The copy of ${day} is of a case that was restored from this one and went its own way`)
    else if (head.entries > last)
      problems.add(
        `The log ends at entry ${last}; the copy of ${day} holds ${head.entries}: its end was cut off outside Hubline`,
      )
    else
      problems.add(
        `Entry ${head.entries} of the log is not the one that the copy of ${day} holds: the log was cut and went on`,
      )
  }
  return { problems: [...problems].slice(0, 5), notes: [...notes].slice(0, 5) }
}
