import { column, rows } from '../case/rows.ts'
import { type Sql, sql } from '../case/sql.ts'
import { identifyingCells } from '../visibility/queries-identifying.ts'

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

/** `found`: rows whose own reference, or another cell that identifies somebody, holds the text; those of `withheld` kinds are left out. */
const rowsIdentified = (text: string, withheld: readonly string[]): Sql => sql`
  cells as (
    select * from (${identifyingCells()})
    union
    select kind, file_id, sheet, row_number, record_id, source_record_id from visible_record as record where source_record_id is not null
    union
    select kind, file_id, sheet, row_number, record_id, source_event_id from visible_event as event where source_event_id is not null
  ),
  found as (
    select kind, file_id, sheet, row_number, max(record_id) as record_id from cells
    where contains(lower(value), lower(${text})) and not list_contains(${withheld}, kind)
    group by all
  ),
  linkage_run as (select max(run_id) as run_id from run where method = 'wash'),
  persons as (select record_id, person_id from visible_person as person join linkage_run using (run_id))`

/** Persons of the newest wash by a reference of theirs. */
export const personsIdentified = (text: string, withheld: readonly string[], limit: number) =>
  rows({ person: column.text, name: column.text.orNull, records: column.integer })(sql`
  with ${rowsIdentified(text, withheld)}
  select cast(person_id as varchar) as person, nullif(min(trim(concat_ws(' ', forename, surname))), '') as name, count(*) as records
  from found join persons using (record_id) join visible_record as record using (record_id)
  group by person_id
  order by records desc, person_id
  limit ${limit}`)

/** Files with rows of nobody, or of nobody yet, that hold a reference. */
export const filesIdentified = (text: string, withheld: readonly string[], limit: number) =>
  rows({ file_id: column.text, name: column.text, kind: column.text, rows: column.integer })(sql`
  with ${rowsIdentified(text, withheld)}
  select cast(file.file_id as varchar) as file_id, file.name, file.kind, count(*) as rows
  from found join visible_file as file using (file_id) left join persons using (record_id)
  where persons.person_id is null
  group by all
  order by rows desc, name, file_id
  limit ${limit}`)
