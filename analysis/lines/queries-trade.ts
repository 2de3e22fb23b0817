import { column, type RowOf, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { dealWords, drugOffenceWords, meetingWords } from './word-lists.ts'

/** Texts, other than bulk texts, that read like ordering, waiting for or being sent to a meeting. */
export const createMeetingTexts = (): Sql => sql`
  create or replace temp table meeting_text as
  with telling_texts as (
    select message_id, regexp_matches(lower(text), ${meetingWords}) as is_meeting from visible_message_text as message_text
  )
  select unit_leg.unit_id, communication_id, other_number_id, is_meeting
  from unit_leg
  join telling_texts using (message_id)
  where not is_call
    and (unit_leg.unit_id, communication_id) not in (select unit_id, communication_id from bulk_text)`

/** Bulk texts in the words in which British dealers advertise heroin and crack. */
export const createDealTexts = (): Sql => sql`
  create or replace temp table deal_text as
  select bulk_text.unit_id, bulk_text.communication_id
  from bulk_text
  join contact_made using (communication_id)
  join visible_message_text as message_text using (message_id)
  where regexp_matches(lower(message_text.text), ${dealWords})`

/** Numbers that people gave in custody when they were held for a drug offence. */
export const createDrugArrests = (): Sql => sql`
  create or replace temp table drug_arrest as
  select distinct number_id from visible_record as record
  where kind = 'custody' and number_id is not null and regexp_matches(lower(coalesce(category, '')), ${drugOffenceWords})`

/**
 * Companions of the unit: in touch with it on three in ten of the days on which it is seen, both ways, briefly, and
 * never sent its bulk texts. A line has runners and a holder; somebody who trades alone has none.
 */
export const createClosePartners = (): Sql => sql`
  create or replace temp table close_partner as
  with days_per_unit as (
    select unit_id, count(distinct local_day) as unit_days from unit_leg group by unit_id
  ),
  bulk_recipients as (select distinct unit_id, other_number_id from bulk_text)
  select unit_id, other_number_id
  from unit_contact
  join days_per_unit using (unit_id)
  where days >= 8 and days * 10 >= unit_days * 3
    and (calls_out + texts_out) * 4 >= calls_in + texts_in and (calls_in + texts_in) * 4 >= calls_out + texts_out
    and texts_out >= 3 and texts_in >= 3 and calls_out >= 3
    and long_calls * 10 <= calls_in + calls_out
    and (unit_id, other_number_id) not in (select unit_id, other_number_id from bulk_recipients)`

const unitTradeColumns = {
  unit_id: column.integer,
  kept_contacts: column.integer,
  arrested_contacts: column.integer,
  plain_texts: column.integer,
  meeting_texts: column.integer,
  meeting_people: column.integer,
  deal_texts: column.integer,
  close_partners: column.integer,
}
/** What the texts, the contacts and the company of one unit say of its trade. */
export type UnitTrade = RowOf<typeof unitTradeColumns>

/** One row per unit: what its texts, its contacts and its company say of the trade. */
export const tradePerUnit = () =>
  rows(unitTradeColumns)(sql`
  with meetings as (
    select unit_id, count(*) as plain_texts, count(*) filter (where is_meeting) as meeting_texts,
      count(distinct other_number_id) filter (where is_meeting) as meeting_people
    from meeting_text group by unit_id
  ),
  deals as (select unit_id, count(*) as deal_texts from deal_text group by unit_id),
  partners as (select unit_id, count(*) as close_partners from close_partner group by unit_id),
  contacts as (
    select unit_id,
      count(*) filter (where days >= 2) as kept_contacts,
      count(*) filter (where days >= 2 and other_number_id in (select number_id from drug_arrest)) as arrested_contacts
    from unit_contact group by unit_id
  )
  select contacts.*, coalesce(plain_texts, 0) as plain_texts, coalesce(meeting_texts, 0) as meeting_texts,
    coalesce(meeting_people, 0) as meeting_people, coalesce(deal_texts, 0) as deal_texts,
    coalesce(close_partners, 0) as close_partners
  from contacts
  left join meetings using (unit_id)
  left join deals using (unit_id)
  left join partners using (unit_id)
  order by unit_id`)

export const drugArrestNumbers = () =>
  rows({ numbers: column.integer })(sql`select count(*) as numbers from drug_arrest`)
