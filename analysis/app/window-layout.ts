import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const pathIn = (applicationFolder: string) => join(applicationFolder, 'window-layout.json')

/** The layout that a window saved, or null if there is none or it cannot be read. */
export async function readWindowLayout(applicationFolder: string): Promise<string | null> {
  try {
    return await readFile(pathIn(applicationFolder), 'utf8')
  } catch {
    return null
  }
}

/** Saves a window's layout beside the list of recent cases. @returns whether it could be written; a window works without it */
export async function keepWindowLayout(applicationFolder: string, layout: string): Promise<boolean> {
  const path = pathIn(applicationFolder)
  try {
    await mkdir(applicationFolder, { recursive: true, mode: 0o700 })
    await writeFile(`${path}.new`, layout, { mode: 0o600 })
    await rename(`${path}.new`, path)
    return true
  } catch {
    return false
  }
}
