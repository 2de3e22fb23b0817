import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ImportNote,
  type Mapping,
  type Preview,
  type Role,
  type SourceKind,
  shownText,
} from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { unwatched } from '../platform/jobs.ts'
import { seesAllOf, sightOf } from '../visibility/source-kinds.ts'
import { type GeoJsonAreas, isJson, readGeoJson } from './boundaries/read-geojson.ts'
import { noteOfVotes, orderOfVotes, votesOf } from './day-order.ts'
import type { KindDefinition } from './field-definitions.ts'
import { openPhone } from './phone/open-phone.ts'
import type { PhoneExtraction, PhoneRow, PhoneSheet } from './phone/phone-extraction.ts'
import { readTextTable } from './read-table.ts'
import { definitionOf, type Recognition } from './recognise.ts'
import { type StagedFile, stageFile } from './stage.ts'
import { readWorkbookTable } from './workbook/workbook-table.ts'

const previewRows = 20

const sheetWords: Record<PhoneSheet['kind'], string> = {
  calls: 'calls',
  texts: 'messages',
  chats: 'chats',
  contacts: 'contacts',
  timeline: 'a timeline of what the other sheets hold',
}

/** Rows of a report that are read for its preview: enough to show what it is. */
const mostReportRows = 5000

/** An extraction's columns are known by name and cannot be mapped; its first sheet of calls or messages stands for it. */
async function previewOfPhone(
  name: string,
  sizeBytes: number,
  extraction: PhoneExtraction,
): Promise<Preview> {
  const rowsOf = new Map<number, PhoneRow[]>()
  let read = 0
  const isWorkbook = extraction.layout === 'Cellebrite XLSX'
  let isWhole = true
  for await (const [sheet, row] of extraction.rows()) {
    rowsOf.set(sheet, [...(rowsOf.get(sheet) ?? []), row])
    read += 1
    if (!isWorkbook && read >= mostReportRows) {
      isWhole = false
      break
    }
  }
  const device =
    extraction.device.get('model') ??
    extraction.device.get('detected model') ??
    extraction.device.get('device info detected phone model')
  const sheets = extraction.sheets
    .map((sheet, index) => ({ sheet, rows: rowsOf.get(index) ?? [] }))
    .filter(({ rows }) => isWorkbook || rows.length > 0)
  const shown =
    sheets.find(({ sheet }) => sheet.kind !== 'contacts' && sheet.kind !== 'timeline') ?? sheets[0]
  const headers = shown?.sheet.headers ?? []
  const rows = (shown?.rows ?? []).slice(0, previewRows).map((row) => row.cells)
  const words = sheets.map(({ sheet }) => `${sheet.name} (${sheetWords[sheet.kind]})`).join(', ')
  return {
    name,
    sizeBytes,
    kind: 'phone',
    layout: isWorkbook ? 'Cellebrite workbook' : extraction.layout,
    because: `${isWorkbook ? 'Its sheets have the columns of an extraction' : 'It is the report of an extraction'}: ${words}${device ? `; the phone is a ${device}` : ''}. Below is ${shown?.sheet.name ?? ''}.`,
    sheets: sheets.map(({ sheet, rows: held }) => ({
      name: sheet.name,
      kind: sheet.kind,
      rows: isWhole ? held.length : null,
    })),
    columns: headers.map((header, index) => ({
      header,
      field: header || null,
      certainty: 'recorded' as const,
      samples: rows.slice(0, 3).map((row) => row[index] ?? ''),
    })),
    rows: rows.map((row) => headers.map((_, index) => row[index] ?? null)),
    mapping: null,
    fields: [],
    problems:
      extraction.device.size === 0 ? ['It names no device: the phone is known by the file’s name.'] : [],
  }
}

function previewOfAreas(name: string, sizeBytes: number, read: GeoJsonAreas): Preview {
  const columns = ['name', 'code', 'population'] as const
  const rows = read.areas
    .slice(0, previewRows)
    .map((area) => [area.name, area.code, area.population === null ? null : String(area.population)])
  const people = read.areas.filter((area) => area.population !== null).length
  return {
    name,
    sizeBytes,
    kind: 'boundaries',
    layout: `GeoJSON, ${read.projection.name}`,
    because: `It holds ${read.areas.length} areas of ${read.rowsRead} features. ${read.projection.words} ${people > 0 ? `${people} of them say how many people live there.` : 'None says how many people live there, so no rates can be worked out.'}`,
    sheets: [],
    columns: columns.map((header, index) => ({
      header,
      field: header,
      certainty: 'inferred' as const,
      samples: rows.slice(0, 3).map((row) => row[index] ?? ''),
    })),
    rows,
    mapping: null,
    fields: [],
    problems: read.setAside.slice(0, 5).map((one) => `Feature ${one.rowNumber}: ${one.detail}.`),
  }
}

