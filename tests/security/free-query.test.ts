import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { selectOnly } from '../../analysis/case/duckdb/read-only-query.ts'
import { column, rows as declared } from '../../analysis/case/rows.ts'
import { databaseOf, temporaryCase } from '../support/cases.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const refused = [
  ["copy meta to '/tmp/stolen.csv'", 'QUERY_NOT_READ_ONLY'],
  ["copy (select 1) to '/tmp/stolen.csv'", 'QUERY_NOT_READ_ONLY'],
  ["attach '/tmp/other.duckdb' as other", 'QUERY_NOT_READ_ONLY'],
  ['pragma database_list', 'QUERY_NOT_READ_ONLY'],
  ['pragma enable_profiling', 'QUERY_NOT_READ_ONLY'],
  ['install httpfs', 'QUERY_NOT_READ_ONLY'],
  ['load httpfs', 'QUERY_NOT_READ_ONLY'],
  ['set threads = 1', 'QUERY_NOT_READ_ONLY'],
  ['call pragma_version()', 'QUERY_NOT_READ_ONLY'],
  ['checkpoint', 'QUERY_NOT_READ_ONLY'],
  ['begin transaction', 'QUERY_NOT_READ_ONLY'],
  ["insert into meta values ('a', 'b')", 'QUERY_NOT_READ_ONLY'],
  ["update meta set value = 'x' returning value", 'QUERY_NOT_READ_ONLY'],
  ['delete from audit', 'QUERY_NOT_READ_ONLY'],
  ['drop table meta', 'QUERY_NOT_READ_ONLY'],
  ['create table t as select 1', 'QUERY_NOT_READ_ONLY'],
  ['create temp table t as select 1', 'QUERY_NOT_READ_ONLY'],
  ['explain analyze delete from audit', 'QUERY_NOT_READ_ONLY'],
  ["export database '/tmp/stolen'", 'QUERY_NOT_READ_ONLY'],
  ['select 1; drop table meta', 'QUERY_NOT_READ_ONLY'],
  ['select 1; select 2', 'QUERY_NOT_READ_ONLY'],
  ['', 'QUERY_NOT_READ_ONLY'],
  [' -- nothing', 'QUERY_NOT_READ_ONLY'],
  ['/* select */ drop table meta', 'QUERY_NOT_READ_ONLY'],
  ['with t as (select 1) insert into meta select 1, 2', 'QUERY_NOT_READ_ONLY'],
  ["select * from read_csv('/etc/passwd')", 'QUERY_NOT_READ_ONLY'],
  ["select * from read_text('/etc/passwd')", 'QUERY_NOT_READ_ONLY'],
  ["select * from read_blob('/etc/shadow')", 'QUERY_NOT_READ_ONLY'],
  ["select * from '/etc/passwd'", 'QUERY_FAILED'],
  ["select * from glob('/*')", 'QUERY_NOT_READ_ONLY'],
  ["select * from read_parquet('https://example.org/a.parquet')", 'QUERY_NOT_READ_ONLY'],
  ['select * from nowhere', 'QUERY_FAILED'],
  ['select 1) limit 5; drop table meta; select (1', 'QUERY_FAILED'],
  ['select * from checkpoint()', 'QUERY_NOT_READ_ONLY'],
  ['from checkpoint()', 'QUERY_NOT_READ_ONLY'],
  ['select * from force_checkpoint()', 'QUERY_NOT_READ_ONLY'],
  ['select * from main."CHECKPOINT"()', 'QUERY_NOT_READ_ONLY'],
  ['with quiet as (select * from checkpoint()) select 1', 'QUERY_NOT_READ_ONLY'],
  ['select (select count(*) from checkpoint())', 'QUERY_NOT_READ_ONLY'],
  ['select 1 where exists (from checkpoint())', 'QUERY_NOT_READ_ONLY'],
  ['values ((select count(*) from force_checkpoint()))', 'QUERY_NOT_READ_ONLY'],
  ['select * from meta, lateral (select * from checkpoint())', 'QUERY_NOT_READ_ONLY'],
  ["select * from meta union all (select 'a', success::varchar from checkpoint())", 'QUERY_NOT_READ_ONLY'],
  [
    'with recursive r(n) as (select 1 union all select n + 1 from r, checkpoint() where n < 3) select * from r',
    'QUERY_NOT_READ_ONLY',
  ],
  ['select * from (describe select * from checkpoint())', 'QUERY_NOT_READ_ONLY'],
  ['summarize select * from checkpoint()', 'QUERY_NOT_READ_ONLY'],
  ['/* a */ select /* b */ * from -- c\n checkpoint /* d */ ()', 'QUERY_NOT_READ_ONLY'],
  ["select * from query('select 1')", 'QUERY_NOT_READ_ONLY'],
  ["select * from query_table('meta')", 'QUERY_NOT_READ_ONLY'],
  ["select * from json_execute_serialized_sql(json_serialize_sql('select 1'))", 'QUERY_NOT_READ_ONLY'],
  ['select * from enable_logging()', 'QUERY_NOT_READ_ONLY'],
  ['select * from truncate_duckdb_logs()', 'QUERY_NOT_READ_ONLY'],
  ['select * from enable_profiling()', 'QUERY_NOT_READ_ONLY'],
  ['select * from disable_peg_parser()', 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_secrets()', 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_secrets', 'QUERY_NOT_READ_ONLY'],
  ["select * from which_secret('s3://a', 's3')", 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_settings()', 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_settings', 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_logs', 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_variables()', 'QUERY_NOT_READ_ONLY'],
  ["select current_setting('secret_directory')", 'QUERY_NOT_READ_ONLY'],
  ["select getvariable('a')", 'QUERY_NOT_READ_ONLY'],
  ["select list_transform([1], lambda x: current_setting('threads'))", 'QUERY_NOT_READ_ONLY'],
  ["select nextval('s')", 'QUERY_NOT_READ_ONLY'],
  ['select setseed(0.5)', 'QUERY_NOT_READ_ONLY'],
  ["select write_log('a')", 'QUERY_NOT_READ_ONLY'],
  ['select sleep_ms(60000)', 'QUERY_NOT_READ_ONLY'],
  ["select * from sniff_csv('/etc/passwd')", 'QUERY_NOT_READ_ONLY'],
  ["select * from read_duckdb('/tmp/other.duckdb')", 'QUERY_NOT_READ_ONLY'],
  ["select * from parquet_metadata('/tmp/a.parquet')", 'QUERY_NOT_READ_ONLY'],
  ['select * from arrow_scan(1, 2, 3)', 'QUERY_NOT_READ_ONLY'],
  ["select * from seq_scan('meta')", 'QUERY_NOT_READ_ONLY'],
  ["select * from sql_auto_complete('sel')", 'QUERY_NOT_READ_ONLY'],
  ['select * from pragma_database_size()', 'QUERY_NOT_READ_ONLY'],
  ['select * from pg_catalog.pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['select * from pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['table pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['select * from "PG_CATALOG"."Pg_Settings"', 'QUERY_NOT_READ_ONLY'],
  ['select * from system.pg_catalog.pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['select * from system.pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['select (select max(setting) from pg_settings)', 'QUERY_NOT_READ_ONLY'],
  ["pivot pg_settings on name in ('temp_directory') using max(setting)", 'QUERY_NOT_READ_ONLY'],
  ['describe pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['summarize pg_settings', 'QUERY_NOT_READ_ONLY'],
  ['select * from pg_catalog.pg_prepared_statements', 'QUERY_NOT_READ_ONLY'],
  ['select * from pg_prepared_statements', 'QUERY_NOT_READ_ONLY'],
  ['select * from pg_database', 'QUERY_NOT_READ_ONLY'],
  ['select * from pg_proc', 'QUERY_NOT_READ_ONLY'],
  ['select * from pragma_database_list', 'QUERY_NOT_READ_ONLY'],
  ['select * from duckdb_databases', 'QUERY_NOT_READ_ONLY'],
  ['select * from system.main.duckdb_databases', 'QUERY_NOT_READ_ONLY'],
  ['select * from sqlite_temp_master', 'QUERY_NOT_READ_ONLY'],
  ['select * from information_schema.schemata', 'QUERY_NOT_READ_ONLY'],
  ['select * from information_schema.character_sets', 'QUERY_NOT_READ_ONLY'],
  ['show databases', 'QUERY_NOT_READ_ONLY'],
  ['from (show databases)', 'QUERY_NOT_READ_ONLY'],
  ['describe databases', 'QUERY_NOT_READ_ONLY'],
  ['show schemas', 'QUERY_NOT_READ_ONLY'],
  ['show variables', 'QUERY_NOT_READ_ONLY'],
  ['show tables from pg_catalog', 'QUERY_NOT_READ_ONLY'],
  ['call checkpoint()', 'QUERY_NOT_READ_ONLY'],
  ['execute a', 'QUERY_NOT_READ_ONLY'],
  ['prepare a as select 1', 'QUERY_NOT_READ_ONLY'],
  ['set variable a = 1', 'QUERY_NOT_READ_ONLY'],
  ['vacuum', 'QUERY_NOT_READ_ONLY'],
  ['use main', 'QUERY_NOT_READ_ONLY'],
  ['detach x', 'QUERY_NOT_READ_ONLY'],
  ["import database '/tmp/x'", 'QUERY_NOT_READ_ONLY'],
  ['reset threads', 'QUERY_NOT_READ_ONLY'],
  ["comment on table meta is 'x'", 'QUERY_NOT_READ_ONLY'],
  ['pivot meta on key using count(*); drop table meta', 'QUERY_NOT_READ_ONLY'],
] as const

describe('a free query', () => {
  it.each(refused)('is refused: %s', async (text, code) => {
    const { database } = await temporaryCase()
    const asked = database.readAsStored(undefined, (connection) => selectOnly(connection, text, 10))
    await expect(asked).rejects.toMatchObject({ code })
    const rows = await database.readAsStored(undefined, (connection) =>
      connection.one(declared({ n: column.integer })({ text: 'select count(*) as n from meta', values: [] })),
    )
    expect(rows?.n).toBeGreaterThan(5)
  })

  it('cannot read the staged files of an import by their folder’s neighbours', async () => {
    const held = await temporaryCase()
    const { database } = held
    const secret = join(temporaryFolder(), 'secret.csv')
    writeFileSync(secret, 'a\n1\n')
    const text = `select * from read_csv('${databaseOf(held).stagingFolder}/../../${secret}')`
    const asked = database.readAsStored(undefined, (connection) => selectOnly(connection, text, 10))
    await expect(asked).rejects.toMatchObject({ code: 'QUERY_NOT_READ_ONLY' })
  })

  it.each([
    'select 1 as a',
    'select 1 as a;',
    'select 1 as a -- a remark',
    'select 1 as a; -- a remark',
    'with t as (select 1 as a) select * from t',
    'from (select 1 as a)',
    "select 1 as a where 'x;y' <> ';'",
    "select 'checkpoint()' as a",
    'select count(*) as a from meta',
    'select * from range(1)',
    'select unnest([1]) as a',
    'select random() < 2 as a',
    'select * from generate_series(1, 1)',
    "select * from json_each('[1]')",
    'select count(*) over () as a from meta limit 1',
    'select count(*) as a from information_schema.tables',
    'select count(*) as a from duckdb_columns()',
    'select count(*) as a from information_schema.columns',
    'select count(*) as a from system.information_schema.tables',
    'select count(*) as a from duckdb_tables',
    'select count(*) as a from pg_catalog.pg_tables',
    'select count(*) as a from sqlite_master',
    'select count(*) as a from (show tables)',
    'select count(*) as a from (show all tables)',
    'select count(*) as a from (describe meta)',
    'select list_sum(list_transform([1], lambda x: x + 1)) as a',
    'values (1)',
  ])('is answered: %s', async (text) => {
    const { database } = await temporaryCase()
    const table = await database.readAsStored(undefined, (connection) => selectOnly(connection, text, 10))
    expect(table.rowCount).toBe(1)
  })

  it('stops at its limit without reading the rest', async () => {
    const { database } = await temporaryCase()
    const text = 'select i from range(20000000000) t(i)'
    const { rowCount, arrow } = await database.readAsStored(undefined, (connection) =>
      selectOnly(connection, text, 5001),
    )
    expect(rowCount).toBe(5001)
    expect(tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).numRows).toBe(5001)
  })
})
