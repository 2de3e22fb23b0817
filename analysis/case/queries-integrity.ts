import { column, rows } from './rows.ts'
import { identifier, type Sql, sql, textOf } from './sql.ts'

export const tableNames = () =>
  rows({ name: column.text })(
    sql`select table_name as name from duckdb_tables() where not temporary and schema_name = 'main' and database_name = current_database() order by table_name`,
  )

/** Reads every value of every row. */
export const readWhole = (table: string) =>
  rows({ rows: column.integer, fingerprint: column.text })(
    sql`select count(*) as rows, cast(coalesce(bit_xor(hash(held)), 0) as varchar) as fingerprint from ${identifier(table)} as held`,
  )

export const keyedTables = () =>
  rows({ name: column.text })(sql`
  select distinct table_name as name from duckdb_constraints()
  where database_name = current_database() and schema_name = 'main' and constraint_type in ('PRIMARY KEY', 'UNIQUE') order by table_name`)

export const beginProbe = (): Sql => sql`begin transaction`

export const endProbe = (): Sql => sql`rollback`

/** Rows at even distances. */
export const sampledRows = (table: string, most: number) =>
  rows({ row_id: column.integer })(sql`
  with spaced as (select rowid as row_id, row_number() over (order by rowid) as place, count(*) over () as rows from ${identifier(table)})
  select row_id from spaced where (place - 1) % greatest(1, rows // ${most}) = 0 order by row_id limit ${most}`)

/** Looks one row up in every index of its table, which must refuse to hold it twice. */
export const insertAgain = (table: string, rowId: number): Sql =>
  sql`insert into ${identifier(table)} select * from ${identifier(table)} where rowid = ${rowId}`

/** The columns of the table that have an index of their own. */
export const keyColumns = (table: string) =>
  rows({ name: column.text })(sql`
  select distinct constraint_column_names[1] as name from duckdb_constraints()
  where database_name = current_database() and schema_name = 'main' and table_name = ${table}
    and constraint_type in ('PRIMARY KEY', 'UNIQUE') and len(constraint_column_names) = 1 order by name`)

/** Keys of rows at even distances, as text; without those that cannot stand in a statement, which ends at a zero character. */
export const sampledKeys = (table: string, key: string, most: number) =>
  rows({ key: column.text.orNull })(sql`
  with spaced as (
    select cast(${identifier(key)} as varchar) as key, row_number() over (order by rowid) as place, count(*) over () as rows
    from ${identifier(table)} where not contains(cast(${identifier(key)} as varchar), chr(0))
  )
  select key from spaced where (place - 1) % greatest(1, rows // ${most}) = 0 order by place limit ${most}`)

/** DuckDB looks a key up in its index only where the key stands in the statement itself. */
export const rowsOfKey = (table: string, key: string, value: string) =>
  rows({ rows: column.integer })(sql`
  select count(*) as rows from ${identifier(table)} where ${identifier(key)} = ${textOf(value)}`)
