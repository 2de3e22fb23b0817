import { shownText } from '../text/shown-text.ts'

export type Cell = string | number | boolean | bigint | null | undefined

const figures = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

function written(cell: Cell): string {
  if (cell === null || cell === undefined) return '–'
  return typeof cell === 'number' ? figures.format(cell) : shownText(String(cell))
}

/** Rows as a table for a terminal: numbers aligned right, text left. */
export function tableWords(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const isFigure = header.map((_, column) =>
    rows.every((row) => row[column] === null || row[column] === undefined || typeof row[column] === 'number'),
  )
  const cells = [header, ...rows.map((row) => header.map((_, column) => written(row[column])))]
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isFigure[column] && rows.length > 0 ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')
}

/** `1 line`, `2 lines`, `1,204 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${figures.format(count)} ${count === 1 ? one : many}`
}
