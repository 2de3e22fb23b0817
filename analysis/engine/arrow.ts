import { type DuckDBResult, DuckDBTypeId } from '@duckdb/node-api'
import {
  Table as ArrowTable,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import type { Table } from '../contract/index.ts'

type Values = readonly unknown[]

function nullsOf(values: Values): { nullCount: number; nullBitmap: Uint8Array } {
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8))
  let nullCount = 0
  values.forEach((value, row) => {
    if (value === null || value === undefined) nullCount += 1
    else nullBitmap[row >> 3]! |= 1 << (row & 7)
  })
  return { nullCount, nullBitmap }
}

function numbersOf<Numbers extends { [row: number]: number }>(into: Numbers, values: Values): Numbers {
  values.forEach((value, row) => {
    if (value !== null && value !== undefined) into[row] = Number(value)
  })
  return into
}

function bigintsOf(values: Values, of: (value: unknown) => bigint): BigInt64Array {
  const into = new BigInt64Array(values.length)
  values.forEach((value, row) => {
    if (value !== null && value !== undefined) into[row] = of(value)
  })
  return into
}

const wordsOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part))
  }
  return String(value)
}

function columnOf(typeId: DuckDBTypeId, values: Values): Data<DataType> {
  const length = values.length
  const nulls = nullsOf(values)
  switch (typeId) {
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return makeData({
        type: new Int32(),
        length,
        ...nulls,
        data: numbersOf(new Int32Array(length), values),
      })
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UINTEGER:
      return makeData({
        type: new Int64(),
        length,
        ...nulls,
        data: bigintsOf(values, (value) => BigInt(value as bigint | number)),
      })
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return makeData({
        type: new Float64(),
        length,
        ...nulls,
        data: numbersOf(new Float64Array(length), values),
      })
    case DuckDBTypeId.DATE:
      return makeData({
        type: new DateDay(),
        length,
        ...nulls,
        data: numbersOf(
          new Int32Array(length),
          values.map((value) => (value instanceof Date ? Math.floor(value.getTime() / 86_400_000) : null)),
        ),
      })
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
    case DuckDBTypeId.TIMESTAMP_TZ:
      return makeData({
        type: new TimestampMillisecond(),
        length,
        ...nulls,
        data: bigintsOf(values, (value) => BigInt((value as Date).getTime())),
      })
    case DuckDBTypeId.BOOLEAN:
      return vectorFromArray(values as (boolean | null)[], new Bool()).data[0]!
    default:
      return vectorFromArray(values.map(wordsOf), new Utf8()).data[0]!
  }
}

/**
 * A DuckDB result as an Arrow IPC stream. Integers up to 64 bits, floats, booleans, dates and instants (to the millisecond)
 * keep their type; all else (HUGEINT, DECIMAL, lists, structs) crosses as words, so cast what must stay a number.
 */
export async function arrowTable(result: DuckDBResult): Promise<Table> {
  const names = result.deduplicatedColumnNames()
  const types = result.columnTypes()
  const columns: Values[] = await result.getColumnsJS()
  const rowCount = columns[0]?.length ?? 0
  const children = types.map((type, index) => columnOf(type.typeId, columns[index] ?? []))
  const fields = children.map((child, index) => new Field(names[index]!, child.type, true))
  const struct = makeData({ type: new Struct(fields), length: rowCount, nullCount: 0, children })
  const schema = new Schema(fields)
  const bytes = tableToIPC(new ArrowTable(schema, [new RecordBatch(schema, struct)]), 'stream')
  return {
    rowCount,
    arrow: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/vnd.apache.arrow.stream' }),
  }
}
