import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ExpectedError } from '../platform/errors.ts'
import { copyWhole } from './duckdb/write-ahead-log.ts'

const spareBytes = 64 * 1024 * 1024

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

function freeName(casePath: string, version: number): string {
  const stem = casePath.replace(/\.hubline$/, '')
  for (let number = 1; ; number += 1) {
    const name = `${stem}.version-${version}${number === 1 ? '' : `-${number}`}.hubline`
    if (!existsSync(name)) return name
  }
}

/**
 * Copies a case that nothing has open, reads the copy again, and only then lets it have its name: the model of the case is about to
 * change, and the Hubline that wrote it still opens the copy.
 * @returns the copy
 * @throws ExpectedError `DISK_FULL`, `CASE_UNREADABLE` when the copy does not read as what was copied; nothing was changed.
 */
export async function keepBeforeMigrating(casePath: string, version: number): Promise<string> {
  const { size } = await stat(casePath)
  const disk = await statfs(dirname(casePath)).catch(() => null)
  if (disk && disk.bavail * disk.bsize < size + spareBytes)
    throw new ExpectedError('DISK_FULL', {
      subject: casePath,
      detail: `it is of an older version, and there is no room to keep a copy before it is brought up to date (${Math.ceil((size + spareBytes) / 1e6)} MB)`,
      remedy: 'Free that much space and open it again. Nothing was changed.',
    })
  const copy = freeName(casePath, version)
  const draft = `${copy}.tmp`
  try {
    await copyWhole(casePath, draft)
    if ((await digestOf(draft)) !== (await digestOf(casePath)))
      throw new ExpectedError('CASE_UNREADABLE', {
        subject: casePath,
        detail: 'the copy differs from the case',
        remedy: 'The disk may be failing. Copy the case to another disk. Nothing was changed.',
      })
    await rename(draft, copy)
    return copy
  } finally {
    await rm(draft, { force: true })
  }
}
