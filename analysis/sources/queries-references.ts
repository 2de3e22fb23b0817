import { column, rows } from '../case/rows.ts'
import { identifier, nothing, sql } from '../case/sql.ts'

/** A column that names a row of another table. */
interface Reference {
  table: string
  column: string
  of: string
  key: string
  /** Only rows of the newest run of this method, and only while it is up to date. */
  run?: 'wash' | 'lines'
}

const plainReferences: readonly (readonly [table: string, column: string, of: string, key?: string])[] = [
  ['sheet', 'file_id', 'file'],
  ['reject', 'file_id', 'file'],
  ['duplicate', 'file_id', 'file'],
  ['number_text', 'number_id', 'number'],
  ['device', 'file_id', 'file'],
  ['device', 'owner_number_id', 'number', 'number_id'],
  ['contact', 'file_id', 'file'],
  ['contact', 'device_id', 'device'],
  ['contact', 'number_id', 'number'],
  ['contact', 'text_id', 'number_text'],
  ['observation', 'file_id', 'file'],
  ['observation', 'device_id', 'device'],
  ['observation', 'from_number_id', 'number', 'number_id'],
  ['observation', 'to_number_id', 'number', 'number_id'],
  ['observation', 'from_text_id', 'number_text', 'text_id'],
  ['observation', 'to_text_id', 'number_text', 'text_id'],
  ['observation', 'message_id', 'message_text'],
  ['observation', 'cell_id', 'cell'],
  ['observation', 'handset_id', 'handset'],
  ['observation', 'far_handset_id', 'handset', 'handset_id'],
  ['communication', 'from_number_id', 'number', 'number_id'],
  ['communication', 'to_number_id', 'number', 'number_id'],
  ['communication', 'message_id', 'message_text'],
  ['communication', 'from_cell_id', 'cell', 'cell_id'],
  ['communication', 'to_cell_id', 'cell', 'cell_id'],
  ['record', 'file_id', 'file'],
  ['record', 'number_id', 'number'],
  ['record', 'text_id', 'number_text'],
  ['record', 'place_id', 'place'],
  ['event', 'file_id', 'file'],
  ['event', 'place_id', 'place'],
  ['event', 'record_id', 'record'],
  ['area', 'file_id', 'file'],
  ['cell_site', 'file_id', 'file'],
]

const runReferences: readonly (readonly [
  table: string,
  column: string,
  of: string,
  key: string,
  run: 'wash' | 'lines',
])[] = [
  ['person', 'record_id', 'record', 'record_id', 'wash'],
  ['link', 'left_record_id', 'record', 'record_id', 'wash'],
  ['link', 'right_record_id', 'record', 'record_id', 'wash'],
  ['attribution', 'number_id', 'number', 'number_id', 'wash'],
  ['attribution', 'person_id', 'person', 'person_id', 'wash'],
  ['line_number', 'line_id', 'line', 'line_id', 'lines'],
  ['line_number', 'number_id', 'number', 'number_id', 'lines'],
  ['line_reason', 'line_id', 'line', 'line_id', 'lines'],
  ['line_customer', 'line_id', 'line', 'line_id', 'lines'],
  ['line_customer', 'number_id', 'number', 'number_id', 'lines'],
  ['line_role', 'line_id', 'line', 'line_id', 'lines'],
  ['line_role', 'number_id', 'number', 'number_id', 'lines'],
  ['line_evidence', 'line_id', 'line', 'line_id', 'lines'],
  ['line_evidence', 'communication_id', 'communication', 'communication_id', 'lines'],
]

export const references: readonly Reference[] = [
  ...plainReferences.map(([table, column, of, key = column]) => ({ table, column, of, key })),
  ...runReferences.map(([table, column, of, key, run]) => ({ table, column, of, key, run })),
]

/** Rows that name a row which is not there. */
export const danglingRows = ({ table, column: naming, of, key }: Reference, runId: number | null) => {
  const ofRun = runId === null ? nothing : sql`and run_id = ${runId}`
  return rows({ rows: column.integer })(sql`
    with naming as (select ${identifier(naming)} as named from ${identifier(table)} where ${identifier(naming)} is not null ${ofRun})
    select cast(count(*) as bigint) as rows from naming
    where named not in (select ${identifier(key)} from ${identifier(of)} where ${identifier(key)} is not null)`)
}

/** The newest run of a method where it still belongs to the data in the case. */
export const freshRun = (method: string) =>
  rows({ run_id: column.integer })(sql`
  with newest as (select max(run_id) as run_id from run where method = ${method})
  select run_id from run semi join newest using (run_id)
  where data_version = (select cast(value as bigint) from meta where key = 'data_version')`)

/** Records that stand in no person, or in several, by the newest wash. */
export const recordsWithoutOnePerson = (runId: number) =>
  rows({ rows: column.integer })(sql`
  with persons_per_record as (
    select record_id, count(distinct person_id) as persons from person where run_id = ${runId} group by record_id
  )
  select count(*) as rows from persons_per_record where persons > 1`)

export const storedCells = (limit: number) =>
  rows({
    latitude: column.number,
    longitude: column.number,
    h3_5: column.text,
    h3_8: column.text,
    h3_9: column.text,
  })(sql`
  select latitude, longitude, lower(to_hex(h3_5)) as h3_5, lower(to_hex(h3_8)) as h3_8, lower(to_hex(h3_9)) as h3_9 from place_cell
  order by origin, place_id limit ${limit}`)

export const storedReleases = () =>
  rows({ release_id: column.integer, files: column.text, log_head: column.text })(
    sql`select release_id, cast(files as varchar) as files, log_head from release order by release_id`,
  )

export const storedSchemaVersion = () =>
  rows({ value: column.text })(sql`select value from meta where key = 'schema_version'`)
