import { column, rows } from '../rows.ts'
import { sql } from '../sql.ts'

/** A statement as DuckDB's own parser reads it, as JSON; only a SELECT has one. */
export const parsedStatement = (text: string) =>
  rows({ tree: column.text })(sql`select json_serialize_sql(cast(${text} as varchar)) as tree`)

/** The functions among these that have side effects, or whose result differs from call to call. */
export const functionsWithEffects = (names: readonly string[]) =>
  rows({ name: column.text })(sql`
  select distinct lower(function_name) as name from duckdb_functions()
  where (stability = 'VOLATILE' or has_side_effects) and list_contains(${names}, lower(function_name))
  order by name`)

/** DuckDB's own views that can be named without a schema; those of `information_schema` cannot. */
export const ownViews = () =>
  rows({ name: column.text })(sql`
  select distinct lower(view_name) as name from duckdb_views()
  where internal and schema_name <> 'information_schema'
  order by name`)
