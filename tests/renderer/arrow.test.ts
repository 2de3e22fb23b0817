import { describe, expect, it } from 'vitest'
import { arrowTable } from '../../analysis/case/duckdb/arrow.ts'
import { columnNumbers, columnValues, readRows, readTable } from '../../renderer/engine/arrow.ts'
import { memoryDatabase } from '../support/memory-database.ts'

const connection = memoryDatabase()

const asked = async (sql: string) => readTable(await arrowTable(await connection().stream(sql)))

describe('a table from the engine', () => {
  it.each([
    ['(-128)::tinyint', 'number', -128],
    ['42::integer', 'number', 42],
    ['9007199254740991::bigint', 'number', 9_007_199_254_740_991],
    ['9223372036854775807::bigint', 'number', 2 ** 63],
    ['18446744073709551615::ubigint', 'number', 2 ** 64],
    ['0.1::double', 'number', 0.1],
    ["'nan'::double", 'number', Number.NaN],
    ['12.50::decimal(9, 2)', 'number', 12.5],
    ['true', 'truth', true],
    ["'07700 900412'", 'words', '07700 900412'],
    ["'a'::enum('b', 'a')", 'words', 'a'],
    ["date '2026-06-30'", 'day', '2026-06-30'],
    ["date '1969-12-31'", 'day', '1969-12-31'],
    ["timestamp '2026-06-30 21:14:05.123'", 'instant', '2026-06-30T21:14:05.123Z'],
    ["timestamptz '2026-06-30 21:14:05.123456+00'", 'instant', '2026-06-30T21:14:05.123Z'],
    ["timestamp_s '2026-06-30 21:14:05'", 'instant', '2026-06-30T21:14:05.000Z'],
    ["timestamp_ms '2026-06-30 21:14:05.5'", 'instant', '2026-06-30T21:14:05.500Z'],
    ["timestamp_ns '2026-06-30 21:14:05.5'", 'instant', '2026-06-30T21:14:05.500Z'],
    ["time '00:00:01'", 'words', 1_000_000],
    ['[1, null, 3]::integer[]', 'words', '[1,,3]'],
    ['[1, 2]::double[]', 'words', '[1,2]'],
    ["['a', 'b']", 'words', '[a,b]'],
    ['[[1, 2], [3]]::integer[][]', 'words', '[[1,2],[3]]'],
    ['[]::integer[]', 'words', '[]'],
    ["{'a': 1, 'b': 'x'}", 'words', '{"a": 1, "b": "x"}'],
    ["map {'k': 'v'}", 'words', '{"k": "v"}'],
    ["'ab'::blob", 'words', '97,98'],
  ])('gives %s as %s', async (sql, kind, value) => {
    const table = await asked(`select * from (values (${sql}), (null)) t(value)`)
    expect(table.kinds).toEqual([kind])
    expect(columnValues(table, 'value')).toEqual([value, null])
    const full = await asked(`select ${sql} as value`)
    expect(readRows(full)).toEqual([{ value }])
  })

  it('joins the parts that a long table comes in', async () => {
    const rows = 200_003
    const table = await asked(
      `select i, i / 2 as half, case when i % 7 = 0 then null else 'row ' || i end as words
       from range(${rows}) t(i) order by i`,
    )
    const [numbers, halves, words] = ['i', 'half', 'words'].map((name) => columnValues(table, name))
    expect(table.rowCount).toBe(rows)
    for (let row = 0; row < rows; row += 997) {
      expect([numbers?.[row], halves?.[row], words?.[row]]).toEqual([
        row,
        row / 2,
        row % 7 === 0 ? null : `row ${row}`,
      ])
    }
  })

  it('hands doubles without gaps to the pictures as they came, and says NaN for a gap', async () => {
    const table = await asked('select i / 2 as half, i, if(i = 1, null, i / 2) as gap from range(3) t(i)')
    const half = columnNumbers(table, 'half')
    expect([...half]).toEqual([0, 0.5, 1])
    expect(half.buffer).toBe(columnNumbers(table, 'half').buffer)
    expect(half.buffer.byteLength).toBeGreaterThan(half.byteLength)
    expect([...columnNumbers(table, 'i')]).toEqual([0, 1, 2])
    expect([...columnNumbers(table, 'gap')]).toEqual([0, Number.NaN, 1])
    expect([...columnNumbers(table, 'none')]).toEqual([Number.NaN, Number.NaN, Number.NaN])
  })

  it('keeps the columns of a table without rows, and gives nothing for a column that is not there', async () => {
    const table = await asked("select 1 as a, 'x' as b where false")
    expect(table.names).toEqual(['a', 'b'])
    expect(readRows(table)).toEqual([])
    expect(columnValues(await asked('select 1 as a'), 'b')).toEqual([null])
  })

  it('refuses what says another number of rows than it holds', async () => {
    const table = await arrowTable(await connection().stream('select 1 as a'))
    await expect(readTable({ ...table, rowCount: 2 })).rejects.toThrow('says 2 rows and holds 1')
    await expect(readTable({ rowCount: 1, arrow: new Blob(['not arrow']) })).rejects.toThrow()
  })
})
