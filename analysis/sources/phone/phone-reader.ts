import type { ContentPreview, Reader } from '../reader.ts'
import { formOf } from '../text-format.ts'
import { holdsWorkbook, reportIn } from './archive.ts'
import { loadPhone } from './load-phone.ts'
import type { PhoneExtraction, PhoneRow, PhoneSheet } from './phone-extraction.ts'
import { isXml, readBareReport, readContainer } from './phone-report.ts'
import { phoneOfWorkbook } from './phone-workbook.ts'

const previewRows = 20

/** Rows of a report that are read for its preview: enough to show what it is. */
const mostReportRows = 5000

const sheetWords: Record<PhoneSheet['kind'], string> = {
  calls: 'calls',
  texts: 'messages',
  chats: 'chats',
  contacts: 'contacts',
  timeline: 'a timeline of what the other sheets hold',
}

/** An extraction's columns are known by name and cannot be mapped; its first sheet of calls or messages stands for it. */
async function previewOfPhone(extraction: PhoneExtraction): Promise<ContentPreview> {
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

/**
 * Phone extractions: a report in XML, alone or in a container, or a workbook with the sheets of one.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_UNREADABLE`, `FILE_ENCRYPTED`, `FILE_TOO_LARGE`, `FILE_NO_ROWS`, `KIND_UNKNOWN`
 */
export const phoneReader: Reader<PhoneExtraction> = {
  async sniff(content) {
    const { file, name, signal } = content
    if (formOf(file) === 'text' && isXml(file)) return readBareReport(file, name, signal)
    const archive = await content.archive()
    if (!archive) return null
    if (reportIn(archive) || !holdsWorkbook(archive)) return readContainer(archive, name, signal)
    return phoneOfWorkbook((await content.sheets()) ?? [])
  },
  preview: previewOfPhone,
  load: (extraction, { file, name }, { write, details }) =>
    write((connection) => loadPhone(connection, name, file, extraction, details)),
}
