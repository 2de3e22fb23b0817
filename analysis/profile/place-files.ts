import { lstat, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isReleaseStaging } from '../case/unfinished-releases.ts'
import { throwIfCancelled } from '../platform/errors.ts'
import type { ReleaseFile } from './formats/release-file.ts'
import { asFolderError, folderGone, folderInTheWay } from './placing-errors.ts'

interface Identity {
  readonly dev: bigint
  readonly ino: bigint
}

interface Placed {
  readonly from: string
  readonly place: string
  readonly before: string | null
  /** Null until the file was seen at its place. */
  identity: Identity | null
}

const isSame = (left: Identity, right: Identity): boolean => left.dev === right.dev && left.ino === right.ino

/** Writes the files of one release into a folder; until `end` all of them can be removed again. */
export class Placement {
  private readonly target: string
  private readonly staging: string
  private home: Identity | null = null
  private readonly staged = new Set<string>()
  private readonly placed: Placed[] = []

  /** @param staging a folder of its own in `target`, hidden and not there yet */
  constructor(target: string, staging: string) {
    this.target = target
    this.staging = staging
  }

  /**
   * Writes every file to the hidden folder first, then moves them into place.
   * @returns folders of earlier interrupted releases that still hold files; they are left as they are
   * @throws ExpectedError `FOLDER_NOT_WRITABLE`, `FOLDER_GONE`, `DISK_FULL`; CancelledError. What was written then awaits `rollBack`.
   */
  async put(files: readonly ReleaseFile[], signal: AbortSignal): Promise<string[]> {
    try {
      await mkdir(this.target, { recursive: true })
      this.home = await stat(this.target, { bigint: true })
      const leftovers = await clearLeftovers(this.target)
      await mkdir(this.staging)
      for (const { file, bytes } of files) {
        throwIfCancelled(signal)
        await this.stage(file, bytes)
      }
      for (const { file } of files) {
        throwIfCancelled(signal)
        await this.move(file)
      }
      return leftovers
    } catch (error) {
      throw asFolderError(error, this.target)
    }
  }

  /** Another folder of the same name must not be written into, such as the mount point of a share that was disconnected. */
  private async requireSameFolder(): Promise<void> {
    if (!(await this.isSameFolder())) throw folderGone(this.target)
  }

  private async isSameFolder(): Promise<boolean> {
    const now = await stat(this.target, { bigint: true }).catch(() => null)
    return now !== null && this.home !== null && isSame(now, this.home)
  }

  private async stage(file: string, bytes: Uint8Array): Promise<void> {
    const path = join(this.staging, 'new', file)
    await this.requireSameFolder()
    await mkdir(dirname(path), { recursive: true })
    try {
      await writeFile(path, bytes, { flag: 'wx' })
      this.staged.add(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall !== 'open') this.staged.add(path)
      throw error
    }
  }

  /** What was in its place is kept until the end, so that undoing restores it. */
  private async move(file: string): Promise<void> {
    const place = join(this.target, file)
    const from = join(this.staging, 'new', file)
    await this.requireSameFolder()
    await mkdir(dirname(place), { recursive: true })
    const existing = await lstat(place).catch(() => null)
    if (existing?.isDirectory()) throw folderInTheWay(place)
    const before = existing ? join(this.staging, 'before', file) : null
    if (before) {
      await mkdir(dirname(before), { recursive: true })
      await rename(place, before)
    }
    const placed: Placed = { from, place, before, identity: null }
    this.placed.push(placed)
    await rename(from, place)
    this.staged.delete(from)
    placed.identity = await lstat(place, { bigint: true })
  }

  /**
   * Removes every file that was written and puts back what was there before. A file counts as removed only if it
   * was found where it was written: a moved folder or an unplugged disk took the files with it.
   * @returns false if a file may still be somewhere
   */
  async rollBack(): Promise<boolean> {
    if (this.staged.size === 0 && this.placed.length === 0) {
      if (await this.isSameFolder()) await this.end()
      return true
    }
    if (!(await this.isSameFolder())) return false
    let isGone = true
    const attempt = (work: () => Promise<void>) =>
      work().catch(() => {
        isGone = false
      })
    for (const placed of [...this.placed].reverse()) await attempt(() => this.unplace(placed))
    for (const path of this.staged) await attempt(() => rm(path))
    if (isGone) await this.end()
    return isGone
  }

  private async unplace({ from, place, before, identity }: Placed): Promise<void> {
    if (!this.staged.has(from)) {
      const found = await lstat(place, { bigint: true })
      if (identity === null || !isSame(found, identity)) throw new Error('another file is in its place')
      await rm(place)
    }
    if (!before) return
    if (await lstat(place).catch(() => null)) throw new Error('another file is in its place')
    await rename(before, place)
  }

  /** Removes the hidden folder. */
  async end(): Promise<void> {
    await rm(this.staging, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Removes a folder that holds only folders; `rmdir` refuses one that holds a file. @returns whether it is gone */
async function removeIfEmpty(folder: string): Promise<boolean> {
  let isEmpty = true
  for (const entry of await readdir(folder, { withFileTypes: true }))
    isEmpty = entry.isDirectory() && (await removeIfEmpty(join(folder, entry.name))) && isEmpty
  if (!isEmpty) return false
  await rmdir(folder)
  return true
}

/**
 * Looks for the hidden folders of interrupted releases in `target`. Empty ones are removed; files are left alone.
 * @returns the folders that hold files
 */
async function clearLeftovers(target: string): Promise<string[]> {
  const found = (await readdir(target, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && isReleaseStaging(entry.name))
    .map(({ name }) => join(target, name))
  const left: string[] = []
  for (const folder of found.sort()) if (!(await removeIfEmpty(folder).catch(() => false))) left.push(folder)
  return left
}
