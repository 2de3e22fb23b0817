import { z } from 'zod'
import type { CaseNotice } from '../contract/index.ts'
import { setMeta } from './queries-case.ts'
import { takenInNotes } from './queries-register.ts'
import { releaseName } from './release-name.ts'
import type { CaseStore } from './store.ts'

const notes = z.array(
  z.object({
    at: z.string(),
    releaseId: z.number().int(),
    edition: z.number().int(),
    releasedAt: z.string(),
    recipient: z.string(),
    /** Where the log ended at the release: in the case that was set aside, not in this one. */
    logHead: z.string(),
    readBy: z.string().optional(),
  }),
)
export type TakenInReleases = z.infer<typeof notes>

/** Releases that this copy of the case lacked and that were added to its register. */
export async function readTakenIn(database: CaseStore): Promise<TakenInReleases> {
  const found = await database.readAsStored(undefined, (connection) => connection.one(takenInNotes()))
  return found ? notes.parse(JSON.parse(found.value)) : []
}

export const setTakenInReleases = (list: TakenInReleases) =>
  setMeta('taken_in_releases', JSON.stringify(list))

export const takenInNotice = ({
  at,
  releaseId,
  edition,
  releasedAt,
  recipient,
}: TakenInReleases[number]): CaseNotice => ({
  at,
  code: 'RELEASE_TAKEN_IN',
  data: {
    subject: releaseName(edition),
    detail: `${releaseName(edition)}, for ${recipient}, was released on ${releasedAt.slice(0, 16).replace('T', ' ')} UTC, after this copy of the case was made`,
    remedy: 'It was taken into the register, and later editions are protected together with it.',
    releaseId,
    edition,
  },
})

export async function markTakenInNoticesRead(database: CaseStore, at: string, user: string): Promise<void> {
  const list = await readTakenIn(database)
  if (!list.some((note) => note.at === at)) return
  const read = list.map((note) => (note.at === at ? { ...note, readBy: note.readBy ?? user } : note))
  await database.write(undefined, (connection) => connection.run(setTakenInReleases(read)))
}
