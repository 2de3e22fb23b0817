import {
  DuckDBArrayVector,
  DuckDBBlobVector,
  DuckDBListVector,
  type DuckDBMapVector,
  DuckDBStructVector,
  type DuckDBVector,
} from '@duckdb/node-api'
import * as arrow from 'apache-arrow'
import { Bytes, bytesOf, isThere, Presence, rawOf } from './arrow-buffers.ts'

/** Builds one Arrow column from the rows of DuckDB's vectors. */
export interface Column {
  readonly type: arrow.DataType
  append(vector: DuckDBVector, start: number, count: number): void
  take(): arrow.Data
}

/** A type with the same bytes in both, which are copied unchanged. */
export class SameBytesColumn implements Column {
  readonly type: arrow.DataType
  private readonly width: number
  private readonly view: (bytes: Uint8Array<ArrayBuffer>) => ArrayBufferView
  private readonly dictionary: arrow.Vector | undefined
  private readonly bytes = new Bytes(16_384)
  private readonly presence = new Presence()

  constructor(
    type: arrow.DataType,
    width: number,
    view: (bytes: Uint8Array<ArrayBuffer>) => ArrayBufferView,
    dictionary?: arrow.Vector,
  ) {
    this.type = type
    this.width = width
    this.view = view
    this.dictionary = dictionary
  }

  append(vector: DuckDBVector, start: number, count: number): void {
    this.bytes.add(bytesOf(vector).subarray(start * this.width, (start + count) * this.width))
    this.presence.addFrom(vector, start, count)
  }

  take(): arrow.Data {
    const data = this.view(this.bytes.take())
    const { type, dictionary } = this
    return arrow.makeData({ type, dictionary, data, ...this.presence.take() } as never)
  }
}

/** DuckDB keeps a boolean in a byte, Arrow in a bit. */
export class BooleanColumn implements Column {
  readonly type = new arrow.Bool()
  private readonly values = new Presence()
  private readonly presence = new Presence()

  append(vector: DuckDBVector, start: number, count: number): void {
    const bytes = bytesOf(vector)
    for (let row = start; row < start + count; row += 1) this.values.add(bytes[row] !== 0)
    this.presence.addFrom(vector, start, count)
  }

  take(): arrow.Data {
    const { length, nullBitmap } = this.values.take()
    const data = nullBitmap ?? new Uint8Array((length + 7) >> 3).fill(255)
    return arrow.makeData({ type: this.type, data, ...this.presence.take() })
  }
}

/** Text and bytes of any length. DuckDB keeps up to twelve bytes beside the length, more behind a pointer. */
export class TextColumn implements Column {
  readonly type: arrow.Utf8 | arrow.Binary
  private readonly bytes = new Bytes(65_536)
  private readonly offsets: number[] = [0]
  private readonly presence = new Presence()

  constructor(type: arrow.Utf8 | arrow.Binary) {
    this.type = type
  }

  append(vector: DuckDBVector, start: number, count: number): void {
    const view = rawOf(vector).dataView!
    const long = new DuckDBBlobVector(view, rawOf(vector).validity as never, null as never, 0, start + count)
    for (let row = start; row < start + count; row += 1) {
      if (isThere(vector, row)) {
        const length = view.getUint32(row * 16, true)
        if (length > 12) this.bytes.add(long.getItemBytes(row)!)
        else {
          this.bytes.reserve(12)
          for (let byte = 0; byte < length; byte += 1)
            this.bytes.array[this.bytes.length + byte] = view.getUint8(row * 16 + 4 + byte)
          this.bytes.length += length
        }
      }
      this.offsets.push(this.bytes.length)
    }
    this.presence.addFrom(vector, start, count)
  }

  take(): arrow.Data {
    const valueOffsets = Int32Array.from(this.offsets)
    return arrow.makeData({
      type: this.type as arrow.Utf8,
      valueOffsets,
      data: this.bytes.take(),
      ...this.presence.take(),
    })
  }
}

/** A type without an exact Arrow type, written as DuckDB writes it. */
export class WrittenColumn implements Column {
  readonly type = new arrow.Utf8()
  private readonly texts: (string | null)[] = []

