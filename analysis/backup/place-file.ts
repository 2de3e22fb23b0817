import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, open, rename, rm, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'

const chunkBytes = 4 * 1024 * 1024
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** Renames a finished file without overwriting another. @throws ExpectedError `CASE_ALREADY_EXISTS` */
export async function nameFinished(made: string, place: string): Promise<void> {
  const taken = () =>
    new ExpectedError('CASE_ALREADY_EXISTS', { subject: place, remedy: 'Choose another name.' })
  try {
    await link(made, place)
    await unlink(made)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'EEXIST') throw taken()
    if (!noLinks.has(code)) throw error
    if (existsSync(place)) throw taken()
    await rename(made, place)
  }
  await syncFolder(dirname(place))
}

/** Makes a rename survive a power cut. Some systems cannot sync a folder; that is ignored. */
export async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r').catch(() => null)
  await opened?.sync().catch(() => undefined)
  await opened?.close()
}

/**
 * Copies a file that no process has open to a new file that only its owner may read, and waits until it is on the disk.
 * @returns digest and size of what was read. @throws CancelledError, and errors of the file system; the new file is then removed.
 */
export async function copyOut(
  from: string,
  to: string,
  progress: JobProgress,
): Promise<{ sha256: string; sizeBytes: number }> {
  const input = await open(from, 'r')
  try {
    const { size } = await input.stat()
    progress.step('Writing the copy', size)
    const output = await open(to, 'wx', 0o600)
    try {
      const hash = createHash('sha256')
      const chunk = Buffer.allocUnsafe(chunkBytes)
      let done = 0
      for (;;) {
        throwIfCancelled(progress.signal)
        const { bytesRead } = await input.read(chunk, 0, chunkBytes)
        if (bytesRead === 0) break
        const part = chunk.subarray(0, bytesRead)
        hash.update(part)
        await output.writeFile(part)
        done += bytesRead
        progress.advance(done)
      }
      await output.sync()
      return { sha256: hash.digest('hex'), sizeBytes: done }
    } catch (error) {
      await rm(to, { force: true }).catch(() => undefined)
      throw error
    } finally {
      await output.close().catch(() => undefined)
    }
  } finally {
    await input.close()
  }
}
