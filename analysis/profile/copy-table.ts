import type { Role } from '../contract/index.ts'
import { ExpectedError } from '../engine/errors.ts'

const identifying =
  /\b(name|forename|surname|title|number|phone|subject|person|date ?of ?birth|dob|born|address|postcode|imei|imsi|iccid|email|record ?id|custody ?(id|number)|nhs|pnc|cro)\b/i

const rolesWithIdentities: readonly Role[] = ['police', 'health', 'hub']

export type CopiedCell = string | number | boolean | null

/** A cell that a spreadsheet would run gets an apostrophe before it. Source: OWASP, CSV injection. */
export function neutralised(cell: CopiedCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const isNumber = /^-\d+([.,]\d+)?$/.test(cell)
  return /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) && !isNumber ? `'${cell}` : cell
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const flat = (text: string) => text.replaceAll(/[\t\r\n]+/g, ' ')

/** `dateOfBirth` and `date_of_birth` as words. */
const asWords = (column: string) => column.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ')

/**
 * A table as CSV (RFC 4180, with a byte order mark, for a file) or tab-separated text (for the clipboard).
 * @throws ExpectedError `ROLE_FORBIDDEN` when a column identifies people and the role may not hold identities
 */
export function copyTable(
  input: { columns: readonly string[]; rows: readonly (readonly CopiedCell[])[]; to: 'clipboard' | 'file' },
  role: Role,
): string {
  const identities = input.columns.filter((column) => identifying.test(asWords(column)))
  if (identities.length > 0 && !rolesWithIdentities.includes(role)) {
    throw new ExpectedError('ROLE_FORBIDDEN', {
      subject: identities.join(', '),
      detail: `the role "${role}" may not copy columns that identify people`,
      remedy: 'Leave these columns out, or ask an analyst.',
    })
  }
  const all = [input.columns, ...input.rows]
  if (input.to === 'clipboard')
    return all.map((row) => row.map((cell) => flat(neutralised(cell))).join('\t')).join('\n')
  return `\uFEFF${all.map((row) => row.map((cell) => quoted(neutralised(cell))).join(',')).join('\r\n')}\r\n`
}
