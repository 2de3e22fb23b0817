import type { StagedFile } from '../stage.ts'
import { formOf } from '../text-format.ts'
import { readWorkbook, type WorkbookSheet } from '../workbook/read-workbook.ts'
import { holdsWorkbook, openArchive, reportIn } from './archive.ts'
import type { PhoneExtraction } from './phone-extraction.ts'
import { isXml, readBareReport, readContainer } from './phone-report.ts'
import { phoneOfWorkbook } from './phone-workbook.ts'

export interface OpenPhone {
  readonly extraction: PhoneExtraction
  close(): void
}

/** A workbook that is no extraction: its sheets may be tables of another kind. */
export interface OpenWorkbook {
  readonly sheets: readonly WorkbookSheet[]
}

/**
 * The phone extraction that a file is, told by what is in it and not by its name, or the workbook that it is instead; null where it is neither.
 * Close an extraction afterwards.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_UNREADABLE`, `FILE_ENCRYPTED`, `FILE_TOO_LARGE`, `KIND_UNKNOWN`.
 */
export async function openPhone(
  file: StagedFile,
  name: string,
  signal: AbortSignal | undefined,
): Promise<OpenPhone | OpenWorkbook | null> {
  const form = formOf(file)
  if (form === 'text' && isXml(file))
    return { extraction: readBareReport(file, name, signal), close: () => undefined }
  if (form !== 'zip') return null
  const archive = await openArchive(file, name)
  if (reportIn(archive) || !holdsWorkbook(archive))
    return { extraction: readContainer(archive, name, signal), close: () => archive.zip.close() }
  try {
    const sheets = await readWorkbook(file, archive, name, signal)
    const extraction = phoneOfWorkbook(sheets)
    return extraction ? { extraction, close: () => undefined } : { sheets }
  } finally {
    archive.zip.close()
  }
}
