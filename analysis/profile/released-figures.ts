import type { ProfileTable, ReleasedCell } from '../contract/index.ts'
import type { PublishedTable } from '../disclosure/index.ts'
import { type CountTable, figureIdOf, printedCodes, total } from './count-table.ts'

/** A published figure, and the id that leads back to its rows. */
export interface Figure {
  readonly figureId: string
  readonly value: ReleasedCell
}

const asCell = (cell: PublishedTable['cells'][number]): ReleasedCell => {
  if (!cell) return { notComputable: 'not in the table' }
  if (cell.shown !== null) return cell.shown
  return { suppressed: cell.status === 'primary' ? 'primary' : 'secondary' }
}

const mostRows = 24
const isCount = (cell: ReleasedCell) => typeof cell === 'number' && cell > 0

/** The protected tables of one profile, by figure. Sentences, charts and printed tables read nothing else. */
export class ReleasedFigures {
  private readonly tables = new Map<string, CountTable>()
  private readonly cells = new Map<string, ReleasedCell>()

  constructor(tables: readonly CountTable[], published: readonly PublishedTable[]) {
    const byId = new Map(tables.map((table) => [table.tableId, table]))
    for (const one of published) {
      const table = byId.get(one.tableId)
      if (!table) continue
      this.tables.set(table.tableId, table)
      const columns = table.columns ? printedCodes(table.columns) : [null]
      printedCodes(table.rows).forEach((row, rowIndex) => {
        columns.forEach((column, columnIndex) => {
          const cell = one.cells[rowIndex * columns.length + columnIndex] ?? null
          this.cells.set(figureIdOf(table.tableId, row, column), asCell(cell))
        })
      })
    }
  }

  has(tableId: string): boolean {
    return this.tables.has(tableId)
  }

  all(): ReadonlyMap<string, ReleasedCell> {
    return this.cells
  }

  /** @throws Error when the table or the code does not exist; ask `has` first. */
  figure(tableId: string, row: string = total, column?: string): Figure {
    const table = this.tables.get(tableId)
    const figureId = figureIdOf(tableId, row, table?.columns ? (column ?? total) : null)
    const value = this.cells.get(figureId)
    if (value === undefined) throw new Error(`No figure ${figureId}`)
    return { figureId, value }
  }

  /** Rows without the totals, in printed order. */
  leaves(tableId: string): readonly string[] {
    return this.tables.get(tableId)?.rows.codes ?? []
  }

  /** The leaf with the largest published count, leaving some out; null where nothing is published above zero. */
  largest(
    tableId: string,
    without: readonly string[] = [],
    column?: string,
  ): { code: string; figure: Figure } | null {
    const candidates = this.leaves(tableId)
      .filter((code) => !without.includes(code))
      .map((code) => ({ code, figure: this.figure(tableId, code, column) }))
      .filter(({ figure }) => typeof figure.value === 'number' && figure.value > 0)
    candidates.sort((left, right) => Number(right.figure.value) - Number(left.figure.value))
    return candidates[0] ?? null
  }

  label(tableId: string, code: string): string {
    const table = this.tables.get(tableId)
    return table?.rows.labels?.[code] ?? table?.columns?.labels?.[code] ?? code
  }

  /**
   * The table as printed. Rows and columns with only zeros are left out. In a long table, so are all rows without a shown count, so that the
   * choice of rows reveals nothing beyond their cells.
   */
  printed(tableId: string): ProfileTable {
    const table = this.tables.get(tableId)
    if (!table) throw new Error(`No table ${tableId}`)
    const columns = table.columns ? printedCodes(table.columns) : [null]
    const isTotal = (code: string) => code in table.rows.groups
    const rows = printedCodes(table.rows).map((row) => ({
      label: table.rows.labels?.[row] ?? row,
      total: isTotal(row),
      cells: columns.map((column) => this.cells.get(figureIdOf(tableId, row, column)) ?? 0),
    }))
    const filled = rows.filter((row) => row.total || row.cells.some((cell) => cell !== 0))
    const isLong = filled.filter((row) => !row.total).length > mostRows
    const shown = isLong ? filled.filter((row) => row.total || row.cells.some(isCount)) : filled
    const left = filled.length - shown.length
    const kept = columns.flatMap((column, index) =>
      column === null ||
      (table.columns && column in table.columns.groups) ||
      shown.some((row) => row.cells[index] !== 0)
        ? [index]
        : [],
    )
    return {
      tableId,
      title: table.title,
      unit: table.unit,
      source: table.source,
      columns: kept.map((index) => {
        const column = columns[index] ?? null
        return column === null ? 'Count' : (table.columns?.labels?.[column] ?? column)
      }),
      rows: shown.map((row) => ({ ...row, cells: kept.map((index) => row.cells[index] ?? 0) })),
      notes: [
        ...table.notes,
        ...(left === 0
          ? []
          : [
              left === 1
                ? 'One row in which no count is shown is left out.'
                : `${left} rows in which no count is shown are left out.`,
            ]),
      ],
    }
  }
}
