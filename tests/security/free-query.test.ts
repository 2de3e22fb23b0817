import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { selectOnly } from '../../analysis/case/duckdb/read-only-query.ts'
import { temporaryCase } from '../support/cases.ts'
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
  ["select * from read_csv('/etc/passwd')", 'QUERY_FAILED'],
  ["select * from read_text('/etc/passwd')", 'QUERY_FAILED'],
  ["select * from read_blob('/etc/shadow')", 'QUERY_FAILED'],
  ["select * from '/etc/passwd'", 'QUERY_FAILED'],
  ["select * from glob('/*')", 'QUERY_FAILED'],
  ["select * from read_parquet('https://example.org/a.parquet')", 'QUERY_FAILED'],
  ['select * from nowhere', 'QUERY_FAILED'],
  ['select 1) limit 5; drop table meta; select (1', 'QUERY_FAILED'],
] as const

describe('a free query', () => {
  it.each(refused)('is refused: %s', async (text, code) => {
    const { database } = await temporaryCase()
    const asked = database.readAsStored(undefined, (connection) => selectOnly(connection, text, 10))
    await expect(asked).rejects.toMatchObject({ code })
    const rows = await database.readAsStored(undefined, (connection) =>
      connection.one<{ n: number }>({ text: 'select count(*) as n from meta', values: [] }),
    )
    expect(rows?.n).toBeGreaterThan(5)
  })

  it('cannot read the staged files of an import by their folder’s neighbours', async () => {
    const { database } = await temporaryCase()
    const secret = join(temporaryFolder(), 'secret.csv')
    writeFileSync(secret, 'a\n1\n')
    const text = `select * from read_csv('${database.stagingFolder}/../../${secret}')`
    const asked = database.readAsStored(undefined, (connection) => selectOnly(connection, text, 10))
    await expect(asked).rejects.toMatchObject({ code: 'QUERY_FAILED' })
  })

  it.each([
    'select 1 as a',
    'select 1 as a;',
    'select 1 as a -- a remark',
    'select 1 as a; -- a remark',
    'with t as (select 1 as a) select * from t',
    'from (select 1 as a)',
    "select 1 as a where 'x;y' <> ';'",
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
