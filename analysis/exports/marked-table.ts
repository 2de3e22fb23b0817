import type { TableCell } from '../contract/index.ts'
import { csvOf, neutraliseFormula } from '../disclosure/index.ts'
import type { TableContent } from './identifying.ts'

const written = (cell: TableCell): string | number | null => (typeof cell === 'boolean' ? String(cell) : cell)
const flat = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ')

/** A CSV of RFC 4180 with a byte order mark, the head (the marking) in a record of its own before the columns. */
export function csvText({ columns, rows }: TableContent, head: readonly string[] = []): string {
  const table = { columns, rows: rows.map((row) => row.map(written)) }
  return `\uFEFF${head.length > 0 ? csvOf({ columns: head, rows: [] }) : ''}${csvOf(table)}`
}

/** Tab-separated lines for the clipboard, the head first. */
export const clipboardText = ({ columns, rows }: TableContent, head: readonly string[] = []): string =>
  [...(head.length > 0 ? [head] : []), columns, ...rows]
    .map((row) => row.map((cell) => flat(neutraliseFormula(String(cell ?? '')))).join('\t'))
    .join('\n')

const widest = 60

/** An Office Open XML workbook of one sheet: figures as numbers, words as text, the head in the first row and at the top of each printed page. */
export async function workbookOf(
  { columns, rows }: TableContent,
  head: readonly string[],
): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx')
  const safe = (cell: TableCell): TableCell => (typeof cell === 'string' ? neutraliseFormula(cell) : cell)
  const lengthOf = (index: number) =>
    rows
      .slice(0, 200)
      .reduce((most, row) => Math.max(most, String(row[index] ?? '').length), columns[index]?.length ?? 0)
  const words = head.join('. ')
  return writeXlsx({
    properties: { title: words, creator: 'Hubline' },
    sheets: [
      {
        name: 'Table',
        columns: columns.map((_, index) => ({ width: Math.min(widest, lengthOf(index) + 2) })),
        rows: [[safe(words)], columns.map(safe), ...rows.map((row) => row.map(safe))],
        freezePane: { rows: 2 },
        pageSetup: { orientation: 'landscape' },
        headerFooter: { oddHeader: `&C${words.replaceAll('&', '&&')}`, oddFooter: '&C&P' },
      },
    ],
  })
}
