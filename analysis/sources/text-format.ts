import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { ExpectedError } from '../platform/errors.ts'
import type { StagedFile } from './stage.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What the first bytes say a file is, whatever its name says. */
export type FileForm =
  | 'text'
  | 'zip'
  | 'ole2'
  | 'pdf'
  | 'rtf'
  | 'html'
  | 'image'
  | 'sqlite'
  | 'gzip'
  | 'binary'

const signatures: readonly [FileForm, readonly number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole2', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['gzip', [0x1f, 0x8b]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
]

const beginsWith = (head: Buffer, bytes: readonly number[]) =>
  head.length >= bytes.length && bytes.every((byte, index) => head[index] === byte)

function withoutMark(head: Buffer): TextEncoding | null {
  const sample = head.subarray(0, 4096)
  let zerosEven = 0
  let zerosOdd = 0
  for (let index = 0; index < sample.length; index += 1) {
    if (sample[index] !== 0) continue
    if (index % 2 === 0) zerosEven += 1
    else zerosOdd += 1
  }
  const half = sample.length / 2
  if (zerosOdd > half * 0.6 && zerosEven < half * 0.05) return 'utf-16le'
  if (zerosEven > half * 0.6 && zerosOdd < half * 0.05) return 'utf-16be'
  return null
}

export function formOf(file: StagedFile): FileForm {
  const { head } = file
  const known = signatures.find(([, bytes]) => beginsWith(head, bytes))
  if (known) return known[0]
  if (
    /^(?:\ufeff)?\s*<(?:!doctype html|html|table|head|meta)[\s>]/i.test(
      head.subarray(0, 1024).toString('utf8'),
    )
  )
    return 'html'
  if (beginsWith(head, [0xff, 0xfe]) || beginsWith(head, [0xfe, 0xff]) || withoutMark(head)) return 'text'
  const controls = head.reduce(
    (count, byte) => count + (byte < 32 && ![9, 10, 13, 12, 26].includes(byte) ? 1 : 0),
    0,
  )
  return controls > head.length * 0.02 ? 'binary' : 'text'
}

/**
 * The encoding of a text file; Windows-1252 for bytes that are not UTF-8.
 * @throws ExpectedError `ENCODING_UNKNOWN`.
 */
export function encodingOf(file: StagedFile, stated?: string): TextEncoding {
  const { head } = file
  if (stated) {
    const known = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
    const found = known.find((encoding) => encoding === stated.toLowerCase())
    if (!found)
      throw new ExpectedError('ENCODING_UNKNOWN', { subject: stated, remedy: `Use ${known.join(', ')}.` })
    return found
  }
  if (beginsWith(head, [0xff, 0xfe])) return 'utf-16le'
  if (beginsWith(head, [0xfe, 0xff])) return 'utf-16be'
  const wide = withoutMark(head)
  if (wide) return wide
  if (file.validUtf8) return 'utf-8'
  return 'windows-1252'
}

const countOf = (line: string, delimiter: string) => {
  let count = 0
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (!quoted && character === delimiter) count += 1
  }
  return count
}

/** Windows-1252, but for lines that are UTF-8. */
function inOwnEncodings(head: Buffer): string {
  const ansi = new TextDecoder('windows-1252')
  const lines = head.toString('latin1').split('\n')
  return lines
    .map((line) => Buffer.from(line, 'latin1'))
    .map((line) => (isUtf8(line) ? line.toString('utf8') : ansi.decode(line)))
    .join('\n')
}

/** The first physical lines of a text file, without the mark that some programs put in front. */
export function firstLines(file: StagedFile, encoding: TextEncoding, lines: number): string[] {
  const whole = encoding === 'windows-1252' ? null : new TextDecoder(encoding)
  const text = whole ? whole.decode(file.head, { stream: true }) : inOwnEncodings(file.head)
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .slice(0, lines)
}

/** The delimiter that divides the lines most evenly. */
export function delimiterOf(lines: readonly string[]): string {
  const scored = [',', ';', '\t', '|'].map((delimiter) => {
    const counts = lines
      .filter((line) => line.trim() !== '')
      .map((line) => countOf(line, delimiter))
      .filter((count) => count > 0)
    const tally = new Map<number, number>()
    for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
    const score = Math.max(0, ...[...tally].map(([count, times]) => times * Math.min(count, 8)))
    return { delimiter, score }
  })
  scored.sort((left, right) => right.score - left.score)
  return scored[0]!.score > 0 ? scored[0]!.delimiter : ','
}

/** The cells of one header line: enough to recognise it; rows are only ever read by DuckDB. */
export function headerCells(line: string, delimiter: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (!quoted && character === delimiter) {
      cells.push(cell.trim())
      cell = ''
    } else cell += character
  }
  cells.push(cell.trim())
  return cells
}

/** Names that can be told apart: blank headers get a number, repeated ones a suffix. */
export function distinctHeaders(cells: readonly string[]): string[] {
  const taken = new Set(['row text'])
  return cells.map((cell, index) => {
    const name = cell.replaceAll(/\p{Cc}/gu, ' ').trim() || `Column ${index + 1}`
    let distinct = name
    for (let times = 2; taken.has(distinct); times += 1) distinct = `${name} (${times})`
    taken.add(distinct)
    return distinct
  })
}
