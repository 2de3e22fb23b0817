import { column, rows } from './rows.ts'
import { identifier, joined, type Sql, sql, textOf } from './sql.ts'

const inside = (database: string, table: string): Sql =>
  joined([identifier(database), sql`main`, identifier(table)], '.')

/** Attach cannot bind its path. */
export const attachCopy = (path: string, name: string): Sql =>
  sql`attach ${textOf(path)} as ${identifier(name)}`
export const detachCopy = (name: string): Sql => sql`detach ${identifier(name)}`
export const checkpointCopy = (name: string): Sql => sql`checkpoint ${identifier(name)}`
export const beginSnapshot = (): Sql => sql`begin transaction`
export const commitSnapshot = (): Sql => sql`commit`
export const endSnapshot = (): Sql => sql`rollback`

export const caseDatabaseName = () => rows({ name: column.text })(sql`select current_database() as name`)

export const tablesOf = (database: string) =>
  rows({
    name: column.text,
    rows: column.integer,
  })(sql`select table_name as name, cast(estimated_size as bigint) as rows from duckdb_tables()
    where database_name = ${database} and schema_name = 'main' and not temporary order by table_name`)

export const copyModel = (from: string, to: string): Sql =>
  sql`copy from database ${identifier(from)} to ${identifier(to)} (schema)`

export const copyRows = (from: string, to: string, table: string): Sql =>
  sql`insert into ${inside(to, table)} select * from ${inside(from, table)}`

/** Reads every value; the sum does not depend on the order of rows, and two equal rows do not cancel out. */
export const fingerprintOf = (database: string, table: string) =>
  rows({
    rows: column.integer,
    fingerprint: column.text,
  })(sql`select count(*) as rows, cast(coalesce(sum(cast(hash(held) as hugeint)), 0) as varchar) as fingerprint
    from ${inside(database, table)} as held`)

export const headOfLog = (database: string) =>
  rows({ sequence: column.integer, hash: column.text })(
    sql`select sequence, hash from ${inside(database, 'audit')} order by sequence desc limit 1`,
  )

export const restoresIn = (database: string) =>
  rows({ entry: column.integer, hash: column.text })(
    sql`select sequence as entry, hash from ${inside(database, 'audit')} where question = 'backups.restore' order by sequence`,
  )

export const metaOf = (database: string) =>
  rows({ key: column.text, value: column.text })(
    sql`select key, value from ${inside(database, 'meta')} order by key`,
  )
