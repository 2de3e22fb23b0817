import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import { ExpectedError, throwIfCancelled } from '../../platform/errors.ts'
import { type Archive, readEntry } from '../phone/archive.ts'
import type { StagedFile } from '../stage.ts'

export type CellValue = string | number | boolean | Date | null | undefined

export interface WorkbookSheet {
  readonly name: string
  readonly rows: readonly (readonly CellValue[])[]
  /** Cells that hold a formula and no value that it came to; formulas are never worked out here. */
  readonly formulasWithoutValue: number
}

/** Bytes of XML that a workbook may hold; a million rows of twenty columns are less. */
const mostBytes = 500_000_000

const parts = /^(xl\/.*\.(xml|rels)|\[Content_Types\]\.xml|_rels\/.*)$/i

function refuse(name: string, detail: string, remedy = 'Nothing of it was loaded. Ask for it again.'): never {
  throw new ExpectedError('FILE_UNREADABLE', { subject: name, detail, remedy })
}

/**
 * Unpacks every part once without keeping it: a part that says less than it unpacks to, a document type (and with it entities) and a damaged part are
 * refused before the workbook is read into memory.
 */
async function checkParts(archive: Archive, name: string, signal: AbortSignal | undefined): Promise<void> {
  const wanted = archive.entries.filter(({ fileName }) => parts.test(fileName))
  const bytes = wanted.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (bytes > mostBytes)
    throw new ExpectedError('FILE_TOO_LARGE', {
      subject: name,
      detail: `its sheets unpack to ${Math.round(bytes / 1e6).toLocaleString('en-GB')} MB; a workbook may have ${mostBytes / 1e6} MB`,
      remedy: 'Save the sheet that matters as CSV and load that: CSV has no such limit.',
    })
  for (const entry of wanted) {
    throwIfCancelled(signal)
    let isHead = true
    try {
      for await (const chunk of await readEntry(archive, entry, name)) {
        throwIfCancelled(signal)
        if (isHead && /<!(doctype|entity)/i.test((chunk as Buffer).subarray(0, 4096).toString('latin1')))
          refuse(name, `${entry.fileName} in it declares a document type, which no workbook does`)
        isHead = false
      }
    } catch (error) {
      if (!(error instanceof Error) || error instanceof ExpectedError || signal?.aborted) throw error
      refuse(name, `${entry.fileName} in it is damaged (${error.message})`)
    }
  }
}

function damage(file: StagedFile, name: string, cause: unknown): ExpectedError {
  const detail = cause instanceof Error ? cause.message : String(cause)
  if (/password|encrypt/i.test(detail))
    return new ExpectedError('FILE_ENCRYPTED', {
      subject: name,
      detail: 'it opens only with its password',
      remedy: 'Open it with the password, save it without one and load that.',
    })
  if (!file.tail.includes(Buffer.from([0x50, 0x4b, 0x05, 0x06])))
    return new ExpectedError('FILE_TRUNCATED', {
      subject: name,
      detail: 'the end of the workbook is missing',
      remedy: 'Ask for it again.',
    })
  return new ExpectedError(
    'FILE_UNREADABLE',
    {
      subject: name,
      detail: `the workbook is damaged: ${detail}`,
      remedy: 'Open it in a spreadsheet, save it anew and load that, or ask for it again.',
    },
    { cause },
  )
}

/**
 * The sheets of an XLSX workbook with the values of their cells. Formulas stand for the value that was saved with them.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_UNREADABLE`, `FILE_ENCRYPTED`, `FILE_TOO_LARGE`; CancelledError.
 */
export async function readWorkbook(
  file: StagedFile,
  archive: Archive,
  name: string,
  signal: AbortSignal | undefined,
): Promise<WorkbookSheet[]> {
  await checkParts(archive, name, signal)
  const workbook = await readFile(file.path)
    .then((bytes) => readXlsx(bytes))
    .catch((cause: unknown) => {
      throw damage(file, name, cause)
    })
  return workbook.sheets.map((sheet) => {
    const formulas = [...(sheet.cells ?? [])].filter(([, cell]) => cell.formula)
    const rows = sheet.rows as readonly (readonly CellValue[])[]
    const hasNone = ([place]: readonly [string, unknown]) => {
      const [row, column] = place.split(',').map(Number)
      const value = rows[row ?? 0]?.[column ?? 0]
      return value === null || value === undefined || value === ''
    }
    return { name: sheet.name, rows, formulasWithoutValue: formulas.filter(hasNone).length }
  })
}
