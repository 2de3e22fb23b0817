import type { StagedFile } from '../stage.ts'
import { formOf } from '../text-format.ts'
import { holdsWorkbook, openArchive, reportIn } from './archive.ts'
import type { PhoneExtraction } from './phone-extraction.ts'
import { isXml, readBareReport, readContainer } from './phone-report.ts'
import { readPhoneWorkbook } from './phone-workbook.ts'

export interface OpenPhone {
  readonly extraction: PhoneExtraction
  close(): void
}

/**
 * The phone extraction that a file is, told by what is in it and not by its name; null where it is none. Close it afterwards.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_UNREADABLE`, `FILE_TOO_LARGE`, `KIND_UNKNOWN`.
 */
export async function openPhone(
  file: StagedFile,
  name: string,
  signal: AbortSignal | undefined,
): Promise<OpenPhone | null> {
  const form = formOf(file)
  if (form === 'text' && isXml(file))
    return { extraction: readBareReport(file, name, signal), close: () => undefined }
  if (form !== 'zip') return null
  const archive = await openArchive(file, name)
  if (reportIn(archive) || !holdsWorkbook(archive))
    return { extraction: readContainer(archive, name, signal), close: () => archive.zip.close() }
  archive.zip.close()
  return { extraction: await readPhoneWorkbook(file, name), close: () => undefined }
}
