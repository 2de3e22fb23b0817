import { type Table as ArrowTable, tableFromIPC } from 'apache-arrow'
import type { Table } from '../../analysis/contract/index.ts'

export type Cell = string | number | boolean | null

/** A decoded table: columns by name, values as the window draws them. */
export interface Columns {
  readonly rowCount: number
  readonly names: readonly string[]
  readonly kinds: readonly ColumnKind[]
  readonly arrow: ArrowTable
}

export type ColumnKind = 'number' | 'words' | 'instant' | 'day' | 'truth'

const kindOf = (typeName: string): ColumnKind => {
  if (typeName.startsWith('Timestamp')) return 'instant'
  if (typeName.startsWith('Date')) return 'day'
  if (typeName === 'Bool') return 'truth'
  if (/^(U?Int|Float|Decimal)/.test(typeName)) return 'number'
  return 'words'
}

/** Decodes a table of the contract. Rejects when the bytes are not an Arrow stream or the counts disagree. */
export const readTable = async (table: Table): Promise<Columns> => {
  const arrow = tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer()))
  if (arrow.numRows !== table.rowCount) {
    throw new Error(`The table says ${table.rowCount} rows and holds ${arrow.numRows}.`)
  }
  return {
    rowCount: table.rowCount,
    names: arrow.schema.fields.map((field) => field.name),
    kinds: arrow.schema.fields.map((field) => kindOf(String(field.type))),
    arrow,
  }
}

const plainValue = (value: unknown, kind: ColumnKind): Cell => {
  if (value === null || value === undefined) return null
  if (kind === 'instant') return new Date(Number(value)).toISOString()
  if (kind === 'day') {
    return (value instanceof Date ? value : new Date(Number(value))).toISOString().slice(0, 10)
  }
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return String(value)
}

export const columnValues = (columns: Columns, name: string): Cell[] => {
  const index = columns.names.indexOf(name)
  const vector = columns.arrow.getChild(name)
  const kind = columns.kinds[index]
  if (!vector || !kind) return new Array<Cell>(columns.rowCount).fill(null)
  return Array.from({ length: columns.rowCount }, (_, row) => plainValue(vector.get(row), kind))
}

export type Row = Readonly<Record<string, Cell>>

/** Rows as plain objects, in the table's order; for tables that are looked at, not for maps. */
export const readRows = (columns: Columns): Row[] => {
  const values = columns.names.map((name) => columnValues(columns, name))
  return Array.from({ length: columns.rowCount }, (_, row) =>
    Object.fromEntries(columns.names.map((name, column) => [name, values[column]?.[row] ?? null])),
  )
}

export const wordsOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell)

export const countOf = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : 0)
