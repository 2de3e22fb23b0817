import { rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { totalsColumns } from '../case/totals.ts'
import { observationColumns, observationOrder, observationsOf } from '../visibility/queries-observations.ts'

interface AskedEvidence {
  readonly lineId: string
  readonly feature: string | null
  readonly number: string | null
  readonly fileId: number | null
}

const askedCommunications = (asked: AskedEvidence): Sql => sql`
  with lines_run as (select max(run_id) as run_id from run where method = 'lines'),
  line_numbers as (
    select number_id from visible_line_number as line_number join lines_run using (run_id) where line_id = ${asked.lineId}
  ),
  asked_number as (select number_id from visible_number as number where value = cast(${asked.number} as varchar)),
  reason_communications as (
    select communication_id, string_agg(distinct feature, ', ' order by feature) as features
    from visible_line_evidence as line_evidence join lines_run using (run_id)
    where line_id = ${asked.lineId}
      and (cast(${asked.feature} as varchar) is null or feature = ${asked.feature})
    group by communication_id
  ),
  number_communications as (
    select communication_id, cast(null as varchar) as features
    from visible_communication as communication
    where (from_number_id in (select number_id from line_numbers) and to_number_id in (select number_id from asked_number))
      or (to_number_id in (select number_id from line_numbers) and from_number_id in (select number_id from asked_number))
  ),
  asked_communications as (
    select * from reason_communications where cast(${asked.number} as varchar) is null
    union all
    select * from number_communications where cast(${asked.number} as varchar) is not null
  )`

/** How many rows and how many texts and calls stand behind what `evidenceTable` lists; the same text can be a row of several files. */
export const evidenceCount = (asked: AskedEvidence) =>
  rows(totalsColumns)(sql`
  ${askedCommunications(asked)}
  select count(*) as rows, count(distinct communication_id) as communications,
    count(distinct communication_id) filter (where communication.medium = 'text') as texts
  from asked_communications
  join visible_communication as communication using (communication_id)
  join visible_communication_observation as communication_observation using (communication_id)
  join visible_observation as observation using (observation_id)
  where cast(${asked.fileId} as integer) is null or observation.file_id = ${asked.fileId}`)

/**
 * One row per observation behind a line's reasons, or behind its contact with one number, in order of time:
 * what it says, and the file, sheet and row that it came from.
 */
export const evidenceTable = (asked: AskedEvidence & { offset: number; limit: number }): Sql => sql`
  ${askedCommunications(asked)}
  select ${observationColumns},
    from_text.text as "fromAsWritten", to_text.text as "toAsWritten",
    asked_communications.features as feature
  from ${observationsOf(sql`asked_communications`)}
  left join visible_number_text as from_text on from_text.text_id = observation.from_text_id
  left join visible_number_text as to_text on to_text.text_id = observation.to_text_id
  where cast(${asked.fileId} as integer) is null or observation.file_id = ${asked.fileId}
  order by ${observationOrder}
  limit ${asked.limit} offset ${asked.offset}`
