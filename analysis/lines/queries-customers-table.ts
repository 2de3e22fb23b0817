import { nothing, type Sql, sql } from '../case/sql.ts'
import { placeOfEventKinds } from '../kinds/lists.ts'

/**
 * One row per customer of a line, with the group that the newest wash gives at the line's last day.
 * `among` keeps only customers whose number it gives.
 * The group is left out where `seesGroups` is false.
 */
export const customersTable = (lineId: string, seesGroups: boolean, among: Sql | null = null): Sql => sql`
  with lines_run as (select max(run_id) as run_id from run where method = 'lines'),
  linkage_run as (select max(run_id) as run_id from run where method = 'wash'),
  line_day as (
    select cast(last_at as date) as at_day from visible_line as line join lines_run using (run_id) where line_id = ${lineId}
  ),
  customers as (
    select line_customer.* from visible_line_customer as line_customer join lines_run using (run_id) where line_id = ${lineId}
      ${among === null ? nothing : sql`and number_id in (${among})`}
  ),
  attributions as (
    select attribution.number_id, attribution.person_id, attribution.confidence
    from visible_attribution as attribution
    join linkage_run using (run_id)
    where attribution.number_id in (select number_id from customers)
  ),
  person_per_number as (
    select number_id, person_id
    from attributions
    qualify row_number() over (partition by number_id order by confidence desc, person_id) = 1
  ),
  person_records as (
    select person.person_id, record.puts_in, record.local_day, record.until_day, record.record_id,
      case when not list_contains(${placeOfEventKinds}, record.kind) then record.area end as area
    from visible_person as person
    join linkage_run using (run_id)
    join visible_record as record using (record_id)
    where person.person_id in (select person_id from person_per_number)
  ),
  facts_per_person as (
    select person_id,
      bool_or(puts_in = 'programme' and (local_day is null or local_day <= at_day)
        and (until_day is null or until_day >= at_day)) as is_programme,
      bool_or(puts_in = 'mainstream' and (local_day is null or local_day <= at_day)) as is_treatment,
      arg_max(area, (coalesce(local_day, date '1900-01-01'), record_id)) filter (where area is not null) as area
    from person_records cross join line_day
    group by person_id
  ),
  other_lines as (
    select line_customer.number_id, string_agg(line.name, ', ' order by line.rank) as lines
    from visible_line_customer as line_customer
    join lines_run using (run_id)
    join visible_line as line on line.run_id = line_customer.run_id and line.line_id = line_customer.line_id and line.accepted
    where line_customer.line_id <> ${lineId}
      and line_customer.number_id in (select number_id from customers)
    group by line_customer.number_id
  )
  select number.value as number, customers.why, customers.confidence, customers.texts, customers.calls,
    customers.call_backs as "callBacks",
    case
      when not ${seesGroups} then null
      when person_per_number.person_id is null then 'unattributed'
      when facts_per_person.is_programme then 'programme'
      when facts_per_person.is_treatment then 'mainstream'
      else 'not-known'
    end as "group",
    facts_per_person.area,
    coalesce(other_lines.lines, '') as lines,
    strftime(customers.first_at, '%Y-%m-%dT%H:%M:%SZ') as "firstSeen",
    strftime(customers.last_at, '%Y-%m-%dT%H:%M:%SZ') as "lastSeen",
    cast(person_per_number.person_id as varchar) as person
  from customers
  join visible_number as number using (number_id)
  left join person_per_number using (number_id)
  left join facts_per_person using (person_id)
  left join other_lines on other_lines.number_id = customers.number_id
  order by customers.confidence desc, customers.calls desc, customers.texts desc, number.value`
