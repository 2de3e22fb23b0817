import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'

const newestRun = sql`newest_run as (select max(run_id) as run_id from run where method = 'lines')`

/** One row per line of the newest run, best first. */
export const lineRows = (lineId: string | null) =>
  rows({
    line_id: column.text,
    name: column.text,
    score: column.number,
    prior: column.number,
    accepted: column.flag,
    exporter_area: column.text.orNull,
    first_seen: column.text,
    last_seen: column.text,
    hours: column.text,
    week: column.text,
  })(sql`
  with ${newestRun}
  select line.line_id, name, score, prior, accepted, exporter_area,
    strftime(first_at, '%Y-%m-%dT%H:%M:%SZ') as first_seen, strftime(last_at, '%Y-%m-%dT%H:%M:%SZ') as last_seen,
    cast(hours as varchar) as hours, cast(week as varchar) as week
  from visible_line as line join newest_run using (run_id)
  where cast(${lineId} as varchar) is null or line.line_id = ${lineId}
  order by rank, line.line_id`)

/** One row per number of each line, oldest first. */
export const lineNumberRows = (lineId: string | null) =>
  rows({
    line_id: column.text,
    number: column.text,
    first_seen: column.text,
    last_seen: column.text,
    succession: column.text.orNull,
    share_kept: column.number.orNull,
    same_handset: column.flag.orNull,
    certainty: column.text.orNull,
  })(sql`
  with ${newestRun}
  select line_number.line_id, number.value as number,
    strftime(line_number.first_at, '%Y-%m-%dT%H:%M:%SZ') as first_seen,
    strftime(line_number.last_at, '%Y-%m-%dT%H:%M:%SZ') as last_seen,
    succession, share_kept, same_handset, certainty
  from visible_line_number as line_number
  join newest_run using (run_id)
  join visible_number as number using (number_id)
  where cast(${lineId} as varchar) is null or line_number.line_id = ${lineId}
  order by line_number.line_id, position`)

/** One row per reason, strongest first. */
export const lineReasonRows = (lineId: string | null) =>
  rows({
    line_id: column.text,
    feature: column.text,
    words: column.text,
    weight: column.number,
    rows: column.integer,
  })(sql`
  with ${newestRun}
  select line_reason.line_id, feature, words, weight, cast(rows as bigint) as rows
  from visible_line_reason as line_reason join newest_run using (run_id)
  where cast(${lineId} as varchar) is null or line_reason.line_id = ${lineId}
  order by line_reason.line_id, position`)

/** One row per customer, surest first. */
export const lineCustomerRows = (lineId: string | null) =>
  rows({ line_id: column.text, number: column.text, why: column.text, confidence: column.number })(sql`
  with ${newestRun}
  select line_customer.line_id, number.value as number, why, confidence
  from visible_line_customer as line_customer
  join newest_run using (run_id)
  join visible_number as number using (number_id)
  where cast(${lineId} as varchar) is null or line_customer.line_id = ${lineId}
  order by line_customer.line_id, confidence desc, calls desc, texts desc, number.value`)

/** One row per holder, runner or upstream number of one line. */
export const lineRoleRows = (lineId: string) =>
  rows({
    number: column.text,
    role: column.textOf<'holder' | 'runner' | 'upstream'>(),
    words: column.text,
    confidence: column.number,
  })(sql`
  with ${newestRun}
  select number.value as number, role, words, confidence
  from visible_line_role as line_role
  join newest_run using (run_id)
  join visible_number as number using (number_id)
  where line_role.line_id = ${lineId}
  order by case role when 'holder' then 0 when 'runner' then 1 else 2 end, confidence desc, number.value`)

/** One row per file and sheet in which one line's reasons were seen. */
export const lineSourceRows = (lineId: string) =>
  rows({ file_id: column.integer, file: column.text, sheet: column.text.orNull, rows: column.integer })(sql`
  with ${newestRun},
  evidence_communications as (
    select distinct communication_id
    from visible_line_evidence as line_evidence join newest_run using (run_id)
    where line_id = ${lineId}
  ),
  evidence_observations as (
    select observation.file_id, observation.sheet
    from evidence_communications
    join visible_communication_observation as communication_observation using (communication_id)
    join visible_observation as observation using (observation_id)
  )
  select file.file_id, file.name as file, max(sheet.name) as sheet, count(*) as rows
  from evidence_observations
  join visible_file as file using (file_id)
  left join visible_sheet as sheet on sheet.file_id = evidence_observations.file_id and sheet.sheet = evidence_observations.sheet
  group by file.file_id, file.name, evidence_observations.sheet
  order by rows desc, file.file_id, evidence_observations.sheet`)

export const loadedPhonesAndCallFiles = () =>
  rows({ phones: column.integer, call_files: column.integer })(sql`
  select
    (select count(distinct device_key) from visible_device as device) as phones,
    (select count(*) from visible_file as file where kind = 'calls') as call_files`)

/** The newest decision for every set of numbers that was decided on. */
export const lineDecisionRows = () =>
  rows({ subject_key: column.text, decision_id: column.integer, decision: column.text })(sql`
  select subject_key, arg_max(decision_id, decision_id) as decision_id,
    arg_max(coalesce(decision, ''), decision_id) as decision
  from visible_decision as decision
  where subject_kind = 'line'
  group by subject_key
  order by decision_id desc`)

/** Takes a decision over into the newest run, so that counts of accepted lines follow it. */
export const setLineAccepted = (lineId: string, isAccepted: boolean): Sql => sql`
  update line set accepted = ${isAccepted}
  where line_id = ${lineId} and run_id = (select max(run_id) from run where method = 'lines')`
