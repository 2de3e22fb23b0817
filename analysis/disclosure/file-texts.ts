import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { markupViews, plainViews } from './text-views.ts'

/** One reading of a part of a file. */
export type TextView = { file: string; view: string; text: string }
export type FileTexts = { views: TextView[]; notSearched: string[] }

const deepest = 5
const largestPart = 200_000_000
const limits = { maxOutputLength: largestPart }

/**
 * Every text in the finished bytes of a file: archives unpacked, streams inflated, metadata and embedded
 * data URIs read, entities and escapes decoded, with and without its tags. What it could not read is listed.
 */
export function textsOfFile(name: string, bytes: Uint8Array): FileTexts {
  const found: FileTexts = { views: [], notSearched: [] }
  read(found, name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0)
  return found
}

function read(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  if (bytes.length === 0) return
  found.views.push({ file: name, view: 'name', text: name })
  if (depth > deepest) {
    found.notSearched.push(`${name}: nested more than ${deepest} deep`)
    return
  }
  const magic = bytes.subarray(0, 8).toString('latin1')
  if (magic.startsWith('PK')) readZip(found, name, bytes, depth)
  else if (magic.startsWith('\x1f\x8b')) {
    attempt(found, name, () => read(found, `${name} (unzipped)`, gunzipSync(bytes, limits), depth + 1))
  } else if (magic.startsWith('%PDF')) readPdf(found, name, bytes, depth)
  else if (magic.startsWith('\x89PNG')) readPng(found, name, bytes, depth)
  else if (binaryMagic.some((known) => magic.startsWith(known)) || obfuscatedFont.test(name))
    readBinary(found, name, bytes)
  else readText(found, name, bytes, depth)
}

function attempt(found: FileTexts, name: string, action: () => void): void {
  try {
    action()
  } catch {
    found.notSearched.push(`${name}: could not be unpacked`)
  }
}

const packedMagic = ['PK', '\x1f\x8b', '%PDF', '\x89PNG']
const binaryMagic = [
  '\xff\xd8\xff',
  'GIF8',
  'RIFF',
  'BM',
  'II*',
  'MM\0',
  'wOFF',
  'wOF2',
  '\0\x01\0\0',
  'OTTO',
]

/** An embedded typeface of Word has its first 32 bytes scrambled (ISO/IEC 29500-4, 9.1), its magic number with them. */
const obfuscatedFont = /\.odttf$/i

const isPacked = (bytes: Buffer) =>
  packedMagic.some((magic) => bytes.subarray(0, magic.length).toString('latin1') === magic)

function readBinary(found: FileTexts, name: string, bytes: Buffer): void {
  found.views.push({ file: name, view: 'bytes', text: bytes.toString('latin1') })
  found.views.push({ file: name, view: 'bytes (UTF-16)', text: bytes.toString('utf16le') })
  found.notSearched.push(`${name}: what its picture or font shows`)
}

