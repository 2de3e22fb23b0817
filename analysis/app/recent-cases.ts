import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { may, type Role } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'

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

/**
 * Roles that see only finished counts may open only a case that an analyst opened on this machine before, from a window or a command: they
 * must not learn about other files by trying paths, or take a case from users who have it open. Only analysts add cases to the list. A case
 * that is not in the list is refused, also if the list cannot be read.
 * @param place the case's own path, links followed
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export function refuseUnknownCase(role: Role, place: string, known: readonly { path: string }[]): void {
  if (may(role, 'opensAnyCase') || known.some(({ path }) => path === place)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: 'a case that is not known here',
    detail: `the role "${role}" opens only a case that an analyst opened on this machine before`,
    remedy: 'Ask an analyst to open it here first.',
  })
}
