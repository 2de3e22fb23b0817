import type { Cell } from '../../engine/arrow.ts'
import type { Column } from './column.ts'

export type Destination = 'clipboard' | 'csv' | 'xlsx'

/** What would leave: the caller takes it through the engine, which decides. */
export interface LeavingTable {
  /** The table's id, for the log. */
  readonly table: string
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}

export const leavingTable = <Item>(
  table: string,
  title: string,
  columns: readonly Column<Item>[],
  items: readonly Item[],
): LeavingTable => ({
  table,
  title,
  columns: columns.map((column) => column.header),
  rows: items.map((item) => columns.map((column) => (column.leaves ?? column.value)(item))),
})

const notInNames = /[\\/:*?"<>|\s]+/g

/** A file's name from a table's title, good on every system. */
export const fileNameOf = (title: string, format: 'csv' | 'xlsx'): string =>
  `${title.replaceAll(notInNames, ' ').trim().slice(0, 80) || 'Table'}.${format}`