  append(vector: DuckDBVector, start: number, count: number): void {
    for (let row = start; row < start + count; row += 1) {
      const value = vector.getItem(row)
      this.texts.push(value === null ? null : String(value))
    }
  }

  take(): arrow.Data {
    return arrow.vectorFromArray(this.texts, this.type).data[0] ?? arrow.makeData({ type: this.type })
  }
}

/** A decimal narrower than 128 bits, widened with its sign. */
export class DecimalColumn implements Column {
  readonly type: arrow.Decimal
  private readonly width: number
  private readonly words: bigint[] = []
  private readonly presence = new Presence()

  constructor(precision: number, scale: number, width: number) {
    this.type = new arrow.Decimal(scale, precision, 128)
    this.width = width
  }

  append(vector: DuckDBVector, start: number, count: number): void {
    const view = rawOf(vector).dataView!
    for (let row = start; row < start + count; row += 1) {
      const at = row * this.width
      if (this.width === 16) this.words.push(view.getBigInt64(at, true), view.getBigInt64(at + 8, true))
      else {
        const value =
          this.width === 8
            ? view.getBigInt64(at, true)
            : BigInt(this.width === 4 ? view.getInt32(at, true) : view.getInt16(at, true))
        this.words.push(value, value < 0n ? -1n : 0n)
      }
    }
    this.presence.addFrom(vector, start, count)
  }

  take(): arrow.Data {
    const data = new Uint32Array(BigInt64Array.from(this.words).buffer)
    return arrow.makeData({ type: this.type, data, ...this.presence.take() })
  }
}

/** Lists, and maps, which are lists of key and value. */
export class ListColumn implements Column {
  readonly type: arrow.DataType
  private readonly child: Column
  private readonly offsets: number[] = [0]
  private readonly presence = new Presence()

  constructor(type: arrow.DataType, child: Column) {
    this.type = type
    this.child = child
  }

  append(vector: DuckDBVector, start: number, count: number): void {
    const list =
      vector instanceof DuckDBListVector
        ? vector
        : (vector as DuckDBMapVector as unknown as { listVector: DuckDBListVector }).listVector
    for (let row = start; row < start + count; row += 1) {
      const length = isThere(list, row) ? list.getEntryLength(row) : 0
      if (length > 0) this.child.append(list.childVector, list.getEntryOffset(row), length)
      this.offsets.push(this.offsets.at(-1)! + length)
    }
    this.presence.addFrom(list, start, count)
  }

  take(): arrow.Data {
    const valueOffsets = Int32Array.from(this.offsets)
    const { type } = this
    return arrow.makeData({ type, valueOffsets, child: this.child.take(), ...this.presence.take() } as never)
  }
}

/** Lists of a fixed length. */
export class ArrayColumn implements Column {
  readonly type: arrow.FixedSizeList
  private readonly child: Column
  private readonly presence = new Presence()

  constructor(type: arrow.FixedSizeList, child: Column) {
    this.type = type
    this.child = child
  }

  append(vector: DuckDBVector, start: number, count: number): void {
    if (!(vector instanceof DuckDBArrayVector)) throw new Error('not an array')
    const child = (vector as unknown as { childData: DuckDBVector }).childData
    const size = this.type.listSize
    this.child.append(child, start * size, count * size)
    this.presence.addFrom(vector, start, count)
  }

  take(): arrow.Data {
    return arrow.makeData({ type: this.type, child: this.child.take(), ...this.presence.take() })
  }
}

export class StructColumn implements Column {
  readonly type: arrow.Struct
  private readonly children: readonly Column[]
  private readonly presence = new Presence()

  constructor(names: readonly string[], children: readonly Column[]) {
    this.type = new arrow.Struct(
      children.map((child, index) => new arrow.Field(names[index]!, child.type, true)),
    )
    this.children = children
  }

  append(vector: DuckDBVector, start: number, count: number): void {
    if (!(vector instanceof DuckDBStructVector)) throw new Error('not a struct')
    this.children.forEach((child, index) => {
      child.append(vector.entryVectorAt(index), start, count)
    })
    this.presence.addFrom(vector, start, count)
  }

  take(): arrow.Data {
    const children = this.children.map((child) => child.take())
    return arrow.makeData({ type: this.type, children, ...this.presence.take() })
  }
}
