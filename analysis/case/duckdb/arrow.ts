import {
  type DuckDBArrayType,
  type DuckDBDecimalType,
  type DuckDBEnumType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBResult,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api'
import * as arrow from 'apache-arrow'
import type { Table } from '../../contract/index.ts'
import {
  ArrayColumn,
  BooleanColumn,
  type Column,
  DecimalColumn,
  ListColumn,
  SameBytesColumn,
  StructColumn,
  TextColumn,
  WrittenColumn,
} from './arrow-columns.ts'

type Bytes = Uint8Array<ArrayBuffer>

const words64 = (bytes: Bytes) => new BigInt64Array(bytes.buffer)
const words32 = (bytes: Bytes) => new Int32Array(bytes.buffer)

const sameBytes: { [Id in DuckDBTypeId]?: () => SameBytesColumn } = {
  [DuckDBTypeId.TINYINT]: () =>
    new SameBytesColumn(new arrow.Int8(), 1, (bytes) => new Int8Array(bytes.buffer)),
  [DuckDBTypeId.SMALLINT]: () =>
    new SameBytesColumn(new arrow.Int16(), 2, (bytes) => new Int16Array(bytes.buffer)),
  [DuckDBTypeId.INTEGER]: () => new SameBytesColumn(new arrow.Int32(), 4, words32),
  [DuckDBTypeId.BIGINT]: () => new SameBytesColumn(new arrow.Int64(), 8, words64),
  [DuckDBTypeId.UTINYINT]: () => new SameBytesColumn(new arrow.Uint8(), 1, (bytes) => bytes),
  [DuckDBTypeId.USMALLINT]: () =>
    new SameBytesColumn(new arrow.Uint16(), 2, (bytes) => new Uint16Array(bytes.buffer)),
  [DuckDBTypeId.UINTEGER]: () =>
    new SameBytesColumn(new arrow.Uint32(), 4, (bytes) => new Uint32Array(bytes.buffer)),
  [DuckDBTypeId.UBIGINT]: () =>
    new SameBytesColumn(new arrow.Uint64(), 8, (bytes) => new BigUint64Array(bytes.buffer)),
  [DuckDBTypeId.FLOAT]: () =>
    new SameBytesColumn(new arrow.Float32(), 4, (bytes) => new Float32Array(bytes.buffer)),
  [DuckDBTypeId.DOUBLE]: () =>
    new SameBytesColumn(new arrow.Float64(), 8, (bytes) => new Float64Array(bytes.buffer)),
  [DuckDBTypeId.DATE]: () => new SameBytesColumn(new arrow.DateDay(), 4, words32),
  [DuckDBTypeId.TIME]: () => new SameBytesColumn(new arrow.TimeMicrosecond(), 8, words64),
  [DuckDBTypeId.TIME_NS]: () => new SameBytesColumn(new arrow.TimeNanosecond(), 8, words64),
  [DuckDBTypeId.TIMESTAMP]: () => new SameBytesColumn(new arrow.TimestampMicrosecond(), 8, words64),
  [DuckDBTypeId.TIMESTAMP_S]: () => new SameBytesColumn(new arrow.TimestampSecond(), 8, words64),
  [DuckDBTypeId.TIMESTAMP_MS]: () => new SameBytesColumn(new arrow.TimestampMillisecond(), 8, words64),
  [DuckDBTypeId.TIMESTAMP_NS]: () => new SameBytesColumn(new arrow.TimestampNanosecond(), 8, words64),
  [DuckDBTypeId.TIMESTAMP_TZ]: () => new SameBytesColumn(new arrow.TimestampMicrosecond('UTC'), 8, words64),
}

function enumColumn({ values }: DuckDBEnumType): Column {
  const words = arrow.vectorFromArray([...values], new arrow.Utf8())
  const dictionaryOf = (index: arrow.Uint8 | arrow.Uint16 | arrow.Uint32) =>
    new arrow.Dictionary(new arrow.Utf8(), index as never)
  if (values.length < 256)
    return new SameBytesColumn(dictionaryOf(new arrow.Uint8()), 1, (bytes) => bytes, words)
  if (values.length < 65_536) {
    const view = (bytes: Bytes) => new Uint16Array(bytes.buffer)
    return new SameBytesColumn(dictionaryOf(new arrow.Uint16()), 2, view, words)
  }
  const view = (bytes: Bytes) => new Uint32Array(bytes.buffer)
  return new SameBytesColumn(dictionaryOf(new arrow.Uint32()), 4, view, words)
}

function decimalColumn({ width, scale }: DuckDBDecimalType): Column {
  const bytes = width <= 4 ? 2 : width <= 9 ? 4 : width <= 18 ? 8 : 16
  return new DecimalColumn(width, scale, bytes)
}

function listColumn({ valueType }: DuckDBListType): Column {
  const child = columnFor(valueType)
  return new ListColumn(new arrow.List(new arrow.Field('item', child.type, true)), child)
}

function arrayColumn({ length, valueType }: DuckDBArrayType): Column {
  const child = columnFor(valueType)
  return new ArrayColumn(new arrow.FixedSizeList(length, new arrow.Field('item', child.type, true)), child)
}

function mapColumn({ keyType, valueType }: DuckDBMapType): Column {
  const entries = new StructColumn(['key', 'value'], [columnFor(keyType), columnFor(valueType)])
  return new ListColumn(new arrow.Map_(new arrow.Field('entries', entries.type, false) as never), entries)
}

function columnFor(type: DuckDBType): Column {
  const same = sameBytes[type.typeId]
  if (same) return same()
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return new BooleanColumn()
    case DuckDBTypeId.VARCHAR:
      return new TextColumn(new arrow.Utf8())
    case DuckDBTypeId.BLOB:
      return new TextColumn(new arrow.Binary())
    case DuckDBTypeId.DECIMAL:
      return decimalColumn(type as DuckDBDecimalType)
    case DuckDBTypeId.ENUM:
      return enumColumn(type as DuckDBEnumType)
    case DuckDBTypeId.LIST:
      return listColumn(type as DuckDBListType)
    case DuckDBTypeId.MAP:
      return mapColumn(type as DuckDBMapType)
    case DuckDBTypeId.ARRAY:
      return arrayColumn(type as DuckDBArrayType)
    case DuckDBTypeId.STRUCT: {
      const { entryNames, entryTypes } = type as DuckDBStructType
      return new StructColumn(entryNames, entryTypes.map(columnFor))
    }
    default:
      return new WrittenColumn()
  }
}

