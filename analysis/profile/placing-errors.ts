import type { ErrorCode } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'

const nothingReleased = 'Nothing was released or registered.'
const another = `${nothingReleased} Choose another folder.`

const isFile = 'a file is where a folder belongs'
const isForbidden = 'this user may not write there'
const isFull = 'its disk is full'
const isGone = 'the folder no longer exists'

const known: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  EACCES: ['FOLDER_NOT_WRITABLE', isForbidden],
  EPERM: ['FOLDER_NOT_WRITABLE', isForbidden],
  EROFS: ['FOLDER_NOT_WRITABLE', 'it is on a read-only disk'],
  ENOTDIR: ['FOLDER_NOT_WRITABLE', isFile],
  EEXIST: ['FOLDER_NOT_WRITABLE', isFile],
  EISDIR: ['FOLDER_NOT_WRITABLE', 'a folder is where a file belongs'],
  ENAMETOOLONG: ['FOLDER_NOT_WRITABLE', 'its path is too long'],
  EBUSY: ['FOLDER_NOT_WRITABLE', 'another program is using it'],
  ENOSPC: ['DISK_FULL', isFull],
  EDQUOT: ['DISK_FULL', 'this user’s quota on its disk is used up'],
  ENOENT: ['FOLDER_GONE', isGone],
  ENODEV: ['FOLDER_GONE', isGone],
  ENXIO: ['FOLDER_GONE', isGone],
  ESTALE: ['FOLDER_GONE', isGone],
  ENOTCONN: ['FOLDER_GONE', isGone],
  EHOSTDOWN: ['FOLDER_GONE', isGone],
}

const remedies: Partial<Record<ErrorCode, string>> = {
  DISK_FULL: `${nothingReleased} Free some space, or choose a folder on another disk.`,
  FOLDER_GONE: `${nothingReleased} Connect the disk or share again, or choose another folder.`,
}

/** Turns an error of the file system in a folder for releases into words; other errors are returned unchanged. */
export function asFolderError(error: unknown, folder: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (error instanceof ExpectedError || code === undefined || syscall === undefined) return error
  const [kind, detail] = known[code] ?? ['FOLDER_NOT_WRITABLE', `the system reported ${code}`]
  return new ExpectedError(
    kind,
    { subject: folder, detail, remedy: remedies[kind] ?? another },
    { cause: error },
  )
}

export const folderGone = (folder: string): ExpectedError =>
  new ExpectedError('FOLDER_GONE', { subject: folder, detail: isGone, remedy: remedies.FOLDER_GONE })

export const folderInTheWay = (place: string): ExpectedError =>
  new ExpectedError('FOLDER_NOT_WRITABLE', {
    subject: place,
    detail: 'a folder is where a file belongs',
    remedy: another,
  })
