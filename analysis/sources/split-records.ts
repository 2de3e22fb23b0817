import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { throwIfCancelled } from '../platform/errors.ts'

/** A record that cannot be read as one row of the table. */
interface LostRecord {
  /** Place among the records under the header, from 1. */
  readonly ordinal: number
  readonly reason:
    | 'TOO_FEW_COLUMNS'
    | 'TOO_MANY_COLUMNS'
    | 'BAD_QUOTES'
    | 'NUL_BYTE'
    | 'BAD_ENCODING'
    | 'ROW_TOO_LONG'
  /** Where it is in the file, and what is wrong with it. */
  readonly detail: string
  readonly raw: string
}

interface SplitOptions {
  readonly delimiter: string
  readonly skippedLines: number
  readonly columns: number
  readonly signal: AbortSignal | undefined
  /** Called in the order of the file. */
  readonly onLost: (lost: LostRecord) => void
}

/** Bytes of one record; no row of a table is longer. */
const longestRecord = 1024 * 1024
const mostLinesOfRecord = 500
const longestRaw = 2000
const [newline, carriageReturn, quote] = [0x0a, 0x0d, 0x22]
const mark = Buffer.from([0xef, 0xbb, 0xbf])
const feed = Buffer.from('\n')

interface Scanned {
  readonly end: 'record' | 'more' | 'malformed' | 'too-long'
  /** Where the record's own bytes stop, and where the next begins. */
  readonly stop: number
  readonly next: number
  readonly columns: number
  readonly lines: number
}

const isLineEnd = (byte: number | undefined) => byte === newline || byte === carriageReturn

/** One record from `from` (RFC 4180; a quote within an unquoted cell is a letter). `more` where the bytes at hand do not hold its end. */
function scanRecord(bytes: Buffer, from: number, delimiter: number, isLast: boolean): Scanned {
  let [columns, lines, at] = [1, 1, from]
  let isQuoted = false
  let isCellStart = true
  const to = Math.min(bytes.length, from + longestRecord + 1)
  const scanned = (end: Scanned['end'], next: number): Scanned => ({ end, stop: at, next, columns, lines })
  for (; at < to; at += 1) {
    const byte = bytes[at]!
    if (isQuoted) {
      if (byte === newline) {
        lines += 1
        if (lines > mostLinesOfRecord) return scanned('malformed', at)
      }
      if (byte !== quote) continue
      const after = bytes[at + 1]
      if (after === undefined && !isLast) return scanned('more', at)
      if (after === quote) at += 1
      else if (after === undefined || after === delimiter || isLineEnd(after)) isQuoted = false
      else return scanned('malformed', at)
    } else if (byte === delimiter) {
      columns += 1
      isCellStart = true
    } else if (isLineEnd(byte)) {
      if (byte === carriageReturn && at + 1 === bytes.length && !isLast) return scanned('more', at)
      return scanned('record', byte === carriageReturn && bytes[at + 1] === newline ? at + 2 : at + 1)
    } else {
      isQuoted = byte === quote && isCellStart
      isCellStart = false
    }
  }
  if (at - from > longestRecord) return scanned('too-long', at)
  if (!isLast) return scanned('more', at)
  return scanned(isQuoted ? 'malformed' : 'record', at)
}

/** Where the physical line at `from` stops and the next begins; null where the bytes at hand do not hold its end. */
function physicalLine(
  bytes: Buffer,
  from: number,
  isLast: boolean,
): { readonly stop: number; readonly next: number } | null {
  const [fed, returned] = [bytes.indexOf(newline, from), bytes.indexOf(carriageReturn, from)]
  const stop = returned >= 0 && (fed < 0 || returned < fed) ? returned : fed
  if (stop < 0) return isLast ? { stop: bytes.length, next: bytes.length } : null
  if (stop === fed) return { stop, next: stop + 1 }
  if (stop + 1 === bytes.length && !isLast) return null
  return { stop, next: bytes[stop + 1] === newline ? stop + 2 : stop + 1 }
}

class RecordSplitter {
  private readonly options: SplitOptions
  private readonly delimiter: number
  private kept: Buffer[] = []
  private line = 1
  private toSkip: number
  /** A row that is too long, while it is passed over. */
  private passing: { bytes: number; readonly head: Buffer } | null = null
  ordinal = 0

  constructor(options: SplitOptions) {
    this.options = options
    this.delimiter = options.delimiter.charCodeAt(0)
    this.toSkip = options.skippedLines
  }

