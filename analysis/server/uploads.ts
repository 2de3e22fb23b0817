import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm, statfs } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ExpectedError } from '../platform/errors.ts'
import { shownText } from '../text/shown-text.ts'

const keptFreeBytes = 512 * 1024 * 1024

/** A file's name from the window, without folders or characters with a meaning for a file system or a terminal; characters that reverse text are written as `[U+202E]`. */
export function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  const clean = shownText(last.replaceAll(/\p{Cc}/gu, ''))
    .replaceAll(/[<>:"|?*]/g, '')
    .replace(/^\.+/, '')
  return clean.slice(0, 200) || 'file'
}

/**
 * Streams the body of a request into the upload folder under a generated name.
 * @returns the staged id; the file lies at `<uploadFolder>/<stagedId>`.
 * @throws ExpectedError `FILE_TOO_LARGE`, `DISK_FULL`, `FILE_TRUNCATED` (the window went away), `FILE_EMPTY`.
 */
export async function receiveUpload(
  request: IncomingMessage,
  uploadFolder: string,
  name: string,
  limitBytes: number,
): Promise<{ stagedId: string; name: string; sizeBytes: number }> {
  const subject = safeName(name)
  const announced = Number(request.headers['content-length'] ?? 0)
  const tooLarge = () =>
    new ExpectedError('FILE_TOO_LARGE', { subject, detail: `the limit is ${limitBytes} bytes` })
  if (announced > limitBytes) throw tooLarge()
  const disk = await statfs(uploadFolder)
  if (disk.bavail * disk.bsize < announced + keptFreeBytes)
    throw new ExpectedError('DISK_FULL', { subject, remedy: 'Free some space and try again.' })
  const stagedId = randomBytes(16).toString('hex')
  const place = join(uploadFolder, stagedId)
  let sizeBytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length
      done(sizeBytes > limitBytes ? tooLarge() : null, chunk)
    },
  })
  try {
    await pipeline(request, counted, createWriteStream(place, { flags: 'wx', mode: 0o600 }))
    if (sizeBytes === 0) throw new ExpectedError('FILE_EMPTY', { subject })
    return { stagedId, name: subject, sizeBytes }
  } catch (error) {
    await rm(place, { force: true })
    if (error instanceof ExpectedError) throw error
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new ExpectedError('DISK_FULL', { subject }, { cause: error })
    throw new ExpectedError('FILE_TRUNCATED', { subject, detail: String(code ?? error) }, { cause: error })
  }
}
