/**
 * Turns a value into cell text that no spreadsheet executes: a leading = + - @, tab, carriage return or line feed (also
 * after spaces, and in full-width form) is given an apostrophe. A plain negative or signed number stays.
 * Source: OWASP, CSV injection.
 */
export function neutraliseFormula(cell: string): string {
  if (/^[-+]?\d{1,15}(?:,\d{3})*(?:\.\d+)?%?$/.test(cell)) return cell
  return /^[\s\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell
}

/** A CSV of RFC 4180 (CRLF, quotes doubled), every cell neutralised. Numbers are written plainly. */
export function csvOf(table: {
  columns: readonly string[]
  rows: readonly (readonly (string | number | null)[])[]
}): string {
  const write = (cell: string | number | null): string => {
    if (cell === null) return ''
    if (typeof cell === 'number') return String(cell)
    const safe = neutraliseFormula(cell)
    return /[",;\t\r\n]/.test(safe) || safe !== safe.trim() ? `"${safe.replace(/"/g, '""')}"` : safe
  }
  return [table.columns, ...table.rows].map((row) => `${row.map(write).join(',')}\r\n`).join('')
}
