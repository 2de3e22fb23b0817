import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CaseNotice } from '../contract/index.ts'
import { setMeta, unfinishedNotes, unsealedReleases } from './queries-case.ts'
import { releaseName } from './release-name.ts'
import type { CaseStore } from './store.ts'

const notes = z.array(
  z.object({
    at: z.string(),
    releaseId: z.number().int(),
    edition: z.number().int(),
    releasedAt: z.string(),
    person: z.string(),
    recipient: z.string(),
    folder: z.string().nullable(),
    hiddenFolder: z.string().optional(),
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

export async function readUnfinished(database: CaseStore): Promise<Notes> {
  const found = await database.readAsStored(undefined, (connection) => connection.one(unfinishedNotes()))
  return found ? notes.parse(JSON.parse(found.value)) : []
}

const write = (database: CaseStore, list: Notes): Promise<void> =>
  database.write(undefined, (connection) =>
    connection.run(setMeta('unfinished_releases', JSON.stringify(list))),
  )

/** The hidden folder in which a release is written before its files move to their places. Its name follows from the register's entry. */
export function releaseStaging(folder: string, releaseId: number, releasedAt: Date): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([folder, releaseId, releasedAt.toISOString()]))
    .digest('hex')
  const parts = [digest.slice(0, 8), digest.slice(8, 12), digest.slice(12, 16), digest.slice(16, 20)]
  return join(folder, `.release-${[...parts, digest.slice(20, 32)].join('-')}`)
}

export const isReleaseStaging = (name: string): boolean =>
  /^\.release-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name)

/** Where hidden files of the release may be; nothing if that folder is gone, or if an older version named it differently. */
function hiddenFolderOf({ folder, release_id, released_at }: Unsealed): { hiddenFolder?: string } {
  if (folder === null) return {}
  const hiddenFolder = releaseStaging(folder, release_id, released_at)
  return existsSync(hiddenFolder) ? { hiddenFolder } : {}
}

/**
 * Notes the releases that an engine registered but did not seal before it ended.
 * @returns those that were not noted before
 */
export async function noteUnfinished(database: CaseStore): Promise<Notes> {
  const unsealed = await database.readAsStored(undefined, (connection) => connection.all(unsealedReleases()))
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
      ...hiddenFolderOf(row),
    }))
  if (found.length > 0) await write(database, [...noted, ...found])
  return found
}

type Unfinished = Pick<
  Notes[number],
  'releaseId' | 'edition' | 'releasedAt' | 'recipient' | 'folder' | 'hiddenFolder'
>

function whereToLook({ folder, hiddenFolder }: Unfinished): string {
  if (folder === null) return 'Look for its files where the browser saves downloads'
  const hidden = hiddenFolder
    ? `the hidden folder ${hiddenFolder}`
    : 'hidden folders in it whose names begin with .release-'
  return `Look for its files in ${folder} and in ${hidden}: files that it was replacing may lie there under "before"`
}

/** What is known about an unfinished release, and what to do about it. @param why what stopped it, where known */
export function unfinishedData(release: Unfinished, why = ''): CaseNotice['data'] {
  const { releaseId, edition, releasedAt, recipient, folder, hiddenFolder } = release
  const when = `${releasedAt.slice(0, 16).replace('T', ' ')} UTC`
  return {
    subject: releaseName(edition),
    detail: `${releaseName(edition)}, for ${recipient}, was cut short while it was being written at ${when}${why && `: ${why}`}`,
    remedy: `It counts as published, and later editions are protected together with it. ${whereToLook(release)}. Put those back, and keep or destroy the files of this edition.`,
    releaseId,
    edition,
    ...(folder === null ? {} : { folder }),
    ...(hiddenFolder ? { hiddenFolder } : {}),
  }
}

export const unfinishedNotice = (note: Notes[number]): CaseNotice => ({
  at: note.at,
  code: 'RELEASE_UNFINISHED',
  data: unfinishedData(note),
})

export async function markUnfinishedNoticesRead(
  database: CaseStore,
  at: string,
  user: string,
): Promise<void> {
  const list = await readUnfinished(database)
  if (!list.some((note) => note.at === at)) return
  await write(
    database,
    list.map((note) => (note.at === at ? { ...note, readBy: note.readBy ?? user } : note)),
  )
}
