import type { TableCell } from '../contract/index.ts'

export interface TableContent {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly TableCell[])[]
}

const identifying =
  /\b(names?|forenames?|surnames?|title|numbers?|phones?|subjects?|persons?|date ?of ?birth|dob|born|address(?:es)?|postcodes?|imei|imsi|iccid|email|record ?id|custody ?(?:id|number)|nhs|pnc|cro)\b/i

/** `dateOfBirth` and `date_of_birth` as words. */
const asWords = (column: string) => column.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_-]+/g, ' ')

/** The words from the list above that occur in the column names. Never the names themselves: a header may hold a value. */
export function identifyingWords(columns: readonly string[]): string[] {
  const words = columns.map((column) => identifying.exec(asWords(column))?.[0].toLowerCase())
  return [...new Set(words.filter((word) => word !== undefined))]
}

const telephone = /(?:\d[\s().\-\u2010-\u2015/]*){10,}/
const postcode = /\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2})\b/i
const e164 = /^\+\d{8,15}$/

const texts = ({ columns, rows }: TableContent): string[] =>
  [columns, ...rows].flat().flatMap((cell) => (typeof cell === 'string' ? [cell.normalize('NFKC')] : []))

const notShown = /^(?:not shown|\[[a-z]\])$/
const isText = (cell: TableCell | undefined): boolean => typeof cell === 'string' && !notShown.test(cell)

/**
 * Why a table may not leave as one that tells of nobody; null where it may. Columns by their names, where they hold more than counts (how
 * many dates of birth are missing names nobody), cells by their forms.
 */
export function whyIdentifying(table: TableContent): string | null {
  const columns = identifyingWords(
    table.columns.filter((_, index) => table.rows.some((row) => isText(row[index]))),
  )
  if (columns.length > 0) return `it has columns that identify people: ${columns.join(', ')}`
  if (texts(table).some((text) => telephone.test(text))) return 'it holds what could be a telephone number'
  return texts(table).some((text) => postcode.test(text)) ? 'it holds a full postcode' : null
}

/** Whether a table is numbers and nothing else: one column, each cell in E.164. */
export const isNumbersOnly = ({ columns, rows }: TableContent): boolean =>
  columns.length === 1 &&
  rows.every((row) => row.length === 1 && typeof row[0] === 'string' && e164.test(row[0]))
