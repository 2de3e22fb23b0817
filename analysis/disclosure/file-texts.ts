import { gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { namesOfJson, textOfJson } from './markup-text.ts'
import { readPdfWords } from './pdf-strings.ts'
import { apart, readableRuns } from './readable-runs.ts'
import { markupViews, plainViews } from './text-views.ts'

/** One reading of a part of a file. */
type TextView = {
  file: string
  view: string
  text: string
  /** In this reading unrelated neighbours are joined: only names are searched for. */
  namesOnly?: boolean
}
type FileTexts = { views: TextView[]; notSearched: string[] }

const deepest = 5
const largestPart = 200_000_000
const limits = { maxOutputLength: largestPart }

/**
 * Every text in the finished bytes of a file, as a reader of its format sees it: archives unpacked, streams inflated, metadata and
 * embedded data URIs read, entities and escapes decoded. Pure format (tags, namespaces, operators, packed bytes) is left out, so
 * that it is never mistaken for an identifier. What could not be read is listed.
 */
export function textsOfFile(name: string, bytes: Uint8Array): FileTexts {
  const found: FileTexts = { views: [], notSearched: [] }
  read(found, name, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0)
  return found
}

/** Names of the parts of Word and spreadsheet packages. */
const ownPart =
  /\/(?:\[Content_Types\]\.xml|(?:_rels|docProps|customXml|word|xl|ppt)\/(?:[a-z]+\/)*(?:_rels\/)?\.?(?:document|styles|numbering|footnotes|endnotes|comments|settings|fontTable|webSettings|workbook|sharedStrings|app|core|custom|(?:header|footer|chart|theme|font|sheet|image|Microsoft_Excel_Worksheet)\d*|[0-9a-f]{40}|rels)(?:\.[a-z]+)*)/g

function read(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  if (bytes.length === 0) return
  found.views.push({ file: name, view: 'name', text: name.replace(ownPart, apart) })
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
  found.views.push({ file: name, view: 'words in its bytes', text: readableRuns(bytes) })
  found.notSearched.push(`${name}: what its picture or font shows`)
}

const wordsBeforeTags = /^\s*<[a-z!?/]/i
const embeddedNamed = /data:[a-z0-9.+/-]*(?:;[a-z0-9=-]+)*;base64,\s*([A-Za-z0-9+/_-]+={0,2})/gi
const embeddedUnnamed = /(?:base64,\s*|["'>])((?:[A-Za-z0-9+/_-]{4}){6,}[A-Za-z0-9+/_-]{0,3}={0,2})/g

function readText(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  const text = decode(bytes)
  let part = 0
  // Data packed into the text is read as a separate file, and its letters are not words.
  const unpacked = text.replace(embeddedNamed, (_, packed: string) => {
    part++
    read(found, `${name}#embedded${part}`, Buffer.from(packed, 'base64'), depth + 1)
    return apart
  })
  for (const match of unpacked.matchAll(embeddedUnnamed)) {
    const content = Buffer.from(match[1]!, 'base64')
    if (!match[0].startsWith('base64') && !looksLikeContent(content)) continue
    part++
    read(found, `${name}#embedded${part}`, content, depth + 1)
  }
  for (const match of unpacked.matchAll(/data:[a-z0-9.+/-]*(?:;[a-z0-9=-]+)*,([^"'\s)>]{8,})/gi)) {
    part++
    read(found, `${name}#embedded${part}`, Buffer.from(percentDecoded(match[1]!)), depth + 1)
  }
  const isJson = /^\s*[{[]/.test(unpacked)
  const views = wordsBeforeTags.test(unpacked.replace(/^\ufeff/, ''))
    ? markupViews(unpacked)
    : [
        ...plainViews(isJson ? textOfJson(unpacked) : unpacked),
        ...(/<[a-z!?/]/i.test(unpacked) ? markupViews(unpacked) : []),
      ]
  for (const [view, content] of views) found.views.push({ file: name, view, text: content })
  if (!isJson) return
  const { values, withKeys } = namesOfJson(unpacked)
  for (const [reading, joined] of [
    ['values joined', values],
    ['keys and values joined', withKeys],
  ] as const)
    for (const [view, content] of plainViews(joined))
      found.views.push({ file: name, view: `${view}, ${reading}`, text: content, namesOnly: true })
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
  const rest = Buffer.from(bytes)
  let position = bytes.indexOf('PK\x01\x02', 0, 'latin1')
  if (position < 0) found.notSearched.push(`${name}: an archive without a directory`)
  while (position >= 0 && position + 46 <= bytes.length) {
    const method = bytes.readUInt16LE(position + 10)
    const isEncrypted = (bytes.readUInt16LE(position + 8) & 1) === 1
    const packed = bytes.readUInt32LE(position + 20)
    const nameLength = bytes.readUInt16LE(position + 28)
    const extra = bytes.readUInt16LE(position + 30)
    const comment = bytes.readUInt16LE(position + 32)
    const header = bytes.readUInt32LE(position + 42)
    const entry = `${name}/${bytes.subarray(position + 46, position + 46 + nameLength).toString('utf8')}`
    const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28)
    const content = bytes.subarray(start, start + packed)
    const note = position + 46 + nameLength + extra
    for (const [from, to] of [
      [header + 30, start + packed],
      [position + 46, position + 46 + nameLength],
    ])
      rest.fill(0, from, to)
    if (comment > 0) readText(found, `${entry}#comment`, bytes.subarray(note, note + comment), depth + 1)
    if (isEncrypted) found.notSearched.push(`${entry}: encrypted`)
    else if (method === 0) read(found, entry, content, depth + 1)
    else if (method === 8)
      attempt(found, entry, () => read(found, entry, inflateRawSync(content, limits), depth + 1))
    else found.notSearched.push(`${entry}: compressed in a way that is not read (${method})`)
    const next = note + comment
    position = bytes.subarray(next, next + 4).toString('latin1') === 'PK\x01\x02' ? next : -1
  }
  found.views.push({ file: name, view: 'bytes beside its entries', text: readableRuns(rest) })
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end >= 0 && end + 22 < bytes.length)
    readText(found, `${name}#comment`, bytes.subarray(end + 22), depth + 1)
}

function readPng(found: FileTexts, name: string, bytes: Buffer, depth: number): void {
  readBinary(found, name, bytes)
  for (let position = 8; position + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(position)
    const kind = bytes.subarray(position + 4, position + 8).toString('latin1')
    const content = bytes.subarray(position + 8, position + 8 + length)
    const split = content.indexOf(0)
    if (kind === 'tEXt' || (kind === 'iTXt' && content[split + 1] === 0))
      readText(
        found,
        `${name}#${kind}`,
        Buffer.from(content.toString('latin1').replaceAll('\0', '\n'), 'latin1'),
        depth + 1,
      )
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
  const { apart: words, joined, inner, notSearched } = readPdfWords(name, bytes)
  found.notSearched.push(...notSearched)
  for (const [view, text] of plainViews(words)) found.views.push({ file: name, view, text })
  for (const text of joined)
    for (const [view, content] of plainViews(text))
      found.views.push({ file: name, view: `strings of a page, ${view}`, text: content })
  for (const part of inner) read(found, part.name, part.bytes, depth + 1)
}
