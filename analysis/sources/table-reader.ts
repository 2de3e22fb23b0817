import type { ImportNote } from '../contract/index.ts'
import { noteOfVotes, orderOfVotes, votesOf } from './day-order.ts'
import { loadTable } from './load-table.ts'
import { readTextTable, type TextTable } from './read-table.ts'
import type { ContentPreview, Reader } from './reader.ts'
import { type Recognition, tableKindOf } from './recognise.ts'
import { splitTable } from './split-table.ts'
import { RecordsNeedSplitting } from './stage-rows.ts'
import { readWorkbookTable } from './workbook/workbook-table.ts'

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

function previewOfTable({ headers, recognition, firstRows, notes, sheetName }: TextTable): ContentPreview {
  const definition = tableKindOf(recognition.kind)
  const required = new Set((definition?.requires ?? []).filter((group) => group.length === 1).flat())
  return {
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
    fields: (definition?.fields ?? []).map((known) => ({
      field: known.field,
      label: known.label,
      required: required.has(known.field),
    })),
    problems: [...notes, ...openDates(headers, recognition, firstRows)].map(({ detail }) => detail),
  }
}

/** Tables of any kind, as text or in a workbook. @throws ExpectedError as `readTextTable` and `readWorkbookTable` */
export const tableReader: Reader<TextTable> = {
  async sniff({ file, name, folder, wanted, ...content }) {
    const sheets = await content.sheets()
    return sheets
      ? readWorkbookTable(sheets, name, folder, wanted)
      : readTextTable(file, name, folder, wanted)
  },
  preview: async (table) => previewOfTable(table),
  async load(table, { file, name, folder, signal }, { write, details, step }) {
    const load = (ready: TextTable) =>
      write((connection) => loadTable(connection, name, file, ready, details))
    const split = async () => {
      step('telling its rows apart')
      return load(await splitTable(table, folder, signal))
    }
    if (table.needsSplitting) return split()
    return load(table).catch((error: unknown) => {
      if (error instanceof RecordsNeedSplitting) return split()
      throw error
    })
  },
}
