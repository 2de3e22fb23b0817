import { column, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'

/** Numbers whose E.164 value ends with or holds the digits, as the role may know them; busiest first. */
export const numbersHolding = (digits: string, limit: number) =>
  rows({ number: column.text, communications: column.integer, contact_books: column.integer })(sql`
  with found_numbers as (
    select number_id, value from visible_number as number where contains(value, ${digits}) and kind not in ('withheld', 'not-a-number')
  ),
  communications_per_number as (
    select number_id, count(*) as communications
    from (
      select from_number_id as number_id from visible_communication as communication
      where from_number_id in (select number_id from found_numbers)
      union all
      select to_number_id from visible_communication as communication where to_number_id in (select number_id from found_numbers)
    )
    group by number_id
  ),
  numbers_found as (
    select found_numbers.number_id, found_numbers.value as number, coalesce(communications, 0) as communications,
      (select count(distinct device_id) from visible_contact as contact where contact.number_id = found_numbers.number_id) as contact_books
    from found_numbers left join communications_per_number using (number_id)
  )
  select number, communications, contact_books
  from numbers_found
  order by communications desc, number
  limit ${limit}`)

/** Lines by name, or by one of their numbers. */
export const linesNamed = (text: string, digits: string | null, limit: number) =>
  rows({
    line_id: column.text,
    name: column.text,
    score: column.number,
    number_now: column.text,
    numbers: column.integer,
  })(sql`
  with newest_run as (select max(run_id) as run_id from run where method = 'lines'),
  number_now as (
    select line_id, arg_max(value, position) as number_now, count(*) as numbers,
      bool_or(contains(value, coalesce(cast(${digits} as varchar), '-'))) as has_digits
    from visible_line_number as line_number join newest_run using (run_id) join visible_number as number using (number_id)
    group by line_id
  )
  select line.line_id, name, score, number_now, numbers
  from visible_line as line join newest_run using (run_id) join number_now using (line_id)
  where contains(lower(name), lower(${text})) or has_digits
  order by rank
  limit ${limit}`)

/** Persons of the newest wash by forename, surname or both, as far as records that the role may see name them. */
export const personsNamed = (text: string, limit: number) =>
  rows({ person: column.text, name: column.text, records: column.integer })(sql`
  with linkage_run as (select max(run_id) as run_id from run where method = 'wash'),
  named_records as (
    select person.person_id, trim(concat_ws(' ', forename, surname)) as name, record.kind
    from visible_person as person join linkage_run using (run_id) join visible_record as record using (record_id)
    where contains(lower(concat_ws(' ', forename, surname)), lower(${text}))
  )
  select cast(person_id as varchar) as person, min(name) as name, count(*) as records
  from named_records
  group by person_id
  order by records desc, person_id
  limit ${limit}`)

export const filesNamed = (text: string, limit: number) =>
  rows({ file_id: column.text, name: column.text, kind: column.text, rows_loaded: column.integer })(sql`
  select cast(file_id as varchar) as file_id, name, kind, rows_loaded
  from visible_file as file
  where contains(lower(name), lower(${text}))
  order by name, file_id
  limit ${limit}`)

export const areasNamed = (text: string, limit: number) =>
  rows({ area: column.text, records: column.integer })(sql`
  with records_per_area as (
    select area, count(*) as records from visible_record as record where area is not null and contains(lower(area), lower(${text}))
    group by area
  )
  select area, records from records_per_area order by records desc, area limit ${limit}`)
