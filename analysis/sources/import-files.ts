import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { OpenCase } from '../case/open-case.ts'
import {
  type ImportResult,
  type Mapping,
  type Provenance,
  type Role,
  type SourceKind,
  sourceKind,
} from '../contract/index.ts'
import { CancelledError, ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { shownText } from '../text/shown-text.ts'
import { mayLoadKind, refuseLoading } from '../visibility/source-kinds.ts'
import { deduplicateCommunications } from './deduplicate-communications.ts'
import { openSource, type Stage, withContent } from './open-source.ts'
import { fileWithHash } from './queries-stage.ts'

interface ImportRequest {
  files: readonly { path: string; name: string }[]
  kind?: SourceKind
  mapping?: Mapping
  provenance: Provenance
  person: string
  /** Who loads the files: a role may not load what it may not read. Absent if no user asks. */
  role?: Role
}

/** The files that a path stands for: itself, or a folder's files in order of name; `truth`, READMEs and hidden files left out. */
export async function filesOf(path: string): Promise<{ path: string; name: string }[]> {
  if (!existsSync(path) || !(await stat(path)).isDirectory()) return [{ path, name: basename(path) }]
  const entries = (await readdir(path, { withFileTypes: true }))
    .filter((entry) => !entry.name.startsWith('.') && !/^readme(\.\w+)?$/i.test(entry.name))
    .filter((entry) => !(entry.isDirectory() && entry.name === 'truth'))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
  const nested = []
  // A link to a folder may lead back to where it stands; it is answered for as a file that cannot be read.
  for (const entry of entries) {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) nested.push(...(await filesOf(inside)))
    else nested.push({ path: inside, name: entry.name })
  }
  return nested
}

interface HeldFile {
  readonly file_id: number
  readonly kind: string
  readonly rows_read: number
}

/** @throws ExpectedError `KIND_UNKNOWN` where a later version loaded it as a kind that this one cannot name. */
function asRepeated(held: HeldFile, subject: string) {
  const kind = sourceKind.safeParse(held.kind)
  if (!kind.success)
    throw new ExpectedError('KIND_UNKNOWN', {
      subject,
      detail: `the case holds it already, as a kind of source that this version does not know: "${held.kind}"`,
      remedy:
        'Nothing was loaded. Open the case with the Hubline that loaded it; or remove it from the case, and import it again.',
    })
  return {
    kind: kind.data,
    rowsRead: held.rows_read,
    rowsLoaded: 0,
    rowsSetAside: 0,
    rowsDuplicate: held.rows_read,
    reasons: { SAME_FILE: held.rows_read },
    fileId: held.file_id,
  }
}

async function importOne(
  openCase: OpenCase,
  request: ImportRequest,
  file: { path: string; name: string },
  progress: JobProgress,
) {
  const { database } = openCase
  const { kind, mapping, provenance, person, role } = request
  progress.step(`${file.name}: copying and hashing`, existsSync(file.path) ? (await stat(file.path)).size : 0)
  const stage: Stage = (work) => database.stage(work)
  return withContent(file, { kind, mapping }, stage, progress, async (content) => {
    const held = await database.readAsStored(progress.signal, (connection) =>
      connection.all<HeldFile>(fileWithHash(content.file.sha256)),
    )
    // Only for files that this role may read does the answer say that the case holds the file already.
    const known = held.find((one) => role === undefined || mayLoadKind(role, one.kind))
    if (known) return asRepeated(known, file.name)
    progress.step(`${file.name}: finding out what it is`)
    const opened = await openSource(content)
    if (role !== undefined) refuseLoading(role, opened.kind, file.name)
    progress.step(`${file.name}: loading`)
    const loaded = await opened.load({
      details: { provenance, person, zone: mapping?.options.zone, dayOrder: mapping?.options.dayOrder },
      write: (work) => database.write(progress.signal, work),
      step: (words) => progress.step(`${file.name}: ${words}`),
    })
    return { kind: opened.kind, ...loaded }
  })
}

/**
 * Imports files one after the other, each in a transaction of its own; a file that fails leaves the others in place.
 * @throws ExpectedError `BASIS_REQUIRED` in a strict case; CancelledError.
 */
export async function importFiles(
  openCase: OpenCase,
  request: ImportRequest,
  progress: JobProgress,
): Promise<ImportResult[]> {
  if ((await openCase.meta()).policy === 'strict' && !request.provenance.basis) {
    throw new ExpectedError('BASIS_REQUIRED', {
      subject: request.files.map((file) => file.name).join(', '),
      detail: 'this case refuses files without a lawful basis',
      remedy: 'Say the basis (and the controller and agreement) and import again.',
    })
  }
  const files = request.files.map(({ path, name }) => ({ path, name: shownText(name) }))
  const results: ImportResult[] = []
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file.path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  const allBytes = sizes.reduce((sum, size) => sum + size, 0)
  let bytesDone = 0
  for (const [index, file] of files.entries()) {
    throwIfCancelled(progress.signal)
    progress.part(bytesDone, sizes[index] ?? 0, allBytes)
    bytesDone += sizes[index] ?? 0
    const started = performance.now()
    const secondsSince = () => (performance.now() - started) / 1000
    try {
      const loaded = await importOne(openCase, request, file, progress)
      results.push({ file: file.name, ...loaded, seconds: secondsSince() })
    } catch (error) {
      if (!(error instanceof ExpectedError) || error instanceof CancelledError) throw error
      results.push({
        file: file.name,
        kind: null,
        rowsRead: 0,
        rowsLoaded: 0,
        rowsSetAside: 0,
        rowsDuplicate: 0,
        reasons: {},
        fileId: null,
        seconds: secondsSince(),
        error: { code: error.code, message: error.message, data: error.data },
      })
    }
  }
  progress.part(allBytes, 0, allBytes)
  await deduplicateCommunications(openCase, progress)
  return results
}
