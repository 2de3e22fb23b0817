import { describe, expect, expectTypeOf, it } from 'vitest'
import { CaseDatabase, type Connection } from '../../../analysis/case/duckdb/database.ts'
import { column, type Query, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function ask<T extends object>(query: Query<T>): Promise<T[]> {
  const database = await CaseDatabase.open(`${temporaryFolder()}/rows.hubline`)
  try {
    return await database.readAsStored(undefined, (connection) => connection.all(query))
  } finally {
    await database.close()
  }
}

describe('a query that declares its rows', () => {
  const everything = () =>
    rows({
      name: column.text,
      count: column.integer,
      share: column.number,
      cell: column.bits64,
      accepted: column.flag,
      at: column.instant,
      day: column.instant,
      words: column.listOf(column.text),
      note: column.text.orNull,
    })(sql`
      select 'a' as name, sum(n) as count, 0.5::decimal(4, 2) as share, 617700169958293503::ubigint as cell, true as accepted,
        timestamp '2026-01-02 03:04:05' as at, date '2026-01-02' as day, ['b', 'c'] as words, null::varchar as note
      from range(5) as t(n)`)

  it('answers them typed', async () => {
    const [row] = await ask(everything())
    expect(row).toEqual({
      name: 'a',
      count: 10,
      share: 0.5,
      cell: 617700169958293503n,
      accepted: true,
      at: new Date('2026-01-02T03:04:05Z'),
      day: new Date('2026-01-02T00:00:00Z'),
      words: ['b', 'c'],
      note: null,
    })
    expectTypeOf(row!).toEqualTypeOf<{
      name: string
      count: number
      share: number
      cell: bigint | number
      accepted: boolean
      at: Date
      day: Date
      words: string[]
      note: string | null
    }>()
  })

  it('is the only thing whose rows can be asked for, and says what they are', () => {
    expectTypeOf<Connection['all']>().parameter(0).toEqualTypeOf<Query<object>>()
    expectTypeOf<Connection['one']>().parameter(0).toEqualTypeOf<Query<object>>()
    expectTypeOf(sql`select 1 as a`).not.toExtend<Query<object>>()
    expectTypeOf<Query<{ a: number }>>().not.toExtend<Query<{ a: string }>>()
  })

  const refused: [string, Query<object>, RegExp][] = [
    ['lacks a column', rows({ a: column.integer, b: column.text })(sql`select 1 as a`), /"b" is missing/],
    ['has one more', rows({ a: column.integer })(sql`select 1 as a, 2 as b`), /"b" is not declared/],
    [
      'is of another type',
      rows({ a: column.integer })(sql`select 'x' as a`),
      /"a" is VARCHAR, not a whole number/,
    ],
    ['holds a fraction', rows({ a: column.integer })(sql`select 0.5::double as a`), /"a" is DOUBLE/],
    ['has an untyped null', rows({ a: column.text.orNull })(sql`select null as a`), /"a" is INTEGER/],
    ['is empty', rows({ a: column.text })(sql`select null::varchar as a`), /"a" is empty/],
    ['lists another type', rows({ a: column.listOf(column.text) })(sql`select [1, 2] as a`), /"a" is LIST/],
  ]
  it.each(refused)('is a fault where the result %s', async (_, query, words) => {
    await expect(ask(query)).rejects.toThrow(words)
  })
})
