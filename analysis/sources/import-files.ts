import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { OpenCase } from '../case/open-case.ts'
import {
  type ImportResult,
  type Mapping,
  type Provenance,
  type SourceKind,
  shownText,
} from '../contract/index.ts'
import { CancelledError, ExpectedError, throwIfCancelled } from '../platform/errors.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { openSource, withContent } from './open-source.ts'
import { fileWithHash } from './queries-stage.ts'
import { settleCommunications } from './settle.ts'

interface ImportRequest {
  files: readonly { path: string; name: string }[]
  kind?: SourceKind
  mapping?: Mapping
  provenance: Provenance
  person: string
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

async function importOne(
  openCase: OpenCase,
  request: ImportRequest,
  file: { path: string; name: string },
  progress: JobProgress,
) {
  const { database } = openCase
  const { kind, mapping, provenance, person } = request
  progress.step(`${file.name}: copying and hashing`, existsSync(file.path) ? (await stat(file.path)).size : 0)
  return withContent(file, { kind, mapping }, database.stagingFolder, progress, async (content) => {
    const known = await database.readAsStored(progress.signal, (connection) =>
      connection.one<{ file_id: number; kind: SourceKind; rows_read: number }>(
        fileWithHash(content.file.sha256),
      ),
    )
    if (known) {
      return {
        kind: known.kind,
        rowsRead: known.rows_read,
        rowsLoaded: 0,
        rowsSetAside: 0,
        rowsDuplicate: known.rows_read,
        reasons: { SAME_FILE: known.rows_read },
        fileId: known.file_id,
      }
    }
    progress.step(`${file.name}: finding out what it is`)
    const opened = await openSource(content)
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
  await settleCommunications(openCase, progress)
  return results
}
