import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const recentFile = z.array(z.object({ path: z.string(), name: z.string(), openedAt: z.string() }))
const mostRecent = 20

/** The cases that were opened last, newest first, in Hubline's own folder. */
export class RecentCases {
  private readonly folder: string
  private readonly path: string

  constructor(applicationFolder: string) {
    this.folder = applicationFolder
    this.path = join(applicationFolder, 'recent-cases.json')
  }

  private async read() {
    try {
      return recentFile.parse(JSON.parse(await readFile(this.path, 'utf8')))
    } catch {
      return []
    }
  }

  async list() {
    return (await this.read()).map((entry) => ({ ...entry, exists: existsSync(entry.path) }))
  }

  async remember(path: string, name: string): Promise<void> {
    const others = (await this.read()).filter((entry) => entry.path !== path)
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const recent = [{ path, name, openedAt: new Date().toISOString() }, ...others].slice(0, mostRecent)
    await writeFile(`${this.path}.new`, JSON.stringify(recent, null, 2), { mode: 0o600 })
    await rename(`${this.path}.new`, this.path)
  }
}
