import { constants } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat, statfs, truncate } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ExpectedError } from '../../platform/errors.ts'

/** The file beside a case in which DuckDB keeps what was committed since the last checkpoint. Only for cases that no process has open. */
export const changesPath = (casePath: string): string => `${casePath}.wal`

const spareBytes = 64 * 1024 * 1024
const chunkBytes = 1024 * 1024
/** The first bytes of every write-ahead log of DuckDB 1.5: field 100 holds the kind of the entry (98 is "version"), field 101 its number. */
const beginning = Buffer.from([0x64, 0x00, 0x62, 0x65, 0x00])

/** @returns null where there is none; `isChanges` is false where DuckDB would treat it as empty and overwrite it. */
export async function inspectWriteAheadLog(
  casePath: string,
): Promise<{ bytes: number; isChanges: boolean } | null> {
  const path = changesPath(casePath)
  const found = await stat(path).catch(() => null)
  if (!found) return null
  const file = await open(path, 'r')
  try {
    const head = Buffer.alloc(beginning.length)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    const isChanges = head.subarray(0, bytesRead).equals(beginning.subarray(0, bytesRead))
    return { bytes: found.size, isChanges }
  } finally {
    await file.close()
  }
}

/** Whether only zeros follow, as after a power cut while the file was growing. */
export async function isUnwrittenAfter(casePath: string, position: number): Promise<boolean> {
  const file = await open(changesPath(casePath), 'r')
  try {
    const chunk = Buffer.alloc(chunkBytes)
    for (let at = position; ; ) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, at)
      if (bytesRead === 0) return true
      if (chunk.subarray(0, bytesRead).some((byte) => byte !== 0)) return false
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

export const cutChanges = (casePath: string, bytes: number): Promise<void> =>
  truncate(changesPath(casePath), bytes)

/** Copies a file and waits until the copy is on the disk. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const copy = await open(to, 'r+')
  try {
    await copy.sync()
  } finally {
    await copy.close()
  }
}

async function demandRoom(casePath: string): Promise<void> {
  const sizes = await Promise.all(
    [casePath, changesPath(casePath)].map((path) =>
      stat(path)
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  )
  const needed = sizes.reduce((sum, size) => sum + size, spareBytes)
  const disk = await statfs(dirname(casePath)).catch(() => null)
  if (!disk || disk.bavail * disk.bsize > needed) return
  throw new ExpectedError('DISK_FULL', {
    subject: casePath,
    detail: `its log of changes is damaged, and there is no room to keep both as they are (${Math.ceil(needed / 1e6)} MB)`,
    remedy: 'Free that much space and open it again. Nothing was changed.',
  })
}

const nameForTime = (at: Date): string => at.toISOString().slice(0, 19).replaceAll(':', '')

/**
 * Copies the case and its write-ahead log unchanged into a folder beside the case, as a pair that can be opened or examined.
 * @returns the folder
 * @throws ExpectedError `DISK_FULL`, with nothing changed.
 */
export async function keepAsTheyAre(casePath: string): Promise<string> {
  await demandRoom(casePath)
  const folder = `${casePath}.set-aside-${nameForTime(new Date())}`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await copyWhole(casePath, join(folder, basename(casePath)))
  const changes = changesPath(casePath)
  const isThere = await stat(changes).catch(() => null)
  if (isThere) await copyWhole(changes, join(folder, basename(changes)))
  return folder
}

/** Moves the write-ahead log into a folder under an unused name. */
export async function moveChanges(casePath: string, folder: string, name: string): Promise<void> {
  await rename(changesPath(casePath), join(folder, name))
}

/** Truncates the write-ahead log, of which a full copy was kept before. */
export async function keepBeginningOfChanges(casePath: string, bytes: number): Promise<void> {
  const changes = changesPath(casePath)
  const shortened = `${changes}.new`
  await rm(shortened, { force: true })
  await copyFile(changes, shortened)
  await truncate(shortened, bytes)
  const file = await open(shortened, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(shortened, changes)
}