const rowsInBatch = 65_536

/**
 * A DuckDB result as an Arrow IPC stream: buffers and masks are copied, no value passes through JavaScript where the two
 * layouts agree. Exact types survive; HUGEINT, BIGNUM, UUID, INTERVAL, TIMETZ, BIT and UNION cross as words.
 * @param rowLimit rows after this many are not read
 */
export async function arrowTable(result: DuckDBResult, rowLimit = Number.POSITIVE_INFINITY): Promise<Table> {
  const names = result.deduplicatedColumnNames()
  const types = result.columnTypes()
  let columns = types.map(columnFor)
  const schema = new arrow.Schema(
    columns.map(({ type }, index) => new arrow.Field(names[index]!, type, true)),
  )
  const writer = new arrow.RecordBatchStreamWriter()
  let rowCount = 0
  let rowsWaiting = 0
  const writeBatch = () => {
    const type = new arrow.Struct(schema.fields)
    const children = columns.map((column) => column.take())
    const data = arrow.makeData({ type, length: rowsWaiting, nullCount: 0, children })
    writer.write(new arrow.RecordBatch(schema, data))
    columns = types.map(columnFor)
    rowsWaiting = 0
  }
  while (rowCount < rowLimit) {
    const chunk = await result.fetchChunk()
    const count = Math.min(chunk?.rowCount ?? 0, rowLimit - rowCount)
    if (!chunk || count === 0) break
    for (const [index, column] of columns.entries()) column.append(chunk.getColumnVector(index), 0, count)
    rowCount += count
    rowsWaiting += count
    if (rowsWaiting >= rowsInBatch) writeBatch()
  }
  if (rowsWaiting > 0 || rowCount === 0) writeBatch()
  writer.finish()
  const parts: Bytes[] = []
  for await (const part of writer) parts.push(part as Bytes)
  return { rowCount, arrow: new Blob(parts, { type: 'application/vnd.apache.arrow.stream' }) }
}
