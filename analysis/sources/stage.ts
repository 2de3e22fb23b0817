import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { shownText } from '../text/shown-text.ts'

export interface StagedFile {
  /** The copy, byte for byte. */
  path: string
  sha256: string
  sizeBytes: number
  /** The first bytes, at most 256 KiB. */
  head: Buffer
  tail: Buffer
  validUtf8: boolean
  marks: TextMarks
}

/** What in a text says that its rows must be taken apart with care. */
export interface TextMarks {
  hasNul: boolean
  /** It may hold a line of more than two million bytes. */
  hasLongLine: boolean
}

const headBytes = 256 * 1024
const chunkBytes = 4 * 1024 * 1024

const blockBytes = 1024 * 1024

/** Looks at whole blocks: a line longer than two of them fills one with no end of line in it. */
export function markText(part: Buffer, marks: TextMarks): void {
  marks.hasNul ||= part.includes(0)
  for (let at = 0; at + blockBytes <= part.length && !marks.hasLongLine; at += blockBytes) {
    const block = part.subarray(at, at + blockBytes)
    marks.hasLongLine = !block.includes(0x0a) && !block.includes(0x0d)
  }
}

const incompleteTail = (buffer: Buffer): number => {
  for (let back = 1; back <= Math.min(3, buffer.length); back += 1) {
    const byte = buffer[buffer.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? back : 0
    }
  }
  return 0
}

/** What reading answers when the stick, the disk or the share that held the file is no longer there. */
const goneCodes = new Set(['EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN'])

const goneWhileRead = (subject: string): ExpectedError =>
  new ExpectedError('FILE_UNREADABLE', {
    subject,
    detail: 'it went away while it was being read',
    remedy: 'Nothing of it was loaded. Plug in the disk or stick that holds it, and import it again.',
  })

function unreadable(path: string, error: unknown): ExpectedError {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') {
    return new ExpectedError('FILE_NOT_FOUND', { subject: path, remedy: 'Check the path.' })
  }
  if (code === 'ENOSPC') {
    return new ExpectedError('DISK_FULL', { subject: path, remedy: 'Free some space and try again.' })
  }
  if (goneCodes.has(code ?? '')) return goneWhileRead(path)
  return new ExpectedError('FILE_UNREADABLE', {
    subject: path,
    detail: reasonsOfSystem[code ?? ''] ?? code ?? message,
    remedy: 'Copy it to a folder of your own and add it from there.',
  })
}

const reasonsOfSystem: Readonly<Record<string, string>> = {
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ENXIO: 'it is not a file but a device',
  ELOOP: 'it is a link that leads to itself',
  ENAMETOOLONG: 'its name is too long',
  EIO: 'the disk gave an error while it was read',
}

function refuseOther(source: string, found: Stats): void {
  if (found.isFile()) return
  const detail = found.isDirectory()
    ? 'it is a folder, or a link to one'
    : 'it is a pipe or a device and not a file'
  throw new ExpectedError('FILE_UNREADABLE', {
    subject: source,
    detail,
    remedy: 'Nothing of it was read. Add the files themselves.',
  })
}

type Copied = Omit<StagedFile, 'path'>

/** Copies what is left of an open file to a path, and says what its bytes are. */
async function copyHashing(input: FileHandle, path: string, progress: JobProgress): Promise<Copied> {
  const output = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(chunkBytes)
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  let carried = Buffer.alloc(0)
  let validUtf8 = true
  const marks: TextMarks = { hasNul: false, hasLongLine: false }
  let done = 0
  try {
    for (;;) {
      throwIfCancelled(progress.signal)
      const { bytesRead } = await input.read(chunk, 0, chunkBytes)
      if (bytesRead === 0) break
      const part = chunk.subarray(0, bytesRead)
      hash.update(part)
      markText(part, marks)
      if (head.length < headBytes) head = Buffer.concat([head, part.subarray(0, headBytes - head.length)])
      tail = Buffer.from(part.subarray(Math.max(0, bytesRead - 65_557)))
      if (validUtf8) {
        const joined = carried.length > 0 ? Buffer.concat([carried, part]) : part
        const open = incompleteTail(joined)
        validUtf8 = isUtf8(joined.subarray(0, joined.length - open))
        carried = Buffer.from(joined.subarray(joined.length - open))
      }
      await output.write(part)
      done += bytesRead
      progress.advance(done)
    }
  } finally {
    await output.close()
  }
  return {
    sha256: hash.digest('hex'),
    sizeBytes: done,
    head,
    tail,
    validUtf8: validUtf8 && carried.length === 0,
    marks,
  }
}

/** @throws ExpectedError `FILE_CHANGED` if the file is not what was opened; `FILE_UNREADABLE` if it went away. */
async function refuseChanged(
  source: string,
  subject: string,
  before: Stats,
  sizeBytes: number,
): Promise<void> {
  const after = await stat(source).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || goneCodes.has(error.code ?? '')) throw goneWhileRead(subject)
    throw error
  })
  const isAnother = after.ino !== before.ino || after.dev !== before.dev
  const isWritten = after.size !== before.size || after.mtimeMs !== before.mtimeMs
  if (isAnother || isWritten || sizeBytes !== before.size) {
    throw new ExpectedError('FILE_CHANGED', {
      subject,
      detail: 'it was written to while it was being read',
      remedy: 'Wait until it is finished and import it again.',
    })
  }
}

/**
 * Copies a file into the staging folder while hashing it, so that what is loaded is what was hashed. A file that was handed over lies under a name of
 * ours: its errors speak of `name`.
 * @throws ExpectedError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_EMPTY`, `FILE_CHANGED`, `DISK_FULL`; CancelledError.
 */
export async function stageFile(
  source: string,
  folder: string,
  progress: JobProgress,
  name = basename(source),
): Promise<StagedFile> {
  const subject = shownText(name === shownText(basename(source)) ? source : name)
  const path = join(folder, 'source')
  try {
    // A pipe that nobody writes to would hold an ordinary open for ever.
    const input = await open(source, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const before = await input.stat()
      refuseOther(subject, before)
      if (before.size === 0) {
        throw new ExpectedError('FILE_EMPTY', {
          subject,
          detail: '0 bytes',
          remedy: 'Ask for it again.',
        })
      }
      const copied = await copyHashing(input, path, progress)
      await refuseChanged(source, subject, before, copied.sizeBytes)
      return { path, ...copied }
    } finally {
      await input.close()
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) throw unreadable(subject, error)
    throw error
  }
}
