import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { Connection } from '../../../analysis/case/duckdb/database.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { temporaryCase } from '../../support/cases.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** What DuckDB's bindings still hold is given up in turns of their own. */
async function collectAll(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    collect()
    await new Promise((done) => setImmediate(done))
  }
}

const codes = rows({ code: column.text })(sql`select code from cell order by code`)
const staged = rows({ a: column.integer })(sql`select a from staged order by a`)

async function appendTo(connection: Connection, table: 'cell' | 'staged'): Promise<void> {
  const appender = await connection.appender(table)
  appender.appendInteger(1)
  if (table === 'cell') {
    appender.appendVarchar('a')
    for (let rest = 2; rest < appender.columnCount; rest += 1) appender.appendNull()
  }
  appender.endRow()
}

it('what was appended in a transaction that failed is never written, in the case or in a table of the next one', async () => {
  const { database } = await temporaryCase()
  for (const table of ['cell', 'staged'] as const) {
    const failing = database.write(undefined, async (connection) => {
      await connection.run(sql`create or replace temp table staged (a integer)`)
      await appendTo(connection, table)
      throw new Error('broken off')
    })
    await expect(failing).rejects.toThrow('broken off')
  }
  const left = await database.write(undefined, async (connection) => {
    await connection.run(sql`create or replace temp table staged (a integer)`)
    await collectAll()
    return [await connection.all(codes), await connection.all(staged)]
  })
  expect(left).toEqual([[], []])
})

it('nor what was appended by a read that failed', async () => {
  const { database } = await temporaryCase()
  const failing = database.readAsStored(undefined, async (connection) => {
    await connection.run(sql`create or replace temp table staged (a integer)`)
    await appendTo(connection, 'staged')
    throw new Error('broken off')
  })
  await expect(failing).rejects.toThrow('broken off')
  const left = await database.readAsStored(undefined, async (connection) => {
    await connection.run(sql`create or replace temp table staged (a integer)`)
    await collectAll()
    return connection.all(staged)
  })
  expect(left).toEqual([])
})

it('rows that the table refuses are told by their own error, and the transaction is rolled back', async () => {
  const { database } = await temporaryCase()
  const refused = database.write(undefined, async (connection) => {
    await connection.run(sql`insert into cell (cell_id, code) values (1, 'b')`)
    const appender = await connection.appender('cell')
    appender.appendInteger(1)
    appender.appendVarchar('a')
    for (let rest = 2; rest < appender.columnCount; rest += 1) appender.appendNull()
    appender.endRow()
    appender.flushSync()
  })
  await expect(refused).rejects.toThrow(/duplicate key/i)
  await collectAll()
  const left = await database.readAsStored(undefined, (connection) => connection.all(codes))
  expect(left).toEqual([])
})
