import {
  type ColumnDef,
  columnFilteringFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  type RowData,
  rowSortingFeature,
  type Column as TableColumn,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import { sizeColumns, useLayout } from '../../state/layout.ts'
import { narrowestColumn, widestColumn } from '../../state/saved-layout.ts'
import { arrangeTable, useArrangement } from '../../state/table-choices.ts'
import type { Column, Sort } from './column.ts'

const features = tableFeatures({
  columnFilteringFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
})

/** A column that is drawn: what the view says of it, and TanStack Table's state of it. */
export interface DrawnColumn<Item extends RowData> {
  readonly column: Column<Item>
  readonly state: TableColumn<typeof features, Item, unknown>
}

/** Pixels below which a column is not drawn. */
const smallestTrack = ({ width }: { readonly width: number | string }): number =>
  typeof width === 'number' ? width : Number(/(\d+(?:\.\d+)?)px/.exec(width)?.[1] ?? 100)

/** The columns of a view as TanStack Table wants them. */
export const columnDefs = <Item extends RowData>(
  columns: readonly Column<Item>[],
): ColumnDef<typeof features, Item>[] =>
  columns.map((column) => ({
    id: column.id,
    accessorFn: column.value,
    enableSorting: column.sortable !== false,
    sortDescFirst: column.largestFirst ?? false,
    enableColumnFilter: column.filterable !== false,
    size: smallestTrack(column),
    minSize: Math.min(narrowestColumn, smallestTrack(column)),
    maxSize: widestColumn,
  }))

interface TableOfColumns<Item> {
  readonly id: string
  /** Under which its sort and filters are kept. */
  readonly arrangedAs: string
  readonly columns: readonly Column<Item>[]
  readonly initialSort?: Sort
  /** Pixels. */
  readonly width: number
}

const noRows: readonly never[] = []

/** What is remembered of a table, as the state of TanStack Table. */
const useTableState = <Item>({ id, arrangedAs, columns, initialSort, width }: TableOfColumns<Item>) => {
  const { sort: chosenSort, filters } = useArrangement(arrangedAs)
  const [firstSort] = useState(initialSort ?? null)
  const sort: Sort | null = chosenSort ?? firstSort
  const hidden = useLayout((layout) => layout.hiddenColumns[id])
  const widths = useLayout((layout) => layout.columnWidths[id])
  const state = useMemo(
    () => ({
      sorting: sort ? [{ id: sort.columnId, desc: sort.descending }] : [],
      columnFilters: Object.entries(filters).map(([column, value]) => ({ id: column, value })),
      columnSizing: widths ?? {},
      columnVisibility: Object.fromEntries(
        columns.map(({ id: column, from }) => [
          column,
          !hidden?.includes(column) && (from === undefined || width >= from),
        ]),
      ),
    }),
    [sort, filters, widths, hidden, columns, width],
  )
  return { sort, filters, state }
}

/**
 * The columns that are drawn, how rows are sorted and filtered, and how wide all is. TanStack Table holds the state of the columns;
 * it is given no rows, because its row models take several times as long as `arrange` (docs/decisions/0013).
 */
export const useColumns = <Item extends RowData>(of: TableOfColumns<Item>) => {
  const { id, arrangedAs, columns } = of
  const { sort, filters, state } = useTableState(of)
  const defs = useMemo(() => columnDefs(columns), [columns])
  const table = useTable<typeof features, Item>({
    features,
    columns: defs,
    data: noRows,
    state,
    manualSorting: true,
    manualFiltering: true,
    enableSortingRemoval: false,
    onSortingChange: (update) => {
      const [first] = functionalUpdate(update, state.sorting)
      if (first) arrangeTable(arrangedAs, { sort: { columnId: first.id, descending: first.desc } })
    },
    onColumnFiltersChange: (update) => {
      const kept = functionalUpdate(update, state.columnFilters)
      arrangeTable(arrangedAs, {
        filters: Object.fromEntries(kept.map(({ id: column, value }) => [column, String(value)])),
      })
    },
    onColumnSizingChange: (update) => sizeColumns(id, functionalUpdate(update, state.columnSizing)),
  })
  const drawn = table.getVisibleLeafColumns().flatMap((column): DrawnColumn<Item>[] => {
    const own = columns.find((candidate) => candidate.id === column.id)
    return own ? [{ column: own, state: column }] : []
  })
  const trackOf = ({ column, state: of }: DrawnColumn<Item>): string =>
    column.id in state.columnSizing || typeof column.width === 'number' ? `${of.getSize()}px` : column.width
  return {
    drawn,
    sort,
    filters,
    /** CSS tracks, one a column. */
    tracks: drawn.map(trackOf).join(' '),
    /** Pixels below which the table scrolls sideways. */
    smallestWidth: table.getTotalSize(),
    setWidth: (column: string, width: number | null) => {
      const { [column]: _, ...others } = state.columnSizing as Record<string, number>
      table.setColumnSizing(width === null ? others : { ...others, [column]: width })
    },
  }
}
