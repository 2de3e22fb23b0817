import { rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { totalsColumns } from '../case/totals.ts'
import { observationColumns, observationOrder, observationsOf } from '../visibility/queries-observations.ts'
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
  select ${observationColumns}
  from ${observationsOf(sql`asked_communication`)}
  order by ${observationOrder}
  limit ${asked.limit} offset ${asked.offset}`
