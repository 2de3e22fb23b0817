import type { Role } from '../contract/index.ts'
import { csvOf, neutraliseFormula } from '../disclosure/index.ts'
import { ExpectedError } from '../engine/errors.ts'

const identifying =
  /\b(name|forename|surname|title|number|phone|subject|person|date ?of ?birth|dob|born|address|postcode|imei|imsi|iccid|email|record ?id|custody ?(id|number)|nhs|pnc|cro)\b/i

const rolesWithIdentities: readonly Role[] = ['police', 'health', 'hub']

export type CopiedCell = string | number | boolean | null

const written = (cell: CopiedCell): string | number | null =>
  typeof cell === 'boolean' ? String(cell) : cell
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
  const rows = input.rows.map((row) => row.map(written))
  if (input.to === 'file') return `\uFEFF${csvOf({ columns: input.columns, rows })}`
  return [input.columns, ...rows]
    .map((row) => row.map((cell) => flat(neutraliseFormula(String(cell ?? '')))).join('\t'))
    .join('\n')
}
