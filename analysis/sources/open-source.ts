import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceKind } from '../contract/index.ts'
import { kindDefinitions } from '../kinds/lists.ts'
import type { JobProgress } from '../platform/jobs.ts'
import { type Archive, holdsWorkbook, openArchive } from './phone/archive.ts'
import { type OpenedContent, openedBy, type SourceContent, type Wanted } from './reader.ts'
import { readers } from './readers.ts'
import { stageFile } from './stage.ts'
import { tableReader } from './table-reader.ts'
import { formOf } from './text-format.ts'
import { readWorkbook, type WorkbookSheet } from './workbook/read-workbook.ts'

const openTable = openedBy(tableReader)

/**
 * Copies a file into a folder of its own below `parent`, hashing it on the way, and hands its content to `use`; the copy and what was opened
 * of it are gone afterwards.
 * @throws ExpectedError as `stageFile`, and what `use` throws
 */
export async function withContent<T>(
  given: { readonly path: string; readonly name: string },
  wanted: Wanted,
  parent: string,
  progress: JobProgress,
  use: (content: SourceContent) => Promise<T>,
): Promise<T> {
  const { name } = given
  const { signal } = progress
  const folder = await mkdtemp(join(parent, 'import-'))
  let archive: Promise<Archive | null> | null = null
  let sheets: Promise<readonly WorkbookSheet[] | null> | null = null
  try {
    const file = await stageFile(given.path, folder, progress, name)
    const openZip = async () => (formOf(file) === 'zip' ? openArchive(file, name) : null)
    const content: SourceContent = {
      file,
      name,
      folder,
      wanted,
      signal,
      archive: () => {
        archive ??= openZip()
        return archive
      },
      sheets: () => {
        sheets ??= content
          .archive()
          .then((found) => (found && holdsWorkbook(found) ? readWorkbook(file, found, name, signal) : null))
        return sheets
      },
    }
    return await use(content)
  } finally {
    await (archive as Promise<Archive | null> | null)?.then(
      (found) => found?.zip.close(),
      () => undefined,
    )
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file as the kind that it was recognised as opened it. */
interface OpenSource extends Omit<OpenedContent, 'opened'> {
  readonly kind: SourceKind
}

/**
 * What a file is: of the kinds that have a reader the first whose reader knows it, else a table of the kind that fits best or that was asked for.
 * @throws ExpectedError as the readers and `readTextTable`
 */
export async function openSource(content: SourceContent): Promise<OpenSource> {
  for (const { kind, reader } of kindDefinitions) {
    const found = reader && (await readers[reader](content))
    if (found) return { kind, preview: found.preview, load: found.load }
  }
  const found = await openTable(content)
  if (!found) throw new Error(`${content.name}: a table is told or refused, and was neither`)
  return { kind: found.opened.recognition.kind, preview: found.preview, load: found.load }
}
