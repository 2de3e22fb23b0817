import type { ProfileDocument, ProfileFormat } from '../../contract/index.ts'
import { csvFiles } from './csv.ts'
import { renderHtml } from './html.ts'
import { renderPdf } from './pdf.ts'
import { type ReleaseFile, textFile } from './release-file.ts'
import { readTypefaces } from './typefaces.ts'
import { renderWord } from './word.ts'

const writers: Readonly<
  Record<ProfileFormat, (document: ProfileDocument) => Promise<readonly ReleaseFile[]>>
> = {
  html: async (document) => [
    textFile('profile.html', renderHtml(document, await readTypefaces()), 'text/html'),
  ],
  pdf: async (document) => [
    { file: 'profile.pdf', bytes: await renderPdf(document), type: 'application/pdf' },
  ],
  docx: async (document) => [
    {
      file: 'profile.docx',
      bytes: await renderWord(document),
      type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    },
  ],
  csv: async (document) => csvFiles(document),
  json: async (document) => [
    textFile('profile.json', `${JSON.stringify(document, null, 1)}\n`, 'application/json'),
  ],
}

/** The files of a document in each format asked for, each format once. */
export async function renderFormats(
  document: ProfileDocument,
  formats: readonly ProfileFormat[],
): Promise<ReleaseFile[]> {
  const files: ReleaseFile[] = []
  for (const format of new Set(formats)) files.push(...(await writers[format](document)))
  return files
}
