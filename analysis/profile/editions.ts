import { z } from 'zod'
import type { OpenCase } from '../case/open-case.ts'
import { type RegisteredRelease, registeredReleases } from '../case/queries-register.ts'
import { singleTables } from '../case/release-name.ts'
import { releaseStaging } from '../case/unfinished-releases.ts'
import { type ReleasedCell, releasedCell } from '../contract/index.ts'
import { type ReleaseRecord, releaseRecordSchema } from '../disclosure/index.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { confirmedWords, currentEdits } from './queries-editions.ts'

const published = z.object({
  record: releaseRecordSchema,
  /** Every published figure, by figure id; later editions are compared with it. */
  figures: z.record(z.string(), releasedCell),
})
export type Published = z.infer<typeof published>

export interface Edition {
  readonly releaseId: number
  readonly edition: number
  readonly releasedAt: string
  readonly by: string
  readonly recipient: string
  readonly why: string
  readonly policy: string
  readonly files: { file: string; sha256: string }[]
  /** Writing it was interrupted, so some of its files may have left: it counts as published. */
  readonly unfinished: boolean
  /** Of an unfinished edition: where its files were to go, and the hidden folder in it where they were written. */
  readonly folder?: string
  readonly hiddenFolder?: string
  readonly published: Published
}

export interface EditorialState {
  readonly edits: ReadonlyMap<string, string>
  /** The role of the user who wrote each edit; null if unknown. */
  readonly writers: ReadonlyMap<string, string | null>
  readonly confirmed: ReadonlySet<string>
  readonly editions: readonly Edition[]
  /** The editions and the single tables of the profile that were released: everything in the register. */
  readonly released: readonly Edition[]
}

const files = z.array(z.object({ file: z.string(), sha256: z.string() }))

function editionOf(row: RegisteredRelease): Edition {
  return {
    releaseId: row.release_id,
    edition: row.edition,
    releasedAt: row.released_at.toISOString(),
    by: row.person,
    recipient: row.recipient,
    why: row.why,
    policy: row.policy,
    files: files.parse(JSON.parse(row.files)),
    unfinished: !row.sealed,
    ...(row.sealed || row.folder === null
      ? {}
      : { folder: row.folder, hiddenFolder: releaseStaging(row.folder, row.release_id, row.released_at) }),
    published: published.parse(JSON.parse(row.published)),
  }
}

/** What users did to the profile: edits, confirmed words, and released editions. */
export function readEditorialState(current: OpenCase, signal?: AbortSignal): Promise<EditorialState> {
  return current.database.read(wholeSight, signal, async (connection) => {
    const edits = await connection.all(currentEdits())
    const words = await connection.all(confirmedWords())
    const released = (await connection.all(registeredReleases())).map(editionOf)
    return {
      edits: new Map(edits.map((row) => [row.paragraph_id, row.text])),
      writers: new Map(edits.map((row) => [row.paragraph_id, row.role])),
      confirmed: new Set(words.map((row) => row.word)),
      editions: released.filter(({ edition }) => edition !== singleTables),
      released,
    }
  })
}

export const earlierRecords = (state: EditorialState): ReleaseRecord[] =>
  state.released.map(({ published }) => published.record)

export const isSameCell = (left: ReleasedCell | undefined, right: ReleasedCell | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right)
