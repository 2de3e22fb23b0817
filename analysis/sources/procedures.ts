import { basename, join } from 'node:path'
import type { KnownHead } from '../case/log-end.ts'
import type { OpenCase } from '../case/open-case.ts'
import {
  heldMapping,
  type ImportResult,
  importNote,
  type Mapping,
  mapping as mappingShape,
  type Role,
  type Session,
  type SourceFile,
  type SourceReference,
} from '../contract/index.ts'
import { caseOf, type EngineState, os } from '../engine/question.ts'
import { definitionOf } from '../kinds/lists.ts'
import { ExpectedError } from '../platform/errors.ts'
import { refuseOddPath } from '../platform/ordinary-file.ts'
import { mayReadKind, refuseKinds, sightOf } from '../visibility/source-kinds.ts'
import { removeFile } from './commit-file.ts'
import { deduplicateCommunications } from './deduplicate-communications.ts'
import { filesOf, importFiles } from './import-files.ts'
import { previewFor } from './preview-file.ts'
import type { StoredFile } from './queries-files.ts'
import * as queries from './queries-files.ts'
import { verifyCase } from './verify-case.ts'

const stagedName = /^[A-Za-z0-9-]{1,80}$/

async function pathOf(engine: EngineState, source: SourceReference): Promise<{ path: string; name: string }> {
  if ('path' in source) {
    await refuseOddPath(source.path, { isServed: engine.uploadFolder !== null })
    return { path: source.path, name: basename(source.path) }
  }
  if (!engine.uploadFolder || !stagedName.test(source.stagedId)) {
    throw new ExpectedError('FILE_NOT_FOUND', { subject: source.name, remedy: 'Add the file again.' })
  }
  return { path: join(engine.uploadFolder, source.stagedId), name: source.name }
}

function asSourceFile(row: StoredFile, reasons: Record<string, number>, role: Role): SourceFile {
  const rowsWithheld = !mayReadKind(role, row.kind)
  return {
    fileId: row.file_id,
    name: row.name,
    kind: row.kind,
    layout: row.layout,
    sha256: rowsWithheld ? '' : row.sha256,
    sizeBytes: row.size_bytes,
    addedAt: row.added_at.toISOString(),
    addedBy: row.added_by,
    rowsRead: row.rows_read,
    rowsLoaded: row.rows_loaded,
    rowsSetAside: row.rows_set_aside,
    rowsDuplicate: row.rows_duplicate,
    reasons,
    provenance: {
      controller: row.controller ?? undefined,
      agreement: row.agreement ?? undefined,
      basis: row.basis ?? undefined,
      handling: row.handling ?? undefined,
      retainUntil: row.retain_until ?? undefined,
    },
    basisRecorded: row.basis !== null,
    mapping: heldMapping.parse(JSON.parse(row.mapping)),
    notes: rowsWithheld ? [] : importNote.array().parse(JSON.parse(row.notes ?? '[]')),
    rowsWithheld,
  }
}

async function listFiles(
  openCase: OpenCase,
  role: Role,
  signal: AbortSignal | undefined,
): Promise<SourceFile[]> {
  return openCase.database.readAsStored(signal, async (connection) => {
    const rows = await connection.all(queries.sourceFiles())
    const reasons = await connection.all(queries.outcomeReasons())
    return rows.map((row) =>
      asSourceFile(
        row,
        Object.fromEntries(
          reasons
            .filter((outcome) => outcome.file_id === row.file_id)
            .map((outcome) => [outcome.reason, outcome.rows]),
        ),
        role,
      ),
    )
  })
}

async function fileOf(openCase: OpenCase, role: Role, fileId: number): Promise<SourceFile> {
  const found = (await listFiles(openCase, role, undefined)).find((file) => file.fileId === fileId)
  if (!found) throw new ExpectedError('SOURCE_NOT_FOUND', { subject: `file ${fileId}` })
  return found
}

/** The kinds as which the open case holds a file of this content. */
async function kindsHeld(
  current: OpenCase | null,
  sha256: string,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  if (!current) return []
  const files = await current.database.readAsStored(signal, (connection) =>
    connection.all(queries.kindsOfContent(sha256)),
  )
  return files.map(({ kind }) => kind)
}

/** The notes of an import quote what stands in the file. */
const withoutValues = (result: ImportResult, role: Role): ImportResult =>
  result.kind === null || mayReadKind(role, result.kind) ? result : { ...result, notes: [] }

/** What importing and erasing need of the copies of a case. */
interface CaseCopies {
  /** Where the log ended in each copy that is known. */
  knownHeads(openCase: OpenCase): Promise<KnownHead[]>
  makeAfterImport(openCase: OpenCase, session: Session, signal?: AbortSignal): Promise<void>
  /** @throws ExpectedError where the copy cannot be made or is not whole; nothing may be erased then. */
  makeBeforeErasure(openCase: OpenCase, session: Session, signal?: AbortSignal): Promise<void>
}

