import type { Mapping, SourceKind } from '../contract/index.ts'
import { ExpectedError } from '../engine/errors.ts'
import { applyMapping, headerKey, type Recognition, recogniseHeaders } from './recognise.ts'
import type { StagedFile } from './stage.ts'
import {
  delimiterOf,
  distinctHeaders,
  encodingOf,
  firstLines,
  formOf,
  headerCells,
  inUtf8,
  type TextEncoding,
} from './text-format.ts'

/** A text file as it will be read: where its header is, how its cells are divided, what it was recognised as. */
export interface TextTable {
  path: string
  encoding: TextEncoding
  delimiter: string
  /** Lines before the first row, the header's own included. */
  skippedLines: number
  headers: string[]
  recognition: Recognition
  firstRows: string[][]
}

const headerSearchLines = 20

const formWords = {
  zip: 'a zip or a workbook',
  ole2: 'an old or password-protected Office file',
  pdf: 'a PDF',
  image: 'a picture',
  sqlite: 'a database',
  gzip: 'a gzip archive',
  binary: 'not text',
} as const

/**
 * What a text file is, from its content alone.
 * @throws ExpectedError `FILE_UNREADABLE`, `FILE_NO_ROWS`, `KIND_UNKNOWN`, `COLUMN_MISSING`, `ENCODING_UNKNOWN`.
 */
export async function readTextTable(
  file: StagedFile,
  name: string,
  folder: string,
  wanted: { kind?: SourceKind; mapping?: Mapping },
): Promise<TextTable> {
  const form = formOf(file)
  if (form !== 'text') {
    throw new ExpectedError('FILE_UNREADABLE', {
      subject: name,
      detail: `it is ${formWords[form]}`,
      remedy: 'This version reads text tables (CSV). Save it as CSV and import that.',
    })
  }
  const encoding = encodingOf(file, wanted.mapping?.options.encoding)
  const lines = firstLines(file, encoding, 60)
  const candidates = [...new Set([delimiterOf(lines), ',', ';', '\t', '|'])].flatMap((delimiter) =>
    lines.slice(0, headerSearchLines).flatMap((line, index) => {
      const cells = headerCells(line, delimiter)
      return cells.length > 1 ? [{ index, delimiter, headers: distinctHeaders(cells) }] : []
    }),
  )
  const stated = wanted.mapping
  let best: { index: number; delimiter: string; headers: string[]; recognition: Recognition } | null = null
  let nearest: { kind: string; missing: string[]; score: number } | null = null
  for (const candidate of candidates) {
    if (stated) {
      const keys = new Set(candidate.headers.map(headerKey))
      const named = Object.keys(stated.fields).filter((header) => keys.has(headerKey(header))).length
      if (named > 0 && named > (best?.recognition.score ?? 0)) {
        best = { ...candidate, recognition: { ...applyMapping(stated, candidate.headers), score: named } }
      }
      continue
    }
    const found = recogniseHeaders(candidate.headers, wanted.kind)
    if (found.best && found.best.score > (best?.recognition.score ?? 0))
      best = { ...candidate, recognition: found.best }
    if (found.nearest && found.nearest.score > (nearest?.score ?? 0)) nearest = found.nearest
  }
  if (!best) {
    throw new ExpectedError('KIND_UNKNOWN', {
      subject: name,
      detail: nearest
        ? `the nearest is ${nearest.kind}, without a column for ${nearest.missing.join('; ')}`
        : 'no row among the first holds column names that are known',
      remedy: 'Say what it is with --as, or map its columns.',
    })
  }
  const rows = lines.slice(best.index + 1).filter((line) => line.trim() !== '')
  if (rows.length === 0) {
    throw new ExpectedError('FILE_NO_ROWS', {
      subject: name,
      detail: 'a header and nothing under it',
      remedy: 'Ask for it again.',
    })
  }
  return {
    path: await inUtf8(file, encoding, folder),
    encoding,
    delimiter: best.delimiter,
    skippedLines: best.index + 1,
    headers: best.headers,
    recognition: best.recognition,
    firstRows: rows.slice(0, 20).map((line) => headerCells(line, best.delimiter)),
  }
}
