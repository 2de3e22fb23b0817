import { type Sql, sql } from '../case/sql.ts'

/** What an observation says and where it stands: columns for `observationsOf`. */
export const observationColumns: Sql = sql`strftime(observation."at", '%Y-%m-%dT%H:%M:%SZ') as "at",
    strftime(observation.local_at, '%Y-%m-%d %H:%M:%S') as "localAt",
    cast(observation.medium as varchar) as medium,
    cast(observation.outcome as varchar) as outcome,
    from_number.value as "from", to_number.value as "to",
    observation.duration_seconds as "durationSeconds",
    message_text.text as text,
    file.file_id as "fileId", file.name as file, sheet.name as sheet, observation.row_number as row`

/** The observations of the communications of a table, which has `communication_id`, with their numbers, text and file. */
export const observationsOf = (table: Sql): Sql => sql`${table}
  join visible_communication_observation as communication_observation using (communication_id)
  join visible_observation as observation using (observation_id)
  join visible_file as file on file.file_id = observation.file_id
  left join visible_sheet as sheet on sheet.file_id = observation.file_id and sheet.sheet = observation.sheet
  join visible_number as from_number on from_number.number_id = observation.from_number_id
  join visible_number as to_number on to_number.number_id = observation.to_number_id
  left join visible_message_text as message_text on message_text.message_id = observation.message_id`

/** In order of time; of one instant, as they stand in their files. */
export const observationOrder: Sql = sql`observation."at", observation.file_id, observation.sheet, observation.row_number, observation.observation_id`
