import { column, rows } from './rows.ts'
import { sql } from './sql.ts'

export const columnsOfCase = () =>
  rows({ table: column.text, column: column.text })(sql`
  select table_name as "table", column_name as "column" from duckdb_columns()
  where database_name = current_database() and schema_name = 'main' and not internal order by table_name, column_index`)

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
