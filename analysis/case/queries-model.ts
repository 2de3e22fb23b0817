import { type Sql, sql } from './sql.ts'

export const columnsOfCase = (): Sql => sql`
  select table_name as "table", column_name as "column" from duckdb_columns()
  where database_name = current_database() and schema_name = 'main' and not internal order by table_name, column_index`
