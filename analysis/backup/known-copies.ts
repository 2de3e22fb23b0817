import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { knownHead } from '../case/log-end.ts'
import { type BackupSettings, backupSettings, type CaseCopy } from '../contract/index.ts'

import { KnownReleases } from './known-releases.ts'

export const defaultSettings: BackupSettings = { schedule: 'daily', keep: 5, folder: null }

const knownCase = z.object({
  paths: z.array(z.string()).default([]),
  folders: z.array(z.string()).default([]),
  settings: backupSettings.partial().default({}),
  heads: z.array(knownHead).default([]),
  lastFailure: z.object({ at: z.string(), code: z.string(), message: z.string() }).nullable().default(null),
})
export type KnownCase = z.infer<typeof knownCase>

const knownFile = z.object({ cases: z.record(z.string(), knownCase).default({}) })

const mostHeads = 200
const mostPlaces = 20

const newestFirst = (places: readonly string[], place: string): string[] =>
  [place, ...places.filter((other) => other !== place)].slice(0, mostPlaces)

/**
 * What Hubline keeps about each case's copies in its own folder, outside the case: the settings, where copies went,
 * and where the log ended in each. So a damaged case finds its copies, and a log with missing last entries is detected.
 */
export class KnownCopies {
  private readonly path: string
  /** The releases of each case, some of which an older copy of the case lacks. */
  readonly releases: KnownReleases
  private turn: Promise<unknown> = Promise.resolve()

  constructor(applicationFolder: string) {
    this.path = join(applicationFolder, 'copies.json')
    this.releases = new KnownReleases(applicationFolder)
  }

  private async read(): Promise<z.infer<typeof knownFile>> {
    try {
      return knownFile.parse(JSON.parse(await readFile(this.path, 'utf8')))
    } catch {
      return { cases: {} }
    }
  }

  async of(caseId: string): Promise<KnownCase> {
    return (await this.read()).cases[caseId] ?? knownCase.parse({})
  }

  /** The id of the case that was last at a path, for a case that cannot be opened. */
  async at(casePath: string): Promise<{ caseId: string; known: KnownCase } | null> {
    const found = Object.entries((await this.read()).cases).find(([, known]) =>
      known.paths.includes(casePath),
    )
    return found ? { caseId: found[0], known: found[1] } : null
  }

  private change(caseId: string, change: (known: KnownCase) => Partial<KnownCase>): Promise<void> {
    const turn = this.turn.then(async () => {
      const all = await this.read()
      const known = all.cases[caseId] ?? knownCase.parse({})
      all.cases[caseId] = { ...known, ...change(known) }
      await mkdir(join(this.path, '..'), { recursive: true, mode: 0o700 })
      await writeFile(`${this.path}.new`, JSON.stringify(all, null, 2), { mode: 0o600 })
      await rename(`${this.path}.new`, this.path)
    })
    this.turn = turn.catch(() => undefined)
    return turn
  }

  rememberPlace(caseId: string, casePath: string): Promise<void> {
    return this.change(caseId, ({ paths }) => ({ paths: newestFirst(paths, casePath) }))
  }

  rememberCopy(caseId: string, folder: string, copy: CaseCopy): Promise<void> {
    const { entries, head, restores } = copy.log
    return this.change(caseId, (known) => ({
      folders: newestFirst(known.folders, folder),
      heads: copy.verified
        ? [{ madeAt: copy.madeAt, entries, head, restores }, ...known.heads].slice(0, mostHeads)
        : known.heads,
      lastFailure: copy.verified
        ? null
        : { at: copy.madeAt, code: 'COPY_NOT_VERIFIED', message: copy.problems.join('; ') },
    }))
  }

  rememberSettings(caseId: string, settings: Partial<BackupSettings>): Promise<void> {
    return this.change(caseId, (known) => ({ settings: { ...known.settings, ...settings } }))
  }

  rememberFailure(caseId: string, code: string, message: string): Promise<void> {
    return this.change(caseId, () => ({ lastFailure: { at: new Date().toISOString(), code, message } }))
  }
}
