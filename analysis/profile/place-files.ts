import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ExpectedError, throwIfCancelled } from '../engine/errors.ts'
import type { ReleaseFile } from './formats/release-file.ts'

const folderErrors: Readonly<Record<string, 'FOLDER_NOT_WRITABLE' | 'DISK_FULL'>> = {
  EACCES: 'FOLDER_NOT_WRITABLE',
  EPERM: 'FOLDER_NOT_WRITABLE',
  EROFS: 'FOLDER_NOT_WRITABLE',
  ENOTDIR: 'FOLDER_NOT_WRITABLE',
  EEXIST: 'FOLDER_NOT_WRITABLE',
  EISDIR: 'FOLDER_NOT_WRITABLE',
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
}

/** The files of one release on their way into a folder; until `end` all of them can be taken back. */
export class Placement {
  private readonly target: string
  private readonly staging: string
  private readonly placed: { place: string; before: string | null }[] = []

  constructor(folder: string) {
    this.target = resolve(folder)
    this.staging = join(this.target, `.release-${randomUUID()}`)
  }

  /**
   * Writes every file beside its place first and moves them then.
   * @throws ExpectedError `FOLDER_NOT_WRITABLE`, `DISK_FULL`; CancelledError. What was written then awaits `takeBack`.
   */
  async put(files: readonly ReleaseFile[], signal: AbortSignal): Promise<void> {
    try {
      for (const { file, bytes } of files) {
        throwIfCancelled(signal)
        await mkdir(dirname(join(this.staging, 'new', file)), { recursive: true })
        await writeFile(join(this.staging, 'new', file), bytes)
      }
      for (const { file } of files) {
        throwIfCancelled(signal)
        await this.move(file)
      }
    } catch (error) {
      const code = folderErrors[(error as NodeJS.ErrnoException).code ?? '']
      if (!code) throw error
      throw new ExpectedError(
        code,
        { subject: this.target, remedy: 'Choose another folder.' },
        { cause: error },
      )
    }
  }

  /** What stood in its place is kept until the end, so that taking back restores it. */
  private async move(file: string): Promise<void> {
    const place = join(this.target, file)
    await mkdir(dirname(place), { recursive: true })
    const standing = await lstat(place).catch(() => null)
    if (standing?.isDirectory())
      throw new ExpectedError('FOLDER_NOT_WRITABLE', {
        subject: place,
        detail: 'a folder is where a file belongs',
        remedy: 'Choose another folder.',
      })
    const before = standing ? join(this.staging, 'before', file) : null
    if (before) {
      await mkdir(dirname(before), { recursive: true })
      await rename(place, before)
    }
    this.placed.push({ place, before })
    await rename(join(this.staging, 'new', file), place)
  }

  /** Removes every file that was written. @returns false when one may still be there */
  async takeBack(): Promise<boolean> {
    let isGone = true
    for (const { place, before } of this.placed.reverse()) {
      try {
        await rm(place, { force: true })
        if (before) await rename(before, place)
      } catch {
        isGone = false
      }
    }
    if (isGone) await this.end()
    return isGone && !existsSync(join(this.staging, 'new'))
  }

  /** Forgets what is left over beside the files. */
  async end(): Promise<void> {
    await rm(this.staging, { recursive: true, force: true }).catch(() => undefined)
  }
}
