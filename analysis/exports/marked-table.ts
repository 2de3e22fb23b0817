import type { Role, TableCell } from '../contract/index.ts'
import { csvOf, neutraliseFormula } from '../disclosure/index.ts'
import { ExpectedError } from '../platform/errors.ts'

const identifying =
  /\b(name|forename|surname|title|number|phone|subject|person|date ?of ?birth|dob|born|address|postcode|imei|imsi|iccid|email|record ?id|custody ?(id|number)|nhs|pnc|cro)\b/i

const rolesWithIdentities: readonly Role[] = ['police', 'health', 'hub']

export interface CopiedRows {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

const written = (cell: TableCell): string | number | null => (typeof cell === 'boolean' ? String(cell) : cell)
const flat = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ')

/** `dateOfBirth` and `date_of_birth` as words. */
const asWords = (column: string) => column.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ')

/**
 * Stops a table with columns that identify people from reaching a role that may not hold identities.
 * @throws ExpectedError `ROLE_FORBIDDEN`
 */
export function refuseIdentities(columns: readonly string[], role: Role): void {
  const identities = columns.filter((column) => identifying.test(asWords(column)))
  if (identities.length === 0 || rolesWithIdentities.includes(role)) return
  throw new ExpectedError('ROLE_FORBIDDEN', {
    subject: identities.join(', '),
    detail: `the role "${role}" may not copy columns that identify people`,
    remedy: 'Leave these columns out, or ask an analyst.',
  })
}

/** A CSV of RFC 4180 with a byte order mark, the head (the marking) in a record of its own before the columns. */
export function csvText({ columns, rows }: CopiedRows, head: readonly string[] = []): string {
  const table = { columns, rows: rows.map((row) => row.map(written)) }
  return `\uFEFF${head.length > 0 ? csvOf({ columns: head, rows: [] }) : ''}${csvOf(table)}`
}

/** Tab-separated lines for the clipboard, the head first. */
export const clipboardText = ({ columns, rows }: CopiedRows, head: readonly string[] = []): string =>
  [...(head.length > 0 ? [head] : []), columns, ...rows]
    .map((row) => row.map((cell) => flat(neutraliseFormula(String(cell ?? '')))).join('\t'))
    .join('\n')

const widest = 60

/** An Office Open XML workbook of one sheet: figures as numbers, words as text, the head in the first row and at the top of each printed page. */
export async function workbookOf(
  { columns, rows }: CopiedRows,
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
