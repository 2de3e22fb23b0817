import type { DuckDBVector } from '@duckdb/node-api'

/** Fields of DuckDB's vectors that its types do not declare: the bytes of the rows, and a mask of 64-bit words with a bit set for each row that is not null. */
interface RawVector {
  items?: ArrayBufferView
  dataView?: DataView
  validity: { data: BigUint64Array | null; offset: number }
}

export const rawOf = (vector: DuckDBVector) => vector as unknown as RawVector

export function bytesOf(vector: DuckDBVector): Uint8Array {
  const { items, dataView } = rawOf(vector)
  const view = items ?? dataView
  if (!view) throw new Error(`DuckDB's ${vector.constructor.name} holds no bytes`)
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

/** A buffer that grows by doubling. */
export class Bytes {
  array: Uint8Array<ArrayBuffer>
  length = 0

  constructor(capacity: number) {
    this.array = new Uint8Array(capacity)
  }

  reserve(more: number): void {
    if (this.length + more <= this.array.length) return
    const grown = new Uint8Array(Math.max(this.length + more, this.array.length * 2))
    grown.set(this.array.subarray(0, this.length))
    this.array = grown
  }

  add(bytes: Uint8Array): void {
    this.reserve(bytes.length)
    this.array.set(bytes, this.length)
    this.length += bytes.length
  }

  take(): Uint8Array<ArrayBuffer> {
    return this.array.slice(0, this.length)
  }
}

/** Which rows are not null: one bit per row, lowest first, as in DuckDB and Arrow. */
export class Presence {
  private bits = new Uint8Array(1024)
  length = 0
  nulls = 0

  private reserve(more: number): void {
    const needed = (this.length + more + 7) >> 3
    if (needed <= this.bits.length) return
    const grown = new Uint8Array(Math.max(needed, this.bits.length * 2))
    grown.set(this.bits)
    this.bits = grown
  }

  add(isThere: boolean): void {
    this.reserve(1)
    if (isThere) this.bits[this.length >> 3]! |= 1 << (this.length & 7)
    else this.nulls += 1
    this.length += 1
  }

  addFrom(vector: DuckDBVector, start: number, count: number): void {
    const { data, offset } = rawOf(vector).validity
    this.reserve(count)
    const mask = data ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : null
    for (let row = 0; row < count; row += 1) {
      const bit = offset + start + row
      const isThere = mask === null || ((mask[bit >> 3]! >> (bit & 7)) & 1) === 1
      const at = this.length + row
      if (isThere) this.bits[at >> 3]! |= 1 << (at & 7)
      else this.nulls += 1
    }
    this.length += count
  }

  take(): { length: number; nullCount: number; nullBitmap: Uint8Array | undefined } {
    const nullBitmap = this.nulls > 0 ? this.bits.slice(0, (this.length + 7) >> 3) : undefined
    return { length: this.length, nullCount: this.nulls, nullBitmap }
  }
}

export const isThere = (vector: DuckDBVector, row: number): boolean => {
  const { data, offset } = rawOf(vector).validity
  if (!data) return true
  const bit = offset + row
  return ((data[bit >> 6]! >> BigInt(bit & 63)) & 1n) === 1n
}
