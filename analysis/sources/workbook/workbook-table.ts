import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportNote, Mapping, SourceKind } from '../../contract/index.ts'
import { ExpectedError } from '../../platform/errors.ts'
import { unwatched } from '../../platform/jobs.ts'
import { readTextTable, type TextTable } from '../read-table.ts'
import { stageFile } from '../stage.ts'
import type { CellValue, WorkbookSheet } from './read-workbook.ts'

const headerRows = 20

/** Dates of a workbook carry no zone; a time of day by itself is a date of 1899. */
function textOf(cell: CellValue): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  if (Number.isNaN(cell.getTime())) return ''
  const [day, clock] = cell
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .split('T') as [string, string]
  if (cell.getUTCFullYear() < 1901) return clock
  return clock === '00:00:00' ? day : `${day} ${clock}`
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

interface SheetText {
  readonly text: string
  /** The line of each row that is not empty, by its place in the sheet from 1. */
  readonly lineOf: ReadonlyMap<number, number>
}

/** The sheet as the text table that it would be if it had been saved as one; empty rows are left out. */
function asText(sheet: WorkbookSheet): SheetText {
  const width = sheet.rows.reduce((widest, row) => Math.max(widest, row.length), 0)
  const lines: string[] = []
  const lineOf = new Map<number, number>()
  for (const [place, row] of sheet.rows.entries()) {
    const cells = Array.from({ length: width }, (_, index) => textOf(row[index]))
    if (cells.every((cell) => cell.trim() === '')) continue
    const isHead = lines.length < headerRows
    lineOf.set(place + 1, lines.length + 1)
    lines.push(cells.map((cell) => quoted(isHead ? cell.replaceAll(/\s*[\r\n]+\s*/g, ' ') : cell)).join(','))
  }
  return { text: `${lines.join('\n')}\n`, lineOf }
}

type WorkbookTable = TextTable & { readonly sheetName: string }

const others = (sheets: readonly WorkbookSheet[], taken: string) =>
  sheets.filter(({ name, rows }) => name !== taken && rows.length > 1).map(({ name }) => name)

/**
 * The sheet of a workbook that is a table of a known kind; of several the one whose columns fit best, and a note that names the others.
 * @throws ExpectedError `KIND_UNKNOWN`, `FILE_NO_ROWS`, and what a mapping that does not fit is refused with.
 */
export async function readWorkbookTable(
  sheets: readonly WorkbookSheet[],
  name: string,
  folder: string,
  wanted: { kind?: SourceKind; mapping?: Mapping },
): Promise<WorkbookTable> {
  let best: WorkbookTable | null = null
  let refusal: ExpectedError | null = null
  for (const [index, sheet] of sheets.entries()) {
    if (sheet.rows.length === 0) continue
    const path = join(folder, `sheet-${index}.csv`)
    const { text, lineOf } = asText(sheet)
    if (text.trim() === '') continue
    await writeFile(path, text, { mode: 0o600 })
    const place = join(folder, `sheet-${index}`)
    try {
      const table = await readTextTable(await stageSheet(path, place), name, place, {
        ...wanted,
        mapping: wanted.mapping && {
          ...wanted.mapping,
          options: inText(wanted.mapping, lineOf),
        },
      })
      if (!best || table.recognition.score > best.recognition.score)
        best = { ...table, sheetName: sheet.name, notes: [...table.notes, ...notesOf(sheet)] }
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      if (!refusal || refusal.code === 'KIND_UNKNOWN') refusal = error
    }
  }
  if (!best) {
    if (refusal && refusal.code !== 'KIND_UNKNOWN') throw refusal
    const names = sheets.map((sheet) => sheet.name).join(', ')
    throw new ExpectedError('KIND_UNKNOWN', {
      subject: name,
      detail: `none of its sheets (${names}) is a phone’s extraction or a table that is known${refusal?.data.detail ? `; ${refusal.data.detail}` : ''}`,
      remedy: 'Choose its kind and say which column is which, or ask what the columns mean.',
    })
  }
  const left = others(sheets, best.sheetName)
  if (left.length === 0) return best
  const note = {
    code: 'SHEETS_LEFT',
    detail: `Sheet ${best.sheetName} was read. Not read: ${left.join(', ')}. Save a sheet that is wanted as a file of its own and load that.`,
  }
  return { ...best, notes: [...best.notes, note] }
}

/** A mapping's options as they are for a sheet's text; a row that is empty there is a line that no text has. */
const inText = ({ options }: Mapping, lineOf: ReadonlyMap<number, number>): Mapping['options'] => ({
  ...options,
  encoding: 'utf-8',
  delimiter: ',',
  headerRow: options.headerRow && (lineOf.get(options.headerRow) ?? 0),
})

async function stageSheet(path: string, folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return stageFile(path, folder, unwatched())
}

const notesOf = (sheet: WorkbookSheet): ImportNote[] =>
  sheet.formulasWithoutValue > 0
    ? [
        {
          code: 'FORMULAS_EMPTY',
          detail: `${sheet.formulasWithoutValue.toLocaleString('en-GB')} cells of sheet ${sheet.name} hold a formula without a value and were read as empty. Open it in a spreadsheet, save it and load it again.`,
        },
      ]
    : []
