import { column, type RowOf, rows } from './rows.ts'
import { type Sql, sql } from './sql.ts'

export interface NewRelease {
  releaseId: number
  edition: number
  releasedAt: Date
  person: string
  role: string
  recipient: string
  why: string
  policy: string
  cutOff: string
  dataVersion: number
  files: string
  published: string
  logHead: string
  folder: string | null
}

/** Registers a release that is about to be written; it counts as published from here on. */
export const reserveRelease = (release: NewRelease): readonly Sql[] => [
  sql`insert into release (release_id, edition, released_at, person, role, recipient, why, policy, cut_off, data_version, files, published, log_head)
    values (${release.releaseId}, ${release.edition}, ${release.releasedAt}, ${release.person}, ${release.role}, ${release.recipient}, ${release.why},
      ${release.policy}, cast(${release.cutOff} as date), ${release.dataVersion}, ${release.files}, ${release.published}, ${release.logHead})`,
  sql`insert into unsealed_release (release_id, folder) values (${release.releaseId}, ${release.folder})`,
]

/** Every file of it is where it belongs. */
export const sealRelease = (releaseId: number): Sql =>
  sql`delete from unsealed_release where release_id = ${releaseId}`

/** Takes back the registration of a release of which nothing left. */
export const withdrawRelease = (releaseId: number): readonly Sql[] => [
  sql`delete from release where release_id in (select release_id from unsealed_release where release_id = ${releaseId})`,
  sealRelease(releaseId),
]

const registeredReleaseColumns = {
  release_id: column.integer,
  edition: column.integer,
  released_at: column.instant,
  person: column.text,
  role: column.text,
  recipient: column.text,
  why: column.text,
  policy: column.text,
  cut_off: column.text,
  data_version: column.number,
  files: column.text,
  published: column.text,
  log_head: column.text,
  sealed: column.flag,
  folder: column.text.orNull,
}
export type RegisteredRelease = RowOf<typeof registeredReleaseColumns>

/** Every release of the register, whole, with where the files of an unsealed one were to go. */
export const registeredReleases = () =>
  rows(registeredReleaseColumns)(sql`
  select release_id, edition, released_at, person, role, recipient, why, policy, strftime(cut_off, '%Y-%m-%d') as cut_off,
    cast(data_version as double) as data_version, cast(files as varchar) as files, cast(published as varchar) as published, log_head,
    unsealed_release.release_id is null as sealed, unsealed_release.folder
  from release left join unsealed_release using (release_id)
  order by release_id`)

export const takenInNotes = () =>
  rows({ value: column.text })(sql`select value from meta where key = 'taken_in_releases'`)

export const caseIdValue = () =>
  rows({ value: column.text })(sql`select value from meta where key = 'case_id'`)
