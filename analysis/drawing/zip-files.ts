export interface NamedBytes {
  readonly file: string
  readonly bytes: Uint8Array
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value >>> 0
})

export const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

const header = (length: number, write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(length)
  write(new DataView(bytes.buffer))
  return bytes
}

/** 1 January 1980: an archive tells nothing of when it was made. */
const firstDosDay = 0x21

/** Files as one ZIP archive, stored as they are (APPNOTE 6.3, UTF-8 names), so that the browser saves one file. */
export const zipOf = (files: readonly NamedBytes[]): Blob => {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { file, bytes } of files) {
    const name = new TextEncoder().encode(file)
    const crc = crc32(bytes)
    const common = (view: DataView, at: number) => {
      view.setUint16(at, 20, true)
      view.setUint16(at + 2, 0x0800, true)
      view.setUint16(at + 8, firstDosDay, true)
      view.setUint32(at + 10, crc, true)
      view.setUint32(at + 14, bytes.length, true)
      view.setUint32(at + 18, bytes.length, true)
      view.setUint16(at + 22, name.length, true)
    }
    const local = header(30, (view) => {
      view.setUint32(0, 0x04034b50, true)
      common(view, 4)
    })
    const start = offset
    parts.push(local, name, bytes)
    offset += local.length + name.length + bytes.length
    directory.push(
      header(46, (view) => {
        view.setUint32(0, 0x02014b50, true)
        view.setUint16(4, 20, true)
        common(view, 6)
        view.setUint32(42, start, true)
      }),
      name,
    )
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = header(22, (view) => {
    view.setUint32(0, 0x06054b50, true)
    view.setUint16(8, files.length, true)
    view.setUint16(10, files.length, true)
    view.setUint32(12, size, true)
    view.setUint32(16, offset, true)
  })
  return new Blob([...parts, ...directory, end] as Uint8Array<ArrayBuffer>[], { type: 'application/zip' })
}
