import { type Table as ArrowTable, type Column, Type, tableFromIPC } from '@uwdata/flechette'
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

const kinds: Readonly<Record<number, ColumnKind>> = {
  [Type.Timestamp]: 'instant',
  [Type.Date]: 'day',
  [Type.Bool]: 'truth',
  [Type.Int]: 'number',
  [Type.Float]: 'number',
  [Type.Decimal]: 'number',
}

/** Decodes a table of the contract. Rejects when the bytes are not an Arrow stream or the counts disagree. */
export const readTable = async (table: Table): Promise<Columns> => {
  const arrow = tableFromIPC(await table.arrow.arrayBuffer(), { useBigInt: true, useMap: true })
  if (arrow.numRows !== table.rowCount) {
    throw new Error(`The table says ${table.rowCount} rows and holds ${arrow.numRows}.`)
  }
  const { fields } = arrow.schema
  return {
    rowCount: table.rowCount,
    names: fields.map((field) => field.name),
    kinds: fields.map((field) => kinds[field.type.typeId] ?? 'words'),
    arrow,
  }
}

const isList = (value: object): value is Iterable<unknown> =>
  Array.isArray(value) || ArrayBuffer.isView(value)

/** A list, a struct or a map in words. */
const written = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return String(value ?? '')
  if (isList(value)) return `[${[...value].map(written).join(',')}]`
  const entries = value instanceof Map ? [...value] : Object.entries(value)
  return `{${entries
    .map(
      ([name, part]) =>
        `${JSON.stringify(String(name))}: ${typeof part === 'string' ? JSON.stringify(part) : part === null ? 'null' : written(part)}`,
    )
    .join(', ')}}`
}

const isBinary = (column: Column<unknown>): boolean => column.type.typeId === Type.Binary

const plainValue = (value: unknown, kind: ColumnKind, column: Column<unknown>): Cell => {
  if (value === null || value === undefined) return null
  if (kind === 'instant') return new Date(Number(value)).toISOString()
  if (kind === 'day') return new Date(Number(value)).toISOString().slice(0, 10)
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return isBinary(column) ? String(value) : written(value)
}

export const columnValues = (columns: Columns, name: string): Cell[] => {
  const column = columns.arrow.getChild(name)
  const kind = columns.kinds[columns.names.indexOf(name)]
  if (!column || !kind) return new Array<Cell>(columns.rowCount).fill(null)
  const values = column.toArray()
  return Array.from({ length: columns.rowCount }, (_, row) => plainValue(values[row], kind, column))
}

/**
 * A column of numbers for the pictures, NaN where nothing is known or no such column is. Doubles without gaps are the bytes
 * that came, not a copy.
 */
export const columnNumbers = (columns: Columns, name: string): Float64Array => {
  const values = columns.arrow.getChild(name)?.toArray()
  if (values instanceof Float64Array) return values
  return Float64Array.from({ length: columns.rowCount }, (_, row) => {
    const value: unknown = values?.[row]
    return value === null || value === undefined ? Number.NaN : Number(value)
  })
}

export type Row = Readonly<Record<string, Cell>>

/** Rows as plain objects, in the table's order; for tables that are looked at, not for maps. */
export const readRows = (columns: Columns): Row[] => {
  const rows = Array.from({ length: columns.rowCount }, (): Record<string, Cell> => ({}))
  for (const name of columns.names) {
    const values = columnValues(columns, name)
    for (const [index, row] of rows.entries()) row[name] = values[index] ?? null
  }
  return rows
}

export const wordsOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell)

export const countOf = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : 0)
