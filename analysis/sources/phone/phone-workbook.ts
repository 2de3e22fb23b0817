import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import { ExpectedError } from '../../engine/errors.ts'
import { headerKey } from '../recognise.ts'
import type { StagedFile } from '../stage.ts'
import type { PhoneExtraction, PhoneRow, PhoneSheet, PhoneSheetKind } from './phone-extraction.ts'

type CellValue = string | number | boolean | Date | null

interface WorkbookSheet extends PhoneSheet {
  readonly rows: readonly PhoneRow[]
}

/** A workbook is whole in memory, so that its sheets know their rows. */
export interface PhoneWorkbook extends PhoneExtraction {
  readonly sheets: readonly WorkbookSheet[]
}

const headerSearchRows = 10

/** Dates of a workbook carry no zone; extraction reports write them in UTC. */
function textOf(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return cell
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, 'Z')
  return String(cell)
}

function sheetKind(name: string, keys: ReadonlySet<string>): PhoneSheetKind | 'device' | null {
  const title = headerKey(name)
  if (/^timeline/.test(title)) return 'timeline'
  if (/^(device info|summary|device information)/.test(title) && keys.has('value')) return 'device'
  if (keys.has('entries')) return 'contacts'
  if (keys.has('duration') && (keys.has('parties') || keys.has('from') || keys.has('party'))) return 'calls'
  const hasText = keys.has('body') || keys.has('message') || keys.has('text')
  if (hasText && (keys.has('chat') || keys.has('participants'))) return 'chats'
  if (hasText && (keys.has('parties') || keys.has('from') || keys.has('party'))) return 'texts'
  return null
}

function damage(file: StagedFile, name: string, cause: unknown): ExpectedError {
  const endsWhole = file.tail.includes(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  const detail = cause instanceof Error ? cause.message : String(cause)
  if (!endsWhole) {
    return new ExpectedError('FILE_TRUNCATED', {
      subject: name,
      detail: 'the end of the workbook is missing',
      remedy: 'Ask for it again.',
    })
  }
  if (/password|encrypt/i.test(detail)) {
    return new ExpectedError('FILE_UNREADABLE', {
      subject: name,
      detail: 'it is protected by a password',
      remedy: 'Save it without one.',
    })
  }
  return new ExpectedError('FILE_UNREADABLE', { subject: name, detail }, { cause })
}

/**
 * A phone extraction as Cellebrite writes it into a workbook: sheets found by their columns, headers by name, in any of the first
 * ten rows.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_UNREADABLE`, `KIND_UNKNOWN`.
 */
export async function readPhoneWorkbook(file: StagedFile, name: string): Promise<PhoneWorkbook> {
  const workbook = await readFile(file.path)
    .then((bytes) => readXlsx(bytes))
    .catch((cause) => {
      throw damage(file, name, cause)
    })
  const device = new Map<string, string>()
  const sheets: WorkbookSheet[] = []
  for (const sheet of workbook.sheets) {
    const rows = sheet.rows as CellValue[][]
    for (let index = 0; index < Math.min(headerSearchRows, rows.length); index += 1) {
      const headers = (rows[index] ?? []).map((cell) => textOf(cell).trim())
      const kind = sheetKind(sheet.name, new Set(headers.map(headerKey)))
      if (!kind || headers.filter(Boolean).length < 2) continue
      const body = rows
        .slice(index + 1)
        .map((cells, offset) => ({
          rowNumber: index + offset + 2,
          cells: headers.map((_, column) => textOf(cells[column])),
        }))
        .filter((row) => row.cells.some((cell) => cell !== ''))
      if (kind === 'device') {
        const nameAt = headers.findIndex((header) => ['name', 'device'].includes(headerKey(header)))
        const valueAt = headers.findIndex((header) => headerKey(header) === 'value')
        for (const { cells } of body) {
          const key = headerKey(cells[nameAt] ?? '')
          if (key && !device.has(key)) device.set(key, (cells[valueAt] ?? '').trim())
        }
      } else sheets.push({ name: sheet.name, kind, headers, rows: body })
      break
    }
  }
  if (sheets.length === 0) {
    throw new ExpectedError('KIND_UNKNOWN', {
      subject: name,
      detail: `none of its sheets (${workbook.sheets.map((sheet) => sheet.name).join(', ')}) has the columns of calls, messages or contacts`,
      remedy: 'Save the sheet that matters as CSV and import that.',
    })
  }
  return {
    layout: 'Cellebrite XLSX',
    device,
    sheets,
    *rows() {
      for (const [index, sheet] of sheets.entries()) for (const row of sheet.rows) yield [index, row] as const
    },
  }
}
