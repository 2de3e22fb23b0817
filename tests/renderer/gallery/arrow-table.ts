import {
  Table as ArrowTable,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  tableToIPC,
  Utf8,
} from 'apache-arrow'
import type { Table } from '../../../analysis/contract/index.ts'

type Values = readonly (string | number | null)[]

const numbers = (values: readonly number[]) =>
  makeData({ type: new Float64(), length: values.length, nullCount: 0, data: Float64Array.from(values) })

const words = (values: Values) => {
  const encoded = values.map((value) => new TextEncoder().encode(value === null ? '' : String(value)))
  const valueOffsets = new Int32Array(values.length + 1)
  const nullBitmap = new Uint8Array(Math.ceil(values.length / 8))
  let nullCount = 0
  for (const [index, bytes] of encoded.entries()) {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + bytes.length
    if (values[index] === null) nullCount += 1
    else nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7))
  }
  const data = new Uint8Array(valueOffsets.at(-1) ?? 0)
  for (const [index, bytes] of encoded.entries()) data.set(bytes, valueOffsets[index])
  return makeData({ type: new Utf8(), length: values.length, nullCount, nullBitmap, valueOffsets, data })
}

/**
 * A table as the engine sends it: numbers as doubles, words as text. Written without arrow's builders, which compile
 * code while they run and are stopped by the page's content security policy.
 */
export const arrowTable = (columns: Readonly<Record<string, Values>>): Table => {
  const names = Object.keys(columns)
  const children = Object.values(columns).map((values) =>
    values.length > 0 && values.every((value) => typeof value === 'number')
      ? numbers(values as readonly number[])
      : words(values),
  )
  const fields = names.map((name, index) => new Field(name, children[index]?.type ?? new Utf8(), true))
  const length = Object.values(columns)[0]?.length ?? 0
  const batch = new RecordBatch(
    new Schema(fields),
    makeData({ type: new Struct(fields), length, nullCount: 0, children }),
  )
  const bytes = tableToIPC(new ArrowTable([batch]), 'stream')
  return { rowCount: length, arrow: new Blob([new Uint8Array(bytes)]) }
}
