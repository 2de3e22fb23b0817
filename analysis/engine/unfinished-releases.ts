import { z } from 'zod'
import type { CaseNotice } from '../contract/index.ts'
import { setMeta, unfinishedNotes, unsealedReleases } from './case-queries.ts'
import type { CaseDatabase } from './database.ts'

const notes = z.array(
  z.object({
    at: z.string(),
    releaseId: z.number().int(),
    edition: z.number().int(),
    releasedAt: z.string(),
    person: z.string(),
    recipient: z.string(),
    folder: z.string().nullable(),
    readBy: z.string().optional(),
  }),
)
type Notes = z.infer<typeof notes>

interface Unsealed {
  release_id: number
  edition: number
  released_at: Date
  person: string
  recipient: string
  folder: string | null
}

export async function readUnfinished(database: CaseDatabase): Promise<Notes> {
  const found = await database.read(undefined, (connection) =>
    connection.one<{ value: string }>(unfinishedNotes()),
  )
  return found ? notes.parse(JSON.parse(found.value)) : []
}

const write = (database: CaseDatabase, list: Notes): Promise<void> =>
  database.write(undefined, (connection) =>
    connection.run(setMeta('unfinished_releases', JSON.stringify(list))),
  )

/**
 * Notes the releases that an engine registered and did not live to seal.
 * @returns those that were not noted before
 */
export async function noteUnfinished(database: CaseDatabase): Promise<Notes> {
  const unsealed = await database.read(undefined, (connection) =>
    connection.all<Unsealed>(unsealedReleases()),
  )
  if (unsealed.length === 0) return []
  const noted = await readUnfinished(database)
  const known = new Set(noted.map(({ releaseId }) => releaseId))
  const now = Date.now()
  const found = unsealed
    .filter(({ release_id: releaseId }) => !known.has(releaseId))
    .map((row, index) => ({
      at: new Date(now + index).toISOString(),
      releaseId: row.release_id,
      edition: row.edition,
      releasedAt: row.released_at.toISOString(),
      person: row.person,
      recipient: row.recipient,
      folder: row.folder,
    }))
  if (found.length > 0) await write(database, [...noted, ...found])
  return found
}

export function unfinishedNotice(note: Notes[number]): CaseNotice {
  const { at, releaseId, edition, releasedAt, person, recipient, folder } = note
  const when = `${releasedAt.slice(0, 16).replace('T', ' ')} UTC`
  const where =
    folder === null ? 'Its files were to be saved by a browser' : `Its files were to go to ${folder}`
  return {
    at,
    code: 'RELEASE_UNFINISHED',
    data: {
      subject: `Edition ${edition}`,
      detail: `released by ${person} to ${recipient} at ${when}, it was cut short before the last file was in its place. ${where}`,
      remedy:
        'It counts as published, and later editions are protected together with it. Look for its files: keep them or destroy them.',
      releaseId,
      edition,
      ...(folder === null ? {} : { folder }),
    },
  }
}

export async function markUnfinishedRead(database: CaseDatabase, at: string, person: string): Promise<void> {
  const list = await readUnfinished(database)
  if (!list.some((note) => note.at === at)) return
  await write(
    database,
    list.map((note) => (note.at === at ? { ...note, readBy: note.readBy ?? person } : note)),
  )
}