const importFound = (copies: CaseCopies) =>
  os.sources.import.handler(async ({ context, input, signal }) => {
    const openCase = caseOf(context)
    const named = await Promise.all(input.sources.map((source) => pathOf(context.engine, source)))
    const files: { path: string; name: string }[] = []
    for (const source of named)
      files.push(...(source.name === basename(source.path) ? await filesOf(source.path) : [source]))
    if (files.length === 0)
      throw new ExpectedError('FILE_NOT_FOUND', {
        subject: named.map(({ path }) => path).join(', '),
        detail: 'there is nothing to read in it',
      })
    const title = files.length === 1 ? `Importing ${files[0]?.name}` : `Importing ${files.length} files`
    const results = await context.engine.jobs.run(title, signal, (progress) =>
      importFiles(
        openCase,
        {
          files,
          kind: input.kind,
          mapping: input.mapping,
          provenance: input.provenance,
          person: context.holder.session.person,
          role: context.holder.session.role,
        },
        progress,
      ),
    )
    if (results.some((result) => result.rowsLoaded > 0))
      await copies.makeAfterImport(openCase, context.holder.session, signal)
    return results.map((result) => withoutValues(result, context.holder.session.role))
  })

const rowsOfFile = os.sources.rows.handler(async ({ context, input, signal }) => {
  const openCase = caseOf(context)
  const file = await fileOf(openCase, context.holder.session.role, input.fileId)
  refuseKinds(context.holder.session.role, [file.kind], `rows of ${file.name}`)
  return openCase.database.read(sightOf(context.holder.session.role), signal, async (connection) => {
    const { fileId, outcome, reason, offset, limit } = input
    if (outcome === 'set-aside') return connection.table(queries.rowsSetAside(fileId, reason, offset, limit))
    if (outcome === 'duplicate') return connection.table(queries.rowsDuplicate(fileId, reason, offset, limit))
    const storesAs = definitionOf(file.kind)?.storesAs ?? 'record'
    if (storesAs === 'communication') return connection.table(queries.rowsOfCalls(fileId, offset, limit))
    if (storesAs === 'place') return connection.table(queries.rowsOfAreas(fileId, offset, limit))
    const header = await connection.one<{ header: string }>(queries.headerOf(fileId))
    const headers = JSON.parse(header?.header ?? '[]') as string[]
    const table = storesAs === 'reference' ? 'cell_site' : storesAs
    return connection.table(queries.rowsAsWritten(table, fileId, headers, offset, limit))
  })
})

const removeWithCopy = (copies: CaseCopies) =>
  os.sources.remove.handler(async ({ context, input, signal }) => {
    const openCase = caseOf(context)
    const file = await fileOf(openCase, context.holder.session.role, input.fileId)
    await copies.makeBeforeErasure(openCase, context.holder.session, signal)
    return context.engine.jobs.run(`Taking ${file.name} out of the case`, signal, async (progress) => {
      await openCase.database.write(progress.signal, (connection) => removeFile(connection, file))
      await deduplicateCommunications(openCase, progress)
      return { rowsRemoved: file.rowsLoaded }
    })
  })

export const sourcesProcedures = (copies: CaseCopies) =>
  os.sources.router({
    verify: os.sources.verify.handler(({ context, signal }) => {
      const openCase = caseOf(context)
      return context.engine.jobs.run('Checking the case', signal, async (progress) =>
        verifyCase(
          openCase,
          progress,
          sightOf(context.holder.session.role),
          await copies.knownHeads(openCase),
        ),
      )
    }),
    list: os.sources.list.handler(({ context, signal }) =>
      listFiles(caseOf(context), context.holder.session.role, signal),
    ),
    preview: os.sources.preview.handler(async ({ context, input, signal }) =>
      previewFor(
        context.holder.session.role,
        async (sha256) => kindsHeld(context.engine.current(), sha256, signal),
        await pathOf(context.engine, input.source),
        { kind: input.kind, mapping: input.mapping },
        signal,
      ),
    ),
    import: importFound(copies),
    rows: rowsOfFile,
    describe: os.sources.describe.handler(async ({ context, input }) => {
      const openCase = caseOf(context)
      const { role } = context.holder.session
      const file = await fileOf(openCase, role, input.fileId)
      refuseKinds(role, [file.kind], `the provenance of ${file.name}`)
      await openCase.database.write(undefined, (connection) =>
        connection.run(queries.describeFile(input.fileId, input.provenance)),
      )
      return fileOf(openCase, role, input.fileId)
    }),
    remove: removeWithCopy(copies),
    mappings: os.sources.mappings.handler(async ({ context, signal }) => {
      const rows = await caseOf(context).database.readAsStored(signal, (connection) =>
        connection.all(queries.savedMappings()),
      )
      return rows.map((row) => ({
        name: row.name,
        mapping: mappingShape.parse(JSON.parse(row.mapping)) as Mapping,
        savedAt: row.saved_at.toISOString(),
      }))
    }),
    saveMapping: os.sources.saveMapping.handler(async ({ context, input }) => {
      await caseOf(context).database.write(undefined, (connection) =>
        connection.run(
          queries.saveMapping(
            input.name,
            JSON.stringify(input.mapping),
            new Date(),
            context.holder.session.person,
          ),
        ),
      )
      return { name: input.name }
    }),
  })
