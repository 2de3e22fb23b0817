import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Electron's own program, where it was fetched; null where it was not. Electron's package would fetch it by itself when asked for its path, so it is not
 * asked.
 * @param {string} projectFolder
 * @returns {string | null}
 */
export function findElectron(projectFolder) {
  try {
    const folder = dirname(
      createRequire(join(projectFolder, 'package.json')).resolve('electron/package.json'),
    )
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}
