import type { ExportedTable } from '../../engine/table-export.ts'
import type { Column } from './column.ts'

export const exportedTable = <Item>(
  table: string,
  title: string,
  columns: readonly Column<Item>[],
  items: readonly Item[],
): ExportedTable => ({
  table,
  title,
  columns: columns.map((column) => column.header),
  rows: items.map((item) => columns.map((column) => (column.exported ?? column.value)(item))),
})
