import { expect, it } from 'vitest'
import type { Connection } from '../../../analysis/case/duckdb/database.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { temporaryCase } from '../../support/cases.ts'

const addCell = (connection: Connection, cellId: number) =>
  connection.run(sql`insert into cell (cell_id, code) values (${cellId}, 'a')`)

it('gives the id after the highest that stands in the table, the transaction’s own rows included', async () => {
  const { database } = await temporaryCase()
  const given = await database.write(undefined, async (connection) => {
    const first = await connection.nextIds('cell', 2)
    await addCell(connection, first)
    await addCell(connection, first + 1)
    const second = await connection.nextIds('cell', 1)
    await addCell(connection, second)
    return [first, second]
  })
  expect(given).toEqual([1, 3])
  expect(await database.write(undefined, (connection) => database.nextIds(connection, 'cell', 5))).toBe(4)
})

it('gives again what a transaction that failed was given', async () => {
  const { database } = await temporaryCase()
  const failing = database.write(undefined, async (connection) => {
    await addCell(connection, await connection.nextIds('cell', 1))
    throw new Error('broken off')
  })
  await expect(failing).rejects.toThrow('broken off')
  expect(await database.write(undefined, (connection) => connection.nextIds('cell', 1))).toBe(1)
})

it('gives none where nothing is written', async () => {
  const { database } = await temporaryCase()
  await expect(
    database.readAsStored(undefined, (connection) => connection.nextIds('cell', 1)),
  ).rejects.toThrow('outside a transaction')
})

it('keeps no row with an id beyond those that were given', async () => {
  const { database } = await temporaryCase()
  const writing = database.write(undefined, async (connection) => {
    const first = await connection.nextIds('cell', 1)
    await addCell(connection, first)
    await addCell(connection, first + 1)
  })
  await expect(writing).rejects.toThrow('cell holds the id 2, and ids up to 1 were given')
  const left = await database.readAsStored(undefined, (connection) =>
    connection.one(rows({ cells: column.integer })(sql`select count(*) as cells from cell`)),
  )
  expect(left?.cells).toBe(0)
})