  private lose(reason: LostRecord['reason'], words: string, bytes: Buffer): void {
    this.ordinal += 1
    const raw = bytes.subarray(0, longestRaw).toString('utf8').replaceAll('\0', '\u2400')
    const detail = `line ${this.line.toLocaleString('en-GB')}: ${words}`
    this.options.onLost({ ordinal: this.ordinal, reason, detail, raw })
  }

  private took(record: Buffer, columns: number): void {
    const { columns: wanted } = this.options
    if (columns !== wanted)
      this.lose(
        columns < wanted ? 'TOO_FEW_COLUMNS' : 'TOO_MANY_COLUMNS',
        `${columns} cells where the header has ${wanted}`,
        record,
      )
    else if (record.includes(0)) this.lose('NUL_BYTE', 'it holds a NUL byte', record)
    else if (!isUtf8(record)) this.lose('BAD_ENCODING', 'it holds letters of no known encoding', record)
    else {
      this.ordinal += 1
      this.kept.push(record, feed)
    }
  }

  private passOver(bytes: Buffer, from: number, isLast: boolean): number | null {
    const here = physicalLine(bytes, from, isLast)
    if (this.passing) this.passing.bytes += (here?.stop ?? bytes.length) - from
    if (!here) return null
    if (this.passing) {
      const { bytes: size, head } = this.passing
      this.lose('ROW_TOO_LONG', `one row of ${size.toLocaleString('en-GB')} bytes`, head)
      this.passing = null
    } else this.toSkip -= 1
    this.line += 1
    return here.next
  }

  /** Works through the bytes at hand. @returns those that wait for more */
  take(bytes: Buffer, isLast: boolean): Buffer {
    let at = 0
    while (at < bytes.length) {
      if (this.passing || this.toSkip > 0) {
        const next = this.passOver(bytes, at, isLast)
        if (next === null) return bytes.subarray(this.passing ? bytes.length : at)
        at = next
        continue
      }
      const { end, stop, next, columns, lines } = scanRecord(bytes, at, this.delimiter, isLast)
      if (end === 'more') return bytes.subarray(at)
      if (end === 'record') {
        if (stop > at) this.took(bytes.subarray(at, stop), columns)
        this.line += lines
        at = next
        continue
      }
      const here = physicalLine(bytes, at, isLast)
      if (here && here.stop <= at + longestRecord) {
        const words = 'a quotation mark in it is not closed, or text follows one that is'
        this.lose('BAD_QUOTES', words, bytes.subarray(at, here.stop))
        this.line += 1
        at = here.next
      } else if (end === 'malformed' && !here && bytes.length - at <= longestRecord) return bytes.subarray(at)
      else this.passing = { bytes: 0, head: Buffer.from(bytes.subarray(at, at + longestRaw)) }
    }
    return bytes.subarray(bytes.length)
  }

  end(): void {
    if (!this.passing) return
    const { bytes: size, head } = this.passing
    this.lose('ROW_TOO_LONG', `one row of ${size.toLocaleString('en-GB')} bytes`, head)
  }

  /** The records that can be read, a newline after each, since this was last asked. */
  flush(): Buffer {
    const kept = Buffer.concat(this.kept)
    this.kept = []
    return kept
  }
}

/**
 * Copies the records under the header that can be read into `to`, and tells of every other with its line. Needed where DuckDB's own reader cannot say:
 * it loses a line longer than its buffer without a word, takes all that follows an open quote for one row, and stops where lines end in different ways.
 * @returns how many records were met
 * @throws CancelledError
 */
export async function splitRecords(from: string, to: string, options: SplitOptions): Promise<number> {
  const splitter = new RecordSplitter(options)
  const output = await open(to, 'w', 0o600)
  try {
    let rest: Buffer = Buffer.alloc(0)
    let isFirst = true
    for await (const chunk of createReadStream(from, { highWaterMark: 4 * longestRecord })) {
      throwIfCancelled(options.signal)
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer)
      rest = splitter.take(isFirst && bytes.subarray(0, 3).equals(mark) ? bytes.subarray(3) : bytes, false)
      isFirst = false
      await output.write(splitter.flush())
    }
    splitter.take(rest, true)
    splitter.end()
    await output.write(splitter.flush())
  } finally {
    await output.close()
  }
  return splitter.ordinal
}
