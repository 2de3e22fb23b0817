import { column, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'

export const engineVersion = () => rows({ version: column.text })(sql`select version() as version`)

export const engineSettings = () =>
  rows({ name: column.text, value: column.text })(sql`
  select name, value from duckdb_settings() where name in ('memory_limit', 'threads', 'preserve_insertion_order', 'TimeZone') order by name`)

export const tableSizes = () =>
  rows({ name: column.text, rows: column.integer })(sql`
  select table_name as name, cast(estimated_size as bigint) as rows from duckdb_tables()
  where database_name = current_database() and schema_name = 'main' and not temporary order by table_name`)

export const fileBytes = () =>
  rows({
    bytes: column.integer,
    free: column.integer,
  })(sql`select cast(block_size * total_blocks as bigint) as bytes, cast(block_size * free_blocks as bigint) as free
    from pragma_database_size() where database_name = current_database()`)

export const filesPerKind = () =>
  rows({ kind: column.text, files: column.integer })(
    sql`select kind, count(*) as files from visible_file as file group by kind order by kind`,
  )

export const runsOfMethods = () =>
  rows({ method: column.text, version: column.text, seconds: column.number })(sql`
  select method, version, round(seconds, 1) as seconds from run order by run_id desc limit 20`)

export const fileNames = () =>
  rows({ name: column.text })(sql`select distinct name from visible_file as file order by name`)

export const peopleOfLog = () =>
  rows({ person: column.text })(
    sql`select distinct person from audit union select distinct added_by from visible_file as file order by 1`,
  )
