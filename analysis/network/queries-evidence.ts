import { rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { totalsColumns } from '../case/totals.ts'
import { type ContactScope, contacts } from './queries-contacts.ts'

interface AskedContacts {
  readonly nodes: readonly string[]
  readonly others: readonly string[] | null
}

const askedContacts = (asked: AskedContacts): Sql => sql`
  asked_communication as (
    select communication_id from meeting
    where (list_contains(${asked.nodes}, from_node) and (${asked.others === null} or list_contains(${asked.others ?? []}, to_node)))
      or (list_contains(${asked.nodes}, to_node) and (${asked.others === null} or list_contains(${asked.others ?? []}, from_node)))
  )`

/** How many rows and how many texts and calls stand behind what `contactEvidence` lists. */
export const contactCount = (scope: ContactScope, asked: AskedContacts) =>
  rows(totalsColumns)(sql`
  with ${contacts(scope)},
  ${askedContacts(asked)}
  select count(*) as rows, count(distinct communication_id) as communications,
    count(distinct communication_id) filter (where communication.medium = 'text') as texts
  from asked_communication
  join visible_communication as communication using (communication_id)
  join visible_communication_observation as communication_observation using (communication_id)`)

/**
 * The observations behind the contacts of some nodes, or behind those that they have with others, in order of time, with file, sheet and
 * row. Without `others` what passes inside `nodes` counts too.
 */
export const contactEvidence = (
  scope: ContactScope,
  asked: AskedContacts & { offset: number; limit: number },
): Sql => sql`
  with ${contacts(scope)},
  ${askedContacts(asked)}
  select strftime(observation."at", '%Y-%m-%dT%H:%M:%SZ') as "at",
    strftime(observation.local_at, '%Y-%m-%d %H:%M:%S') as "localAt",
    cast(observation.medium as varchar) as medium,
    cast(observation.outcome as varchar) as outcome,
    from_number.value as "from", to_number.value as "to",
    observation.duration_seconds as "durationSeconds",
    message_text.text as text,
    file.file_id as "fileId", file.name as file, sheet.name as sheet, observation.row_number as row
  from asked_communication
  join visible_communication_observation as communication_observation using (communication_id)
  join visible_observation as observation using (observation_id)
  join visible_file as file on file.file_id = observation.file_id
  left join visible_sheet as sheet on sheet.file_id = observation.file_id and sheet.sheet = observation.sheet
  join visible_number as from_number on from_number.number_id = observation.from_number_id
  join visible_number as to_number on to_number.number_id = observation.to_number_id
  left join visible_message_text as message_text on message_text.message_id = observation.message_id
  order by observation."at", observation.file_id, observation.sheet, observation.row_number, observation.observation_id
  limit ${asked.limit} offset ${asked.offset}`