/** A kind may give a field of all records its own label; the first is the kind's own. */
const fieldsOf = (definition: KindDefinition | null) =>
  (definition?.fields ?? []).filter(
    ({ field }, index, all) => all.findIndex((known) => known.field === field) === index,
  )

const dateFields = new Set(['at', 'date', 'dateOfBirth', 'until'])

/** What is open about the order of day and month in the rows that are shown; the import asks all of them. */
function openDates(
  headers: readonly string[],
  { fields }: Recognition,
  rows: readonly (readonly string[])[],
): ImportNote[] {
  return headers.flatMap((header, index) => {
    if (!dateFields.has(fields[header] ?? '')) return []
    const votes = votesOf(rows.map((row) => row[index] ?? ''))
    return noteOfVotes(header, votes, orderOfVotes(votes))
  })
}

async function previewOfStaged(
  staged: StagedFile,
  name: string,
  folder: string,
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<Preview> {
  const opened = await openPhone(staged, name, signal)
  if (opened && 'extraction' in opened) {
    try {
      return await previewOfPhone(name, staged.sizeBytes, opened.extraction)
    } finally {
      opened.close()
    }
  }
  if (isJson(staged)) return previewOfAreas(name, staged.sizeBytes, await readGeoJson(staged, name))
  const { headers, recognition, firstRows, notes, sheetName } = opened
    ? await readWorkbookTable(opened.sheets, name, folder, wanted)
    : await readTextTable(staged, name, folder, wanted)
  const definition = definitionOf(recognition.kind)
  const required = new Set((definition?.requires ?? []).filter((group) => group.length === 1).flat())
  return {
    name,
    sizeBytes: staged.sizeBytes,
    kind: recognition.kind,
    layout: sheetName === undefined ? recognition.layout : `${recognition.layout}, in a workbook`,
    because: `${sheetName === undefined ? '' : `Sheet ${sheetName}. `}${recognition.because}`,
    sheets: [],
    columns: headers.map((header, index) => ({
      header,
      field: recognition.fields[header] ?? null,
      certainty: recognition.certainty[header] ?? 'inferred',
      samples: firstRows.slice(0, 3).map((row) => row[index] ?? ''),
    })),
    rows: firstRows.map((row) => headers.map((_, index) => row[index] ?? null)),
    mapping: { kind: recognition.kind, fields: recognition.fields, options: {} },
    fields: fieldsOf(definition).map((known) => ({
      field: known.field,
      label: known.label,
      required: required.has(known.field),
    })),
    problems: [...notes, ...openDates(headers, recognition, firstRows)].map(({ detail }) => detail),
  }
}

/** What a caller says that the file is. */
export interface Wanted {
  kind?: SourceKind
  mapping?: Mapping
}

/** What a file is and how it would be read, without loading it, and what its content is known by. */
async function readPreview(
  given: { path: string; name: string },
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<{ preview: Preview; sha256: string }> {
  const name = shownText(given.name)
  const folder = await mkdtemp(join(tmpdir(), 'hubline-preview-'))
  try {
    const staged = await stageFile(given.path, folder, unwatched(signal), name)
    return {
      preview: await previewOfStaged(staged, name, folder, wanted, signal),
      sha256: staged.sha256,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * What a file is and how it would be read, without loading it.
 * @throws ExpectedError as `readTextTable`, `openPhone` and `readGeoJson`.
 */
export const previewFile = async (
  given: { path: string; name: string },
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<Preview> => (await readPreview(given, wanted, signal)).preview

/**
 * The same as a role may see it: of a file of which it may not read every row, by its own content, as it is asked to be read or as the case
 * holds it already, the columns and none of their values.
 * @throws ExpectedError as `previewFile`
 */
export async function previewFor(
  role: Role,
  held: (sha256: string) => Promise<readonly string[]>,
  given: { path: string; name: string },
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<Preview> {
  const { preview, sha256 } = await readPreview(given, wanted, signal)
  const isStated = wanted.kind !== undefined || wanted.mapping !== undefined
  const ofItself = isStated && sightOf(role).kinds !== null ? await kindOfItself(given, signal) : null
  const kinds = [...(await held(sha256)), preview.kind, ofItself].filter((kind) => kind !== null)
  if (seesAllOf(role, kinds)) return preview
  return {
    ...preview,
    columns: preview.columns.map((column) => ({ ...column, samples: [] })),
    rows: [],
    problems: ['The values of a file of this kind are withheld from this role.'],
  }
}

async function kindOfItself(
  given: { path: string; name: string },
  signal: AbortSignal | undefined,
): Promise<SourceKind | null> {
  try {
    return (await previewFile(given, {}, signal)).kind
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}
