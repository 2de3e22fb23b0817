import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { registerInFile } from '../case/copy-content.ts'
import type { OpenCase } from '../case/open-case.ts'
import {
  type RegisteredRelease,
  registeredReleases,
  reserveRelease,
  sealRelease,
} from '../case/queries-register.ts'
import {
  readTakenIn,
  setTakenInReleases,
  type TakenInReleases,
  takenInNotice,
} from '../case/taken-in-releases.ts'
import type { CaseNotice } from '../contract/index.ts'

const knownRelease = z.object({
  releaseId: z.number().int(),
  edition: z.number().int(),
  releasedAt: z.string(),
  person: z.string(),
  role: z.string(),
  recipient: z.string(),
  why: z.string(),
  policy: z.string(),
  cutOff: z.string(),
  dataVersion: z.number().int(),
  files: z.string(),
  published: z.string(),
  logHead: z.string(),
  sealed: z.boolean(),
  folder: z.string().nullable(),
})
type KnownRelease = z.infer<typeof knownRelease>
const knownFile = z.object({ format: z.literal(1), releases: z.array(knownRelease) })

const asKnown = (row: RegisteredRelease): KnownRelease => ({
  releaseId: row.release_id,
  edition: row.edition,
  releasedAt: row.released_at.toISOString(),
  person: row.person,
  role: row.role,
  recipient: row.recipient,
  why: row.why,
  policy: row.policy,
  cutOff: row.cut_off,
  dataVersion: row.data_version,
  files: row.files,
  published: row.published,
  logHead: row.log_head,
  sealed: row.sealed,
  folder: row.folder,
})

/** Identifies a release by its content, whatever id a register gives it. */
const identityOf = ({ releasedAt, published }: Pick<KnownRelease, 'releasedAt' | 'published'>): string =>
  createHash('sha256')
    .update(JSON.stringify([releasedAt, published]))
    .digest('hex')

async function registerOf(openCase: OpenCase): Promise<{ caseId: string; releases: KnownRelease[] }> {
  const caseId = (await openCase.meta()).case_id ?? ''
  const rows = await openCase.database.readAsStored(undefined, (connection) =>
    connection.all(registeredReleases()),
  )
  return { caseId, releases: rows.map(asKnown) }
}

/** The register of a case file that no process has open and whose lock the caller holds; null if it cannot be read. */
async function registerIn(path: string): Promise<{ caseId: string; releases: KnownRelease[] } | null> {
  const found = await registerInFile(path)
  return found && { caseId: found.caseId, releases: found.releases.map(asKnown) }
}

/**
 * The releases of each case, kept in Hubline's own folder: a copy that was made before a release and restored after it lacks the release,
 * and a release cannot be recalled.
 */
export class KnownReleases {
  private readonly folder: string
  private turn: Promise<unknown> = Promise.resolve()

  constructor(applicationFolder: string) {
    this.folder = join(applicationFolder, 'releases')
  }

  private pathOf(caseId: string): string | null {
    return /^[0-9a-f-]{36}$/.test(caseId) ? join(this.folder, `${caseId}.json`) : null
  }

  private async of(caseId: string): Promise<KnownRelease[]> {
    const path = this.pathOf(caseId)
    try {
      return path ? knownFile.parse(JSON.parse(await readFile(path, 'utf8'))).releases : []
    } catch {
      return []
    }
  }

  private change(caseId: string, change: (known: KnownRelease[]) => KnownRelease[]): Promise<void> {
    const turn = this.turn.then(async () => {
      const path = this.pathOf(caseId)
      if (!path) return
      const before = await this.of(caseId)
      const after = change(before)
      if (JSON.stringify(after) === JSON.stringify(before)) return
      const draft = `${path}.${randomBytes(6).toString('hex')}`
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeFile(draft, JSON.stringify({ format: 1, releases: after }), { mode: 0o600 })
      await rename(draft, path).catch(async (error) => {
        await rm(draft, { force: true })
        throw error
      })
    })
    this.turn = turn.catch(() => undefined)
    return turn
  }

  private add(caseId: string, releases: readonly KnownRelease[]): Promise<void> {
    return this.change(caseId, (known) => [
      ...new Map([...known, ...releases].map((release) => [identityOf(release), release])).values(),
    ])
  }

  /** Records every release in the case's register. */
  async remember(openCase: OpenCase): Promise<void> {
    const { caseId, releases } = await registerOf(openCase)
    await this.add(caseId, releases)
  }

  /** Records the releases of a case file that is about to be set aside. */
  async rememberFile(path: string): Promise<void> {
    const found = await registerIn(path)
    if (found) await this.add(found.caseId, found.releases)
  }

  /** Removes a release of which no file was written. */
  async forget(openCase: OpenCase, releasedAt: Date): Promise<void> {
    const caseId = (await openCase.meta()).case_id ?? ''
    await this.change(caseId, (known) =>
      known.filter((release) => release.releasedAt !== releasedAt.toISOString()),
    )
  }

  /**
   * Adds known releases that the case's register lacks, sealed or unsealed as they were.
   * @returns notices for the user who opened the case
   */
  async takeIn(openCase: OpenCase): Promise<CaseNotice[]> {
    const { caseId, releases } = await registerOf(openCase)
    const here = new Set(releases.map(identityOf))
    const missing = (await this.of(caseId)).filter((release) => !here.has(identityOf(release)))
    const notes = missing.length > 0 ? await this.insert(openCase, releases, missing) : []
    await this.remember(openCase).catch(() => undefined)
    return notes.map(takenInNotice)
  }

  private async insert(
    openCase: OpenCase,
    here: readonly KnownRelease[],
    missing: readonly KnownRelease[],
  ): Promise<TakenInReleases> {
    const taken = new Set(here.map(({ releaseId }) => releaseId))
    const noted = await readTakenIn(openCase.database)
    const now = Date.now()
    const notes: TakenInReleases = []
    const inOrder = [...missing].sort((left, right) => (left.releasedAt < right.releasedAt ? -1 : 1))
    await openCase.database.write(undefined, async (connection) => {
      for (const [index, release] of inOrder.entries()) {
        const releaseId = taken.has(release.releaseId)
          ? await connection.nextIds('release', 1)
          : release.releaseId
        taken.add(releaseId)
        const row = { ...release, releaseId, releasedAt: new Date(release.releasedAt) }
        for (const statement of reserveRelease(row)) await connection.run(statement)
        if (release.sealed) await connection.run(sealRelease(releaseId))
        const { edition, releasedAt, recipient, logHead } = release
        const at = new Date(now + index).toISOString()
        notes.push({ at, releaseId, edition, releasedAt, recipient, logHead })
      }
      await connection.run(setTakenInReleases([...noted, ...notes]))
    })
    return notes
  }
}
