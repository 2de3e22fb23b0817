import { boundingRecordKinds } from '../kinds/lists.ts'
import { type Sql, sql } from './sql.ts'

export const metaTableExists = (): Sql =>
  sql`select count(*) as tables from information_schema.tables where table_schema = 'main' and table_name = 'meta'`

export const anyTable = (): Sql =>
  sql`select count(*) as tables from information_schema.tables where table_schema = 'main'`

export const metaValues = (): Sql => sql`select key, value from meta order by key`

export const setMeta = (key: string, value: string): Sql =>
  sql`insert into meta (key, value) values (${key}, ${value}) on conflict (key) do update set value = excluded.value`

/** One more committed write of data; counted within its own transaction. */
export const countWrite = (): Sql =>
  sql`insert into meta (key, value) values ('writes', '1')
    on conflict (key) do update set value = cast(cast(value as bigint) + 1 as varchar)`

/** What the case itself knows of what it acknowledged; `head` is the hash of the entry that was the last one then. */
export const acknowledgedState = (entry: number): Sql => sql`
  select
    (select value from meta where key = 'case_id') as case_id,
    coalesce((select cast(value as bigint) from meta where key = 'writes'), 0) as writes,
    (select coalesce(max(sequence), 0) from audit) as entries,
    (select hash from audit where sequence = ${entry}) as head,
    (select max("at") from audit) as last_at`

/** What is written as one list of JSON in the case. */
export const setAsides = (): Sql => sql`select value from meta where key = 'set_aside'`

export const unfinishedNotes = (): Sql => sql`select value from meta where key = 'unfinished_releases'`

/** Releases that were registered and never sealed. */
export const unsealedReleases = (): Sql => sql`
  select release_id, edition, released_at, person, recipient, folder
  from release join unsealed_release using (release_id)
  order by release_id`

export const raiseDataVersion = (): Sql =>
  sql`update meta set value = cast(cast(value as bigint) + 1 as varchar) where key = 'data_version'`

export const dataVersion = (): Sql =>
  sql`select cast(value as bigint) as version from meta where key = 'data_version'`

/** The newest run of a method; its results are the ones that questions answer from. */
export const latestRun = (method: string): Sql =>
  sql`select run_id, data_version, parameters, summary, started_at from run where method = ${method} order by run_id desc limit 1`

export const nextRunId = (): Sql => sql`select coalesce(max(run_id), 0) + 1 as run_id from run`

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

export const caseCounts = (): Sql => sql`
  with wash_run as (select max(run_id) as run_id from run where method = 'wash'),
  lines_run as (select max(run_id) as run_id from run where method = 'lines')
  select
    (select count(*) from file) as files,
    (select count(*) from communication) as communications,
    (select count(*) from record) as records,
    (select count(distinct person_id) from person where run_id = (select run_id from wash_run)) as persons,
    (select count(*) from line where run_id = (select run_id from lines_run)) as lines,
    (select count(*) from line where run_id = (select run_id from lines_run) and accepted) as lines_accepted,
    (select count(*) from link where run_id = (select run_id from wash_run) and state = 'review') as for_review`

export const caseDays = (): Sql => sql`
  with days as (
    select min(local_day) as first_day, max(local_day) as last_day from communication
    union all
    select min(local_day), max(local_day) from event
    union all
    select min(local_day), max(local_day) from record where list_contains(${boundingRecordKinds}, kind)
  )
  select strftime(min(first_day), '%Y-%m-%d') as first_day, strftime(max(last_day), '%Y-%m-%d') as last_day from days`

export const communicationDays = (): Sql =>
  sql`select strftime(min(local_day), '%Y-%m-%d') as first_day, strftime(max(local_day), '%Y-%m-%d') as last_day from communication`
