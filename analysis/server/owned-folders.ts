import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isSameProcessRunning, processBegan } from '../platform/process-life.ts'

/** This machine in eight characters: a home folder shared by two machines holds folders of both. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/**
 * Creates a folder for this process that only its owner can read. Its name identifies the process, so that a later start can remove
 * the folder of a killed process: `PREFIX-PROCESS-BEGAN-MACHINE-RANDOM`.
 */
export function makeOwnedFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  return mkdtempSync(join(parent, `${prefix}-${process.pid}-${processBegan(process.pid) ?? 0}-${machine}-`))
}

/** The folders with this prefix, made by this machine, whose process no longer runs. Other names are left alone. */
export function abandonedFolders(parent: string, prefix: string): string[] {
  const pattern = new RegExp(`^${prefix}-(\\d+)-(\\d+)-${machine}-[A-Za-z0-9]{6}$`)
  const names = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names.flatMap(({ name }) => {
    const [, processId, began] = pattern.exec(name) ?? []
    if (!processId) return []
    const isOwned = isSameProcessRunning(Number(processId), began === '0' ? null : (began ?? null))
    return isOwned ? [] : [join(parent, name)]
  })
}

/** Removes abandoned folders with this prefix, except those of other users. */
export function removeAbandonedFolders(parent: string, prefix: string): void {
  for (const folder of abandonedFolders(parent, prefix))
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EPERM' && code !== 'EACCES') throw error
    }
}
