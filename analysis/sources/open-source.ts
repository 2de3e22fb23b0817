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

/** Gives `work` a folder of its own, which is gone afterwards: as `CaseStore.stage`. */
export type Stage = <T>(work: (folder: string) => Promise<T>) => Promise<T>

interface Given {
  readonly path: string
  readonly name: string
}

/** A staged file, of which an archive and a workbook are opened where somebody asks. */
async function withOpenings<T>(
  content: Omit<SourceContent, 'archive' | 'sheets'>,
  use: (content: SourceContent) => Promise<T>,
): Promise<T> {
  const { file, name, signal } = content
  let archive: Promise<Archive | null> | null = null
  let sheets: Promise<readonly WorkbookSheet[] | null> | null = null
  const openZip = async () => (formOf(file) === 'zip' ? openArchive(file, name) : null)
  const openingArchive = () => {
    archive ??= openZip()
    return archive
  }
  const openingSheets = () => {
    sheets ??= openingArchive().then((found) =>
      found && holdsWorkbook(found) ? readWorkbook(file, found, name, signal) : null,
    )
    return sheets
  }
  try {
    return await use({ ...content, archive: openingArchive, sheets: openingSheets })
  } finally {
    await (archive as Promise<Archive | null> | null)?.then(
      (found) => found?.zip.close(),
      () => undefined,
    )
  }
}

/**
 * Copies a file into a staged folder, hashing it on the way, and hands its content to `use`; the copy and what was opened
 * of it are gone afterwards.
 * @throws ExpectedError as `stageFile`, and what `use` throws
 */
export const withContent = <T>(
  { path, name }: Given,
  wanted: Wanted,
  stage: Stage,
  progress: JobProgress,
  use: (content: SourceContent) => Promise<T>,
): Promise<T> =>
  stage(async (folder) => {
    const file = await stageFile(path, folder, progress, name)
    return withOpenings({ file, name, folder, wanted, signal: progress.signal }, use)
  })

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
