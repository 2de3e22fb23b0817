import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isSameProcessRunning, processBegan } from '../engine/process-life.ts'

/**
 * A new folder of this process, for its owner alone. Its name says whose it is, so that a later start can take away what
 * a process that was killed has left: `PREFIX-PROCESS-BEGAN-RANDOM`.
 */
export function makeOwnedFolder(parent: string, prefix: string): string {
  mkdirSync(parent, { recursive: true, mode: 0o700 })
  return mkdtempSync(join(parent, `${prefix}-${process.pid}-${processBegan(process.pid) ?? 0}-`))
}

/** The folders of this prefix whose process no longer runs. */
export function abandonedFolders(parent: string, prefix: string): string[] {
  const pattern = new RegExp(`^${prefix}-(\\d+)-(?:(\\d+)-)?`)
  const names = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return names.flatMap(({ name }) => {
    const [, processId, began] = pattern.exec(name) ?? []
    if (!processId) return []
    const isOwned = isSameProcessRunning(Number(processId), began && began !== '0' ? began : null)
    return isOwned ? [] : [join(parent, name)]
  })
}

/** Takes away the abandoned folders of this prefix; one of another user stays. */
export function removeAbandonedFolders(parent: string, prefix: string): void {
  for (const folder of abandonedFolders(parent, prefix))
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== 'EPERM' && code !== 'EACCES') throw error
    }
}
