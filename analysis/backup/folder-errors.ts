import { statfs } from 'node:fs/promises'
import { ExpectedError } from '../platform/errors.ts'

const gone = new Set(['ENOENT', 'ENODEV', 'ENXIO', 'EIO', 'ENOTDIR', 'ESTALE', 'ENOTCONN'])
const refused = new Set(['EACCES', 'EPERM', 'EROFS'])

/** Turns an error of the file system in a folder for copies into one that tells the user what to do. */
export function asFolderError(error: unknown, folder: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  if (!(error instanceof Error) || typeof code !== 'string' || error instanceof ExpectedError) return error
  const because = { cause: error }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new ExpectedError(
      'DISK_FULL',
      { subject: folder, remedy: 'Free some space, or choose another folder. No copy was kept.' },
      because,
    )
  if (gone.has(code))
    return new ExpectedError(
      'FOLDER_GONE',
      { subject: folder, detail: code, remedy: 'Plug the disk in, or choose another folder.' },
      because,
    )
  if (refused.has(code))
    return new ExpectedError('FOLDER_NOT_WRITABLE', { subject: folder, detail: code }, because)
  return error
}

/** Free bytes on the disk of `folder`; null if unknown. */
export async function freeBytesAt(folder: string): Promise<number | null> {
  const disk = await statfs(folder).catch(() => null)
  return disk ? disk.bavail * disk.bsize : null
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en-GB')} MB`

/** @throws ExpectedError `DISK_FULL` before anything is written. */
export async function refuseWithoutRoom(folder: string, neededBytes: number): Promise<void> {
  const free = await freeBytesAt(folder)
  if (free === null || free >= neededBytes) return
  throw new ExpectedError('DISK_FULL', {
    subject: folder,
    detail: `${megabytes(neededBytes)} are needed, ${megabytes(free)} are free`,
    remedy: 'Free some space, or choose another folder. Nothing was written.',
  })
}