function readText(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  const text = decode(bytes)
  for (const [view, content] of plainViews(text)) found.views.push({ file: name, view, text: content })
  if (/<[a-z!?/]/i.test(text)) {
    for (const [view, content] of markupViews(text)) found.views.push({ file: name, view, text: content })
  }
  let part = 0
  for (const match of text.matchAll(
    /(?:base64,\s*|["'>])((?:[A-Za-z0-9+/_-]{4}){6,}[A-Za-z0-9+/_-]{0,3}={0,2})/g,
  )) {
    const content = Buffer.from(match[1]!, 'base64')
    const isNamed = match[0].startsWith('base64')
    if (!isNamed && !looksLikeContent(content)) continue
    part++
    read(found, `${name}#embedded${part}`, content, depth + 1)
  }
  for (const match of text.matchAll(/data:[a-z0-9.+/-]*(?:;[a-z0-9=-]+)*,([^"'\s)>]{8,})/gi)) {
    if (/;base64,/i.test(match[0])) continue
    part++
    read(found, `${name}#embedded${part}`, Buffer.from(percentDecoded(match[1]!)), depth + 1)
  }
}

function looksLikeContent(bytes: Buffer): boolean {
  if (isPacked(bytes)) return true
  let printable = 0
  for (const byte of bytes)
    if (byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127)) printable++
  return printable / bytes.length > 0.9
}

function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'),
  )
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le')
  const sample = bytes.subarray(0, 4000)
  const zeros = sample.filter((byte) => byte === 0).length
  if (zeros > sample.length / 4) return bytes.toString('utf16le')
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? `${text}\n${bytes.toString('latin1')}` : text
}

function readZip(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  found.views.push({ file: name, view: 'bytes', text: bytes.toString('latin1') })
  let position = bytes.indexOf('PK\x01\x02', 0, 'latin1')
  if (position < 0) found.notSearched.push(`${name}: an archive without a directory`)
  while (position >= 0 && position + 46 <= bytes.length) {
    const method = bytes.readUInt16LE(position + 10)
    const isEncrypted = (bytes.readUInt16LE(position + 8) & 1) === 1
    const packed = bytes.readUInt32LE(position + 20)
    const nameLength = bytes.readUInt16LE(position + 28)
    const rest = bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32)
    const header = bytes.readUInt32LE(position + 42)
    const entry = `${name}/${bytes.subarray(position + 46, position + 46 + nameLength).toString('utf8')}`
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
    const content = bytes.subarray(start, start + packed)
    if (isEncrypted) found.notSearched.push(`${entry}: encrypted`)
    else if (method === 0) read(found, entry, content, depth + 1)
    else if (method === 8)
      attempt(found, entry, () => read(found, entry, inflateRawSync(content, limits), depth + 1))
    else found.notSearched.push(`${entry}: compressed in a way that is not read (${method})`)
    const next = position + 46 + nameLength + rest
    position = bytes.subarray(next, next + 4).toString('latin1') === 'PK\x01\x02' ? next : -1
  }
}

function readPng(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  readBinary(found, name, bytes)
  for (let position = 8; position + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(position)
    const kind = bytes.subarray(position + 4, position + 8).toString('latin1')
    const content = bytes.subarray(position + 8, position + 8 + length)
    const split = content.indexOf(0)
    if (kind === 'zTXt')
      attempt(found, name, () =>
        read(found, `${name}#${kind}`, inflateSync(content.subarray(split + 2), limits), depth + 1),
      )
    if (kind === 'iTXt' && content[split + 1] === 1) {
      const text = content.indexOf(0, content.indexOf(0, split + 3) + 1) + 1
      attempt(found, name, () =>
        read(found, `${name}#${kind}`, inflateSync(content.subarray(text), limits), depth + 1),
      )
    }
    position += length + 12
  }
}

function readPdf(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  const raw = bytes.toString('latin1')
  found.views.push({ file: name, view: 'bytes', text: raw })
  found.notSearched.push(`${name}: text that a PDF draws by glyph numbers without characters`)
  pdfStrings(found, name, raw)
  for (const match of raw.matchAll(/stream\r?\n/g)) {
    const start = (match.index ?? 0) + match[0].length
    const end = raw.indexOf('endstream', start)
    if (end < 0) continue
    try {
      const content = inflateSync(bytes.subarray(start, end), limits)
      found.views.push({ file: name, view: 'stream', text: content.toString('latin1') })
      pdfStrings(found, name, content.toString('latin1'))
      if (content.subarray(0, 5).toString('latin1') === '<?xml')
        readText(found, `${name}#metadata`, content, depth + 1)
    } catch {
      // Other filters and the second half of "endstream" end here; pictures and fonts are named above.
    }
  }
}

function pdfStrings(found: FileTexts, name: string, raw: string): void {
  const shown = [...raw.matchAll(/\(((?:\\.|[^\\()])*)\)/gs)].map((match) =>
    match[1]!.replace(/\\([()\\])/g, '$1'),
  )
  const hex = [...raw.matchAll(/<([0-9A-Fa-f\s]{4,})>/g)].map((match) => {
    const content = Buffer.from(match[1]!.replace(/\s/g, ''), 'hex')
    const even = Buffer.from(content.subarray(content[0] === 0xfe ? 2 : 0, content.length & ~1))
    return `${content.toString('latin1')} ${even.length % 2 === 0 ? even.swap16().toString('utf16le') : ''}`
  })
  found.views.push({ file: name, view: 'strings', text: shown.join('') })
  found.views.push({ file: name, view: 'strings apart', text: [...shown, ...hex].join(' ') })
}
