import { nothing, type Sql, sql } from '../case/sql.ts'
import { isShown } from '../visibility/queries-kinds.ts'
import type { Sight } from '../visibility/source-kinds.ts'

/** Numbers that phones, calls or records which the role may see name, and not health sources alone. */
const isNumberShown = (sight: Sight): Sql =>
  sight.kinds === null
    ? nothing
    : sql`where communications > 0 or contact_books > 0
    or number_id in (select owner_number_id from device)
    or number_id in (select number_id from record where ${isShown(sight, sql`record.kind`)})`

/** Numbers whose E.164 value ends with or holds the digits, as the role may know them; busiest first. */
export const numbersHolding = (digits: string, sight: Sight, limit: number): Sql => sql`
  with found_numbers as (
    select number_id, value from number where contains(value, ${digits}) and kind not in ('withheld', 'not-a-number')
  ),
  communications_per_number as (
    select number_id, count(*) as communications
    from (
      select from_number_id as number_id from communication
      where from_number_id in (select number_id from found_numbers)
      union all
      select to_number_id from communication where to_number_id in (select number_id from found_numbers)
    )
    group by number_id
  ),
  numbers_found as (
    select found_numbers.number_id, found_numbers.value as number, coalesce(communications, 0) as communications,
      (select count(distinct device_id) from contact where contact.number_id = found_numbers.number_id) as contact_books
    from found_numbers left join communications_per_number using (number_id)
  )
  select number, communications, contact_books
  from numbers_found
  ${isNumberShown(sight)}
  order by communications desc, number
  limit ${limit}`

/** Lines by name, or by one of their numbers. */
export const linesNamed = (text: string, digits: string | null, limit: number): Sql => sql`
  with newest_run as (select max(run_id) as run_id from run where method = 'lines'),
  number_now as (
    select line_id, arg_max(value, position) as number_now, count(*) as numbers,
      bool_or(contains(value, coalesce(cast(${digits} as varchar), '-'))) as has_digits
    from line_number join newest_run using (run_id) join number using (number_id)
    group by line_id
  )
  select line.line_id, name, score, number_now, numbers
  from line join newest_run using (run_id) join number_now using (line_id)
  where contains(lower(name), lower(${text})) or has_digits
  order by rank
  limit ${limit}`

/** Persons of the newest wash by forename, surname or both, as far as records that the role may see name them. */
export const personsNamed = (text: string, sight: Sight, limit: number): Sql => sql`
  with wash_run as (select max(run_id) as run_id from run where method = 'wash'),
  named_records as (
    select person.person_id, trim(concat_ws(' ', forename, surname)) as name, record.kind
    from person join wash_run using (run_id) join record using (record_id)
    where contains(lower(concat_ws(' ', forename, surname)), lower(${text}))
      and ${isShown(sight, sql`record.kind`)}
  )
  select cast(person_id as varchar) as person, min(name) as name, count(*) as records
  from named_records
  group by person_id
  order by records desc, person_id
  limit ${limit}`

export const filesNamed = (text: string, limit: number): Sql => sql`
  select cast(file_id as varchar) as file_id, name, kind, rows_loaded
  from file
  where contains(lower(name), lower(${text}))
  order by name, file_id
  limit ${limit}`

export const areasNamed = (text: string, sight: Sight, limit: number): Sql => sql`
  with records_per_area as (
    select area, count(*) as records from record where area is not null and contains(lower(area), lower(${text}))
      and ${isShown(sight, sql`record.kind`)}
    group by area
  )
  select area, records from records_per_area order by records desc, area limit ${limit}`
