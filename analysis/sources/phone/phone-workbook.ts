import { headerKey } from '../recognise.ts'
import type { CellValue, WorkbookSheet } from '../workbook/read-workbook.ts'
import type { PhoneExtraction, PhoneRow, PhoneSheet, PhoneSheetKind } from './phone-extraction.ts'

interface ExtractionSheet extends PhoneSheet {
  readonly rows: readonly PhoneRow[]
}

/** A workbook is whole in memory, so that its sheets know their rows. */
interface PhoneWorkbook extends PhoneExtraction {
  readonly sheets: readonly ExtractionSheet[]
}

const headerSearchRows = 10

/** Dates of a workbook carry no zone; extraction reports write them in UTC. */
function textOf(cell: CellValue): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime())
      ? ''
      : cell
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

/**
 * A phone extraction as Cellebrite writes it into a workbook: sheets found by their columns, headers by name, in any of the first
 * ten rows. Null where no sheet is of an extraction.
 */
export function phoneOfWorkbook(workbook: readonly WorkbookSheet[]): PhoneWorkbook | null {
  const device = new Map<string, string>()
  const sheets: ExtractionSheet[] = []
  for (const sheet of workbook) {
    const { rows } = sheet
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
  if (sheets.length === 0) return null
  return {
    layout: 'Cellebrite XLSX',
    device,
    sheets,
    *rows() {
      for (const [index, sheet] of sheets.entries()) for (const row of sheet.rows) yield [index, row] as const
    },
  }
}
