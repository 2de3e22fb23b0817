import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { TextDecoder } from 'node:util'
import type { ImportNote } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { markText, type StagedFile, type TextMarks } from './stage.ts'
import type { TextEncoding } from './text-format.ts'

interface DecodedText {
  /** A copy in UTF-8, or the file itself; bytes that belong to no encoding are left in it as they are. */
  readonly path: string
  readonly marks: TextMarks
  readonly notes: readonly ImportNote[]
  /** Whether some line could not be decoded. */
  readonly hasUndecoded: boolean
}

const [newline, carriageReturn] = [0x0a, 0x0d]
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
const longestWait = 8 * 1024 * 1024
const ansi = new TextDecoder('windows-1252')

/** No letter of Windows-1252: a byte that it leaves free, or half of a surrogate pair as some programs write it into UTF-8. */
const isUndecodable = (line: Buffer) =>
  line.some(
    (byte, index) =>
      undefinedBytes.has(byte) ||
      (byte === 0xed && (line[index + 1] ?? 0) >= 0xa0 && (line[index + 2] ?? 0) >= 0x80),
  )

/** Decodes each line by itself: UTF-8 where it is, else Windows-1252. */
class LineDecoder {
  private rest: Buffer = Buffer.alloc(0)
  private line = 0
  readonly met = { utf8: 0, ansi: 0, undecoded: 0, firstAnsi: 0, firstUndecoded: 0 }

  private decoded(line: Buffer): Buffer {
    this.line += 1
    if (isAscii(line)) return line
    if (isUtf8(line)) {
      this.met.utf8 += 1
      return line
    }
    if (isUndecodable(line)) {
      this.met.undecoded += 1
      this.met.firstUndecoded ||= this.line
      return line
    }
    this.met.ansi += 1
    this.met.firstAnsi ||= this.line
    return Buffer.from(ansi.decode(line), 'utf8')
  }

  take(chunk: Buffer, isLast: boolean): Buffer {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    const lines: Buffer[] = []
    let at = 0
    for (;;) {
      const fed = bytes.indexOf(newline, at)
      const end = fed >= 0 ? fed : bytes.indexOf(carriageReturn, at)
      if (end < 0) break
      lines.push(this.decoded(bytes.subarray(at, end + 1)))
      at = end + 1
    }
    if (at < bytes.length && (isLast || bytes.length - at > longestWait)) {
      lines.push(this.decoded(bytes.subarray(at)))
      at = bytes.length
    }
    this.rest = bytes.subarray(at)
    return Buffer.concat(lines)
  }
}

const counted = (count: number, one: string) =>
  `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`

async function inMixedLines(file: StagedFile, name: string, path: string): Promise<DecodedText> {
  const decoder = new LineDecoder()
  const marks: TextMarks = { hasNul: false, hasLongLine: false }
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const text = decoder.take(chunk, false)
      markText(text, marks)
      done(null, text)
    },
    flush(done) {
      done(null, decoder.take(Buffer.alloc(0), true))
    },
  })
  const input = createReadStream(file.path, { highWaterMark: 4 * 1024 * 1024 })
  await pipeline(Readable.from(input), decode, createWriteStream(path, { mode: 0o600 }))
  const { utf8, ansi: inAnsi, undecoded, firstAnsi, firstUndecoded } = decoder.met
  if (undecoded > utf8 + inAnsi)
    throw new ExpectedError('ENCODING_UNKNOWN', {
      subject: name,
      detail: `its letters are neither UTF-8, UTF-16 nor Windows-1252 (first on line ${firstUndecoded.toLocaleString('en-GB')})`,
      remedy: 'Open it in its own program, save it as UTF-8 and load that.',
    })
  const notes: ImportNote[] =
    utf8 > 0 && inAnsi > 0
      ? [
          {
            code: 'ENCODINGS_MIXED',
            detail: `${counted(utf8, 'line')} in UTF-8 and ${counted(inAnsi, 'line')} in Windows-1252 (first line ${firstAnsi.toLocaleString('en-GB')}); each was read in its own. Check the accented letters there.`,
          },
        ]
      : []
  return {
    path,
    marks: { ...marks, hasLongLine: marks.hasLongLine || file.marks.hasLongLine },
    notes,
    hasUndecoded: undecoded > 0,
  }
}

/**
 * A copy in UTF-8 of a text in another encoding; the file itself where it is UTF-8 already.
 * @throws ExpectedError `ENCODING_UNKNOWN`.
 */
export async function decodeText(
  file: StagedFile,
  name: string,
  encoding: TextEncoding,
  isStated: boolean,
  folder: string,
): Promise<DecodedText> {
  if (encoding === 'utf-8')
    return { path: file.path, marks: file.marks, notes: [], hasUndecoded: !file.validUtf8 }
  const path = join(folder, 'source-utf8')
  if (encoding === 'windows-1252' && !isStated) return inMixedLines(file, name, path)
  const decoder = new TextDecoder(encoding)
  const marks: TextMarks = { hasNul: false, hasLongLine: false }
  let lost = 0
  const inUtf8 = (text: string): Buffer => {
    lost += text.split('\ufffd').length - 1
    const bytes = Buffer.from(text, 'utf8')
    markText(bytes, marks)
    return bytes
  }
  const decode = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, inUtf8(decoder.decode(chunk, { stream: true })))
    },
    flush(done) {
      done(null, inUtf8(decoder.decode()))
    },
  })
  const input = createReadStream(file.path, { highWaterMark: 4 * 1024 * 1024 })
  await pipeline(Readable.from(input), decode, createWriteStream(path, { mode: 0o600 }))
  const notes: ImportNote[] =
    lost > 0
      ? [
          {
            code: 'LETTERS_LOST',
            detail: `${counted(lost, 'letter')} of it ${lost === 1 ? 'is' : 'are'} damaged and shown as \ufffd. Ask for it again if names matter.`,
          },
        ]
      : []
  return { path, marks, notes, hasUndecoded: false }
}
