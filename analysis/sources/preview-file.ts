import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Mapping, Preview, SourceKind } from '../contract/index.ts'
import { unwatched } from '../engine/jobs.ts'
import { readTextTable } from './read-table.ts'
import { definitionOf } from './recognise.ts'
import { stageFile } from './stage.ts'

/**
 * What a file is and how it would be read, without loading it.
 * @throws ExpectedError as `readTextTable`.
 */
export async function previewFile(
  file: { path: string; name: string },
  wanted: { kind?: SourceKind; mapping?: Mapping },
  signal: AbortSignal | undefined,
): Promise<Preview> {
  const folder = await mkdtemp(join(tmpdir(), 'hubline-preview-'))
  try {
    const staged = await stageFile(file.path, folder, unwatched(signal))
    const { headers, recognition, firstRows } = await readTextTable(staged, file.name, folder, wanted)
    const definition = definitionOf(recognition.kind)
    const required = new Set((definition?.requires ?? []).filter((group) => group.length === 1).flat())
    return {
      name: file.name,
      sizeBytes: staged.sizeBytes,
      kind: recognition.kind,
      layout: recognition.layout,
      because: recognition.because,
      sheets: [],
      columns: headers.map((header, index) => ({
        header,
        field: recognition.fields[header] ?? null,
        certainty: recognition.certainty[header] ?? 'inferred',
        samples: firstRows.slice(0, 3).map((row) => row[index] ?? ''),
      })),
      rows: firstRows.map((row) => headers.map((_, index) => row[index] ?? null)),
      mapping: { kind: recognition.kind, fields: recognition.fields, options: {} },
      fields: (definition?.fields ?? []).map((known) => ({
        field: known.field,
        label: known.label,
        required: required.has(known.field),
      })),
      problems: [],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
