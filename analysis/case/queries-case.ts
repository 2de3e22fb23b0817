import { boundingRecordKinds } from '../kinds/lists.ts'
import { column, rows } from './rows.ts'
import { type Sql, sql } from './sql.ts'

export const metaTableExists = () =>
  rows({ tables: column.integer })(
    sql`select count(*) as tables from information_schema.tables where table_schema = 'main' and table_name = 'meta'`,
  )

export const anyTable = () =>
  rows({ tables: column.integer })(
    sql`select count(*) as tables from information_schema.tables where table_schema = 'main'`,
  )

export const metaValues = () =>
  rows({ key: column.text, value: column.text })(sql`select key, value from meta order by key`)

export const setMeta = (key: string, value: string): Sql =>
  sql`insert into meta (key, value) values (${key}, ${value}) on conflict (key) do update set value = excluded.value`

/** One more committed write of data; counted within its own transaction. */
export const countWrite = (): Sql =>
  sql`insert into meta (key, value) values ('writes', '1')
    on conflict (key) do update set value = cast(cast(value as bigint) + 1 as varchar)`

/** What the case itself knows of what it acknowledged; `head` is the hash of the entry that was the last one then. */
export const acknowledgedState = (entry: number) =>
  rows({
    case_id: column.text.orNull,
    writes: column.integer,
    entries: column.integer,
    head: column.text.orNull,
    last_at: column.instant.orNull,
  })(sql`
  select
    (select value from meta where key = 'case_id') as case_id,
    coalesce((select cast(value as bigint) from meta where key = 'writes'), 0) as writes,
    (select coalesce(max(sequence), 0) from audit) as entries,
    (select hash from audit where sequence = ${entry}) as head,
    (select max("at") from audit) as last_at`)

/** What is written as one list of JSON in the case. */
export const setAsides = () =>
  rows({ value: column.text })(sql`select value from meta where key = 'set_aside'`)

export const unfinishedNotes = () =>
  rows({ value: column.text })(sql`select value from meta where key = 'unfinished_releases'`)

/** Releases that were registered and never sealed. */
export const unsealedReleases = () =>
  rows({
    release_id: column.integer,
    edition: column.integer,
    released_at: column.instant,
    person: column.text,
    recipient: column.text,
    folder: column.text.orNull,
  })(sql`
  select release_id, edition, released_at, person, recipient, folder
  from release join unsealed_release using (release_id)
  order by release_id`)

export const raiseDataVersion = (): Sql =>
  sql`update meta set value = cast(cast(value as bigint) + 1 as varchar) where key = 'data_version'`

export const dataVersion = () =>
  rows({ version: column.integer })(
    sql`select cast(value as bigint) as version from meta where key = 'data_version'`,
  )

/** The newest run of a method; its results are the ones that questions answer from. */
export const latestRun = (method: string) =>
  rows({
    run_id: column.integer,
    data_version: column.integer,
    parameters: column.text,
    summary: column.text,
    started_at: column.instant,
  })(
    sql`select run_id, data_version, parameters, summary, started_at from run where method = ${method} order by run_id desc limit 1`,
  )

export const insertRun = (run: {
  runId: number
  method: string
  version: string
  parameters: string
  seed: number
  dataVersion: number
  startedAt: Date
  seconds: number
  summary: string
}): Sql =>
  sql`insert into run (run_id, method, version, parameters, seed, data_version, started_at, seconds, summary)
    values (${run.runId}, ${run.method}, ${run.version}, ${run.parameters}, ${run.seed}, ${run.dataVersion}, ${run.startedAt},
      ${run.seconds}, ${run.summary})`

export const caseCounts = () =>
  rows({
    files: column.integer,
    communications: column.integer,
    records: column.integer,
    persons: column.integer,
    lines: column.integer,
    lines_accepted: column.integer,
    for_review: column.integer,
  })(sql`
  with linkage_run as (select max(run_id) as run_id from run where method = 'wash'),
  lines_run as (select max(run_id) as run_id from run where method = 'lines')
  select
    (select count(*) from file) as files,
    (select count(*) from communication) as communications,
    (select count(*) from record) as records,
    (select count(distinct person_id) from person where run_id = (select run_id from linkage_run)) as persons,
    (select count(*) from line where run_id = (select run_id from lines_run)) as lines,
    (select count(*) from line where run_id = (select run_id from lines_run) and accepted) as lines_accepted,
    (select count(*) from link where run_id = (select run_id from linkage_run) and state = 'review') as for_review`)

/** Of people as a reader sees them: on a connection that has the views. */
export const peopleCounts = () =>
  rows({ records: column.integer, persons: column.integer, for_review: column.integer })(sql`
  with linkage_run as (select max(run_id) as run_id from run where method = 'wash')
  select
    (select count(*) from visible_record) as records,
    (select count(distinct person_id) from visible_person where run_id = (select run_id from linkage_run)) as persons,
    (select count(*) from visible_link where run_id = (select run_id from linkage_run) and state = 'review') as for_review`)

export const caseDays = () =>
  rows({ first_day: column.text.orNull, last_day: column.text.orNull })(sql`
  with days as (
    select min(local_day) as first_day, max(local_day) as last_day from communication
    union all
    select min(local_day), max(local_day) from event
    union all
    select min(local_day), max(local_day) from record where list_contains(${boundingRecordKinds}, kind)
  )
  select strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day from days`)

export const communicationDays = () =>
  rows({ first_day: column.text.orNull, last_day: column.text.orNull })(
    sql`select strftime(min(local_day), '%Y-%m-%d') as first_day, strftime(max(local_day), '%Y-%m-%d') as last_day from communication`,
  )

export const erasures = () =>
  rows({ sequence: column.integer })(
    sql`select sequence from audit where action = 'erasure' order by sequence`,
  )

/** What somebody decided of a pair of records or of a line; null takes an earlier decision back. */
export const insertDecision = (decision: {
  decisionId: number
  subjectKind: 'pair' | 'line'
  subjectKey: string
  decision: string | null
  note: string | null
  at: Date
  person: string
  role: string
}): Sql => sql`
  insert into decision (decision_id, subject_kind, subject_key, decision, note, "at", person, role)
  values (${decision.decisionId}, ${decision.subjectKind}, ${decision.subjectKey}, ${decision.decision}, ${decision.note}, ${decision.at},
    ${decision.person}, ${decision.role})`
