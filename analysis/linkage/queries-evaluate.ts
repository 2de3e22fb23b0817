import { column, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'
import type { CohortGroup } from '../contract/index.ts'
import { listKinds } from '../kinds/lists.ts'

export const personOfEachRow = () =>
  rows({ file: column.text, row: column.integer, person: column.integer })(sql`
  select file.name as file, record.row_number as row, person.person_id as person
  from visible_person as person
  join visible_record as record using (record_id)
  join visible_file as file using (file_id)
  where person.run_id = (select max(run_id) from run where method = 'wash')
  order by file.name, record.row_number`)

/** The group at the last day of each number that some record or contact book ties to a person. */
export const groupOfEachNumber = () =>
  rows({ number: column.text, cohort: column.textOf<CohortGroup>() })(sql`
  with linkage_run as (select max(run_id) as run_id from run where method = 'wash'),
  last_day as (
    select max(day) as day from (
      select max(local_day) as day from visible_communication as communication union all select max(local_day) from visible_record as record where not list_contains(${listKinds}, kind)
    )
  ),
  holders as (
    select number.value as number, attribution.person_id
    from visible_attribution as attribution
    join linkage_run using (run_id)
    join visible_number as number using (number_id)
    cross join last_day
    where (attribution.from_day is null or attribution.from_day <= last_day.day)
      and (attribution.to_day is null or attribution.to_day >= last_day.day)
    qualify row_number() over (partition by number.value order by attribution.confidence desc, attribution.person_id) = 1
  ),
  cohort_per_person as (
    select person.person_id, case
        when bool_or(record.puts_in = 'programme' and (record.until_day is null or record.until_day >= last_day.day)) then 'programme'
        when bool_or(record.puts_in = 'mainstream') then 'mainstream'
        else 'not-known' end as cohort
    from visible_person as person
    join linkage_run using (run_id)
    join visible_record as record using (record_id)
    cross join last_day
    group by person.person_id
  )
  select holders.number, cohort_per_person.cohort
  from holders
  join cohort_per_person using (person_id)
  order by holders.number`)
