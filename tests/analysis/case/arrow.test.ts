import { type Table as ArrowTable, tableFromIPC } from 'apache-arrow'
import { beforeAll, describe, expect, it } from 'vitest'
import { arrowTable } from '../../../analysis/case/duckdb/arrow.ts'
import { memoryDatabase } from '../../support/memory-database.ts'

const connection = memoryDatabase()

async function asked(text: string, limit?: number): Promise<ArrowTable> {
  const { rowCount, arrow } = await arrowTable(await connection().stream(text), limit)
  const read = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()))
  expect(read.numRows).toBe(rowCount)
  return read
}

/** The raw number behind a date, time or instant, before apache-arrow makes milliseconds of it. */
function stored(table: ArrowTable, name: string): (bigint | number | null)[] {
  const vector = table.getChild(name)!
  const values = vector.data.flatMap((data) => [...(data.values as Iterable<bigint | number>)])
  return values.slice(0, vector.length).map((value, row) => (vector.isValid(row) ? value : null))
}

const typeOf = (table: ArrowTable, name: string) =>
  String(table.schema.fields.find((field) => field.name === name)?.type)

const max64 = 2n ** 63n - 1n

describe('every type of test_all_types()', () => {
  let table: ArrowTable
  let written: Record<string, string | null>[]
  let names: string[]

  beforeAll(async () => {
    table = await asked('select * from test_all_types()')
    names = table.schema.fields.map((field) => field.name)
    const casts = names.map((name) => `cast("${name}" as varchar) as "${name}"`)
    const reader = await connection().runAndReadAll(`select ${casts.join(', ')} from test_all_types()`)
    written = reader.getRowObjectsJson() as typeof written
  })

  it('keeps NULL where DuckDB has NULL', () => {
    for (const name of names) {
      const vector = table.getChild(name)!
      expect(
        [0, 1, 2].map((row) => !vector.isValid(row)),
        name,
      ).toEqual(written.map((row) => row[name] === null))
    }
  })

  it.each([
    ['bool', 'Bool', [false, true, null]],
    ['tinyint', 'Int8', [-128, 127, null]],
    ['smallint', 'Int16', [-32768, 32767, null]],
    ['int', 'Int32', [-2147483648, 2147483647, null]],
    ['bigint', 'Int64', [-max64 - 1n, max64, null]],
    ['utinyint', 'Uint8', [0, 255, null]],
    ['usmallint', 'Uint16', [0, 65535, null]],
    ['uint', 'Uint32', [0, 4294967295, null]],
    ['ubigint', 'Uint64', [0n, 2n ** 64n - 1n, null]],
    ['double', 'Float64', [-Number.MAX_VALUE, Number.MAX_VALUE, null]],
    ['varchar', 'Utf8', ['🦆🦆🦆🦆🦆🦆', 'goo\0se', null]],
    ['hugeint', 'Utf8', [String(-(2n ** 127n)), String(2n ** 127n - 1n), null]],
    ['uhugeint', 'Utf8', ['0', String(2n ** 128n - 1n), null]],
    ['uuid', 'Utf8', ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', null]],
    ['small_enum', 'Dictionary<Uint8, Utf8>', ['DUCK_DUCK_ENUM', 'GOOSE', null]],
  ])('%s becomes %s', (name, type, values) => {
    expect(typeOf(table, name)).toBe(type)
    expect([0, 1, 2].map((row) => table.getChild(name)!.get(row))).toEqual(values)
  })

  it.each(['medium_enum', 'large_enum'])('%s keeps its words', (name) => {
    expect([0, 1, 2].map((row) => table.getChild(name)!.get(row))).toEqual(written.map((row) => row[name]))
  })

  it.each([
    ['date', 'Date32<DAY>', [-2147483646, 2147483646, null]],
    ['time', 'Time64<MICROSECOND>', [0n, 86_400_000_000n, null]],
    ['timestamp', 'Timestamp<MICROSECOND>', [-9223372022400000000n, max64 - 1n, null]],
    ['timestamp_s', 'Timestamp<SECOND>', [-9223372022400n, 9223372036854n, null]],
    ['timestamp_ms', 'Timestamp<MILLISECOND>', [-9223372022400000n, 9223372036854775n, null]],
    ['timestamp_ns', 'Timestamp<NANOSECOND>', [-9223286400000000000n, max64 - 1n, null]],
    ['timestamp_tz', 'Timestamp<MICROSECOND, UTC>', [-9223372022400000000n, max64 - 1n, null]],
  ])('%s becomes %s to the last unit', (name, type, values) => {
    expect(typeOf(table, name)).toBe(type)
    expect(stored(table, name)).toEqual(values)
  })

  it.each(['dec_4_1', 'dec_9_4', 'dec_18_6', 'dec38_10'])('%s keeps every digit', (name) => {
    const vector = table.getChild(name)!
    const { scale } = vector.type as { scale: number }
    const values = [0, 1, 2].map((row) => {
      const words = vector.get(row) as Uint32Array | null
      if (!words) return null
      const [low, high] = new BigInt64Array(words.slice().buffer)
      const whole = (high! << 64n) | BigInt.asUintN(64, low!)
      const digits = String(whole < 0n ? -whole : whole).padStart(scale + 1, '0')
      return `${whole < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
    })
    expect(values).toEqual(written.map((row) => row[name]))
  })

  it.each(['timetz', 'interval', 'bit', 'bignum'])('%s is in DuckDB’s own writing', (name) => {
    if (!names.includes(name)) return
    expect([0, 1, 2].map((row) => table.getChild(name)!.get(row))).toEqual(written.map((row) => row[name]))
  })

  it('blob keeps its bytes', () => {
    const vector = table.getChild('blob')!
    expect(Buffer.from(vector.get(0)).toString('latin1')).toBe('thisisalongblob\0withnullbytes')
    expect([...(vector.get(1) as Uint8Array)]).toEqual([0, 0, 0, 97])
  })

  it('lists, arrays, structs and maps keep what is in them', () => {
    const plain = (name: string, row: number) => JSON.parse(JSON.stringify(table.getChild(name)!.get(row)))
    expect(plain('int_array', 0)).toEqual([])
    expect(plain('int_array', 1)).toEqual([42, 999, null, null, -42])
    expect(plain('varchar_array', 1)).toEqual(['🦆🦆🦆🦆🦆🦆', 'goose', null, ''])
    expect(plain('nested_int_array', 1)).toEqual([
      [],
      [42, 999, null, null, -42],
      null,
      [],
      [42, 999, null, null, -42],
    ])
    expect(plain('struct', 0)).toEqual({ a: null, b: null })
    expect(plain('struct', 1)).toEqual({ a: 42, b: '🦆🦆🦆🦆🦆🦆' })
    expect(plain('struct_of_arrays', 1)).toEqual({
      a: [42, 999, null, null, -42],
      b: ['🦆🦆🦆🦆🦆🦆', 'goose', null, ''],
    })
    expect(plain('array_of_structs', 1)).toEqual([{ a: null, b: null }, { a: 42, b: '🦆🦆🦆🦆🦆🦆' }, null])
    expect(plain('map', 1)).toEqual({ key1: '🦆🦆🦆🦆🦆🦆', key2: 'goose' })
    expect(plain('fixed_int_array', 0)).toEqual([null, 2, 3])
    expect(plain('fixed_varchar_array', 1)).toEqual(['d', 'e', 'f'])
    const [date] = table.getChild('date_array')!.get(1).data
    expect([...(date.values as Int32Array)].slice(1, 3)).toEqual([2147483647, -2147483647])
  })
})

it('reads long and short text, and NULLs, across many chunks and batches', async () => {
  const rows = 200_003
  const table = await asked(
    `select i, case when i % 3 = 0 then null else repeat('å', (i % 40)::int) end as words, i % 2 = 0 as even
     from range(${rows}) t(i) order by i`,
  )
  expect(table.batches.length).toBeGreaterThan(1)
  expect(table.numRows).toBe(rows)
  const words = table.getChild('words')!
  for (let row = 0; row < rows; row += 997) {
    expect(words.get(row)).toBe(row % 3 === 0 ? null : 'å'.repeat(row % 40))
    expect(table.getChild('i')!.get(row)).toBe(BigInt(row))
    expect(table.getChild('even')!.get(row)).toBe(row % 2 === 0)
  }
})

it('keeps the columns of an empty result, and stops at the limit', async () => {
  const empty = await asked("select 1 as a, 'x' as b, ['y'] as c where false")
  expect(empty.numRows).toBe(0)
  expect(empty.schema.fields.map((field) => field.name)).toEqual(['a', 'b', 'c'])
  expect((await asked('select * from range(1000000)', 70_001)).numRows).toBe(70_001)
})
