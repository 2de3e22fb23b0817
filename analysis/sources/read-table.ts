import type { ImportNote, Mapping, SourceKind } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { decodeText } from './decode-text.ts'
import { refuseOtherForms } from './file-forms.ts'
import { applyMapping, headerKey, type Recognition, recogniseHeaders } from './recognise.ts'
import type { StagedFile } from './stage.ts'
import {
  delimiterOf,
  distinctHeaders,
  encodingOf,
  firstLines,
  headerCells,
  type TextEncoding,
} from './text-format.ts'

/** A text file as it will be read: where its header is, how its cells are divided, what it was recognised as. */
export interface TextTable {
  path: string
  encoding: TextEncoding
  delimiter: string
  /** Lines before the first row, the header's own included. */
  skippedLines: number
  /** The cells of the lines above the header. */
  preamble: readonly (readonly string[])[]
  headers: string[]
  recognition: Recognition
  firstRows: string[][]
  /** What a text holds that DuckDB's reader cannot tell of; its records are split from each other first. */
  needsSplitting: boolean
  split?: { readonly path: string; readonly lostPath: string | null; readonly records: number }
  notes: readonly ImportNote[]
  /** Of a workbook, the sheet that it is. */
  readonly sheetName?: string
  /** The line, counted from 1, in which the mapping says that the header stands. */
  readonly statedHeaderRow?: number
}

const headerSearchLines = 20
const mostColumns = 2000
const headOnly = 256 * 1024

interface Candidate {
  readonly index: number
  readonly delimiter: string
  readonly headers: string[]
  /** As they are written. */
  readonly cells: readonly string[]
}

/** Columns of one name: the first keeps it, the others are told apart by number. */
function repeatedHeaders({ cells, headers }: Candidate, { fields }: Recognition): ImportNote[] {
  const written = cells.filter((cell) => cell !== '')
  const repeated = [...new Set(written.filter((cell, index) => written.indexOf(cell) !== index))]
  return repeated.map((cell) => {
    const places = cells.flatMap((one, index) => (one === cell ? [index + 1] : []))
    const used = headers[places.find((place) => fields[headers[place - 1]!])! - 1]
    const which = used ? `; ${used === cell ? `column ${places[0]}` : used} is used as ${fields[used]}` : ''
    return {
      code: 'HEADERS_REPEATED',
      detail: `Columns ${places.join(', ')} are all named ${cell}${which}. Choose another in the mapping if that is wrong.`,
    }
  })
}

const mostHeaderRow = 10_000

/** @throws ExpectedError `MAPPING_INVALID` for a line that no file has */
function headerRowOf(mapping: Mapping | undefined): number | null {
  const stated = mapping?.options.headerRow
  if (stated === undefined) return null
  if (stated >= 1 && stated <= mostHeaderRow) return stated
  throw new ExpectedError('MAPPING_INVALID', {
    subject: 'headerRow',
    detail: `${stated} is no line of a file`,
    remedy: `Count lines from 1; at most ${mostHeaderRow.toLocaleString('en-GB')}.`,
  })
}

interface Wanted {
  readonly kind?: SourceKind
  readonly mapping?: Mapping
}

/** Each line in which a header is looked for, cut by each delimiter that gives it several cells. */
function candidatesIn(
  lines: readonly string[],
  headerRow: number | null,
  delimiter: string | undefined,
  name: string,
): Candidate[] {
  const searched = lines
    .map((line, index) => ({ line, index }))
    .slice(...(headerRow === null ? [0, headerSearchLines] : [headerRow - 1, headerRow]))
  if (searched.length === 0)
    throw new ExpectedError('MAPPING_INVALID', {
      subject: name,
      detail: `it has no line ${headerRow} for a header`,
      remedy: 'Say another line, or none: the header is then looked for.',
    })
  const delimiters = delimiter ? [delimiter] : [delimiterOf(lines), ',', ';', '\t', '|']
  return [...new Set(delimiters)].flatMap((delimiter) =>
    searched.flatMap(({ line, index }) => {
      const cells = headerCells(line, delimiter)
      return cells.length > 1 && cells.length <= mostColumns
        ? [{ index, delimiter, headers: distinctHeaders(cells), cells }]
        : []
    }),
  )
}

