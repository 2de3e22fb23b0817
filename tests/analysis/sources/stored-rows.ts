import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'

export const rowsSetAside = rows({
  row_number: column.integer,
  reason: column.text,
  detail: column.text.orNull,
})(sql`select row_number, reason, detail from reject order by row_number`)

export const namesOfNumbers = rows({ name: column.text })(
  sql`select name from number_text where name is not null order by name`,
)

const dayColumns = { day: column.text }
export const daysOfRecords = {
  local_day: rows(dayColumns)(
    sql`select strftime(local_day, '%Y-%m-%d') as day from record order by row_number`,
  ),
  date_of_birth: rows(dayColumns)(
    sql`select strftime(date_of_birth, '%Y-%m-%d') as day from record order by row_number`,
  ),
}

export const fieldsOfRecords = rows({ fields: column.text })(
  sql`select cast(fields as varchar) as fields from record`,
)

export const timesOfObservations = rows({ file: column.integer, time: column.text })(sql`
  select file_id as file, strftime("at", '%Y-%m-%d %H:%M:%SZ ') || local_day as time
  from observation order by file_id, row_number`)

export const timesOfRecords = rows({ at: column.text, day: column.text, until: column.text.orNull })(sql`
  select strftime("at", '%m-%d %H:%M') as "at", cast(local_day as varchar) as day, cast(until_day as varchar) as until
  from record order by source_record_id`)

/** Each communication's day and how many observations saw it. */
export const daysOfCommunications = rows({ day: column.text, seen: column.integer })(sql`
  select cast(c.local_day as varchar) as day, cast(count(*) as integer) as seen
  from communication c join communication_observation o on o.communication_id = c.communication_id
  group by c.communication_id, c.local_day order by day`)