type Header = Candidate & { readonly recognition: Recognition }

/** The candidate that has most of the headers which the mapping names; where the line is stated, it may have none. */
function headerOfMapping(
  candidates: readonly Candidate[],
  mapping: Mapping,
  isStated: boolean,
): Header | null {
  let best: Header | null = null
  for (const candidate of candidates) {
    const keys = new Set(candidate.headers.map(headerKey))
    const named = Object.keys(mapping.fields).filter((header) => keys.has(headerKey(header))).length
    if ((named > 0 || isStated) && named >= (best ? best.recognition.score + 1 : 0))
      best = { ...candidate, recognition: { ...applyMapping(mapping, candidate.headers), score: named } }
  }
  return best
}

type Nearest = ReturnType<typeof recogniseHeaders>['nearest']

/** The candidate that a kind's headers fit best, and the kind that came nearest to fitting. */
function headerOfKind(candidates: readonly Candidate[], kind: SourceKind | undefined) {
  let best: Header | null = null
  let nearest: Nearest = null
  for (const candidate of candidates) {
    const found = recogniseHeaders(candidate.headers, kind)
    if (found.best && found.best.score > (best?.recognition.score ?? 0))
      best = { ...candidate, recognition: found.best }
    if (found.nearest && found.nearest.score > (nearest?.score ?? 0)) nearest = found.nearest
  }
  return { best, nearest }
}

function whyUnknown(nearest: Nearest, lines: readonly string[], file: StagedFile): string {
  if (nearest) return `the nearest is ${nearest.kind}, without a column for ${nearest.missing.join('; ')}`
  return lines.length < 2 && file.sizeBytes > headOnly
    ? `its first line goes on for more than ${Math.round(headOnly / 1024)} kilobytes without an end`
    : 'no row among its first twenty holds column names that are known'
}

/**
 * What a text file is, from its content alone.
 * @throws ExpectedError `FILE_UNREADABLE`, `FILE_ENCRYPTED`, `FILE_NO_ROWS`, `KIND_UNKNOWN`, `COLUMN_MISSING`, `ENCODING_UNKNOWN`.
 */
export async function readTextTable(
  file: StagedFile,
  name: string,
  folder: string,
  { kind, mapping }: Wanted,
): Promise<TextTable> {
  await refuseOtherForms(file, name)
  const options = mapping?.options
  const encoding = encodingOf(file, options?.encoding)
  const headerRow = headerRowOf(mapping)
  const lines = firstLines(file, encoding, Math.max(60, (headerRow ?? 0) + 40))
  const candidates = candidatesIn(lines, headerRow, options?.delimiter, name)
  const { best, nearest } = mapping
    ? { best: headerOfMapping(candidates, mapping, headerRow !== null), nearest: null }
    : headerOfKind(candidates, kind)
  if (!best)
    throw new ExpectedError('KIND_UNKNOWN', {
      subject: name,
      detail: whyUnknown(nearest, lines, file),
      remedy: 'Choose its kind and say which column is which, or ask what the columns mean.',
    })
  const rows = lines.slice(best.index + 1).filter((line) => line.trim() !== '')
  if (rows.length === 0) {
    throw new ExpectedError('FILE_NO_ROWS', {
      subject: name,
      detail: 'a header and nothing under it',
      remedy: 'Ask for it again.',
    })
  }
  const text = await decodeText(file, name, encoding, options?.encoding !== undefined, folder)
  return {
    path: text.path,
    encoding,
    delimiter: best.delimiter,
    skippedLines: best.index + 1,
    preamble: lines
      .slice(0, best.index)
      .map((line) => headerCells(line, best.delimiter).filter((cell) => cell !== '')),
    headers: best.headers,
    ...(headerRow === null ? {} : { statedHeaderRow: headerRow }),
    recognition: best.recognition,
    firstRows: rows.slice(0, 20).map((line) => headerCells(line, best.delimiter)),
    needsSplitting: text.hasUndecoded || text.marks.hasNul || text.marks.hasLongLine,
    notes: [...text.notes, ...repeatedHeaders(best, best.recognition)],
  }
}
