// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table elements to be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
// biome-ignore-all lint/a11y/noStaticElementInteractions: it is a grid, or a treegrid where rows stand under others
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: as above
import type { RowData } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect, useId, useMemo, useRef } from 'react'
import type { Destination, ExportedTable } from '../../engine/table-export.ts'
import { useDrillDown } from '../../state/drill-down.ts'
import { useLayout } from '../../state/layout.ts'
import { ContextMenu, type MenuEntry } from '../menu.tsx'
import { useWidth } from '../size.ts'
import { BodyRow } from './body-row.tsx'
import { arrange, arrangeUnderHeads, type Column, exportedTable, type Sort } from './column.ts'
import { HeaderCell } from './header-cell.tsx'
import { exportEntries } from './table-menus.tsx'
import { useColumns } from './use-columns.ts'
import { useGrid } from './use-grid.ts'
import './data-table.css'

interface DataTableProps<Item extends RowData> {
  /** Names the table for a screen reader, and its remembered columns. */
  readonly id: string
  readonly label: string
  /** Under which its sort and filters are kept, where that is not its id. */
  readonly arrangedAs?: string
  readonly items: readonly Item[]
  readonly columns: readonly Column<Item>[]
  readonly rowId: (item: Item) => string
  readonly selectedId?: string | null
  readonly onSelect?: (item: Item) => void
  /** Where several can be chosen: all that are. Shift or Ctrl with a click, Shift with an arrow and Space choose more or fewer. */
  readonly chosenIds?: ReadonlySet<string>
  readonly onChooseMore?: (item: Item) => void
  /** The id of the item under which one stands, whatever the sort; null where it stands for itself. */
  readonly headOf?: (item: Item) => string | null
  /** Enter on a cell that has no rows of its own. */
  readonly onOpen?: (item: Item) => void
  readonly initialSort?: Sort
  /** Passed over: drawn in the second ink. */
  readonly isPassedOver?: (item: Item) => boolean
  /** A sentence that stands between this row and the one before it. */
  readonly sentenceBefore?: (item: Item, before: Item | null, sort: Sort | null) => ReactNode
  /** Takes the place of the cells from the given column on, e.g. for a file that was not loaded. */
  readonly insteadOfCells?: (item: Item) => { readonly from: string; readonly content: ReactNode } | null
  readonly compact?: boolean
  readonly empty?: ReactNode
  /** Called with what is copied or saved; the caller takes it through the engine's disclosure control. */
  readonly onExport: (table: ExportedTable, to: Destination) => void
  /** Tells what is shown after filters and sort, for an export button outside the table. */
  readonly onArranged?: (items: readonly Item[]) => void
}

const sentenceHeight = 24
const headHeight = 29
const rowHeights = { compact: 28, screen: 32 } as const

const useRowHeight = (isCompact: boolean | undefined): number => {
  const density = useLayout((layout) => layout.density)
  const isWide = typeof innerWidth === 'number' && innerWidth >= 1900
  return isCompact || density === 'compact' || !isWide ? rowHeights.compact : rowHeights.screen
}

type Columns<Item extends RowData> = ReturnType<typeof useColumns<Item>>

/** The rows that pass the filters, in their order, each with the sentence that stands before it. */
const useArranged = <Item extends RowData>(props: DataTableProps<Item>, { sort, filters }: Columns<Item>) => {
  const { items, columns, headOf, rowId, sentenceBefore, onArranged } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a row is called does not change with the caller's closure
  const arranged = useMemo(
    () =>
      headOf
        ? arrangeUnderHeads(items, columns, sort, filters, rowId, headOf)
        : arrange(items, columns, sort, filters),
    [items, columns, sort, filters, headOf],
  )
  const sentences = useMemo(
    () =>
      arranged.map((item, index) =>
        sentenceBefore
          ? sentenceBefore(item, index === 0 ? null : (arranged[index - 1] ?? null), sort)
          : null,
      ),
    [arranged, sentenceBefore, sort],
  )
  useEffect(() => {
    onArranged?.(arranged)
  }, [arranged, onArranged])
  return { arranged, sentences }
}

interface RowPlaces<Item> {
  readonly items: readonly Item[]
  readonly sentences: readonly ReactNode[]
  readonly rowId: (item: Item) => string
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** Which rows are in sight, and where they stand. */
const useRowPlaces = <Item,>({ items, sentences, rowId, rowHeight, scroller }: RowPlaces<Item>) => {
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (sentences[index] ? sentenceHeight : 0),
    getItemKey: (index) => {
      const item = items[index]
      return item === undefined ? index : rowId(item)
    },
    overscan: 12,
    scrollPaddingStart: headHeight,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights change with the rows' height and the sentences
  useEffect(() => {
    virtual.measure()
  }, [rowHeight, sentences])
  return virtual
}

/** Which rows are chosen, and how more are. */
const choosing = <Item extends RowData>({
  rowId,
  selectedId,
  chosenIds,
  onSelect,
  onChooseMore,
}: DataTableProps<Item>) => ({
  isChosen: (item: Item): boolean =>
    chosenIds ? chosenIds.has(rowId(item)) : (selectedId ?? null) !== null && rowId(item) === selectedId,
  choose: (item: Item, adds: boolean) => {
    if (adds && onChooseMore) onChooseMore(item)
    else onSelect?.(item)
  },
})

/** Everything that a table knows and does, for the parts that draw it. */
const useDataTable = <Item extends RowData>(props: DataTableProps<Item>) => {
  const { id, label, rowId } = props
  const scroller = useRef<HTMLDivElement | null>(null)
  const [measure, width] = useWidth()
  const baseId = useId()
  const rowHeight = useRowHeight(props.compact)
  const openRows = useDrillDown((drillDown) => drillDown.open)
  const columns = useColumns({ ...props, arrangedAs: props.arrangedAs ?? id, width })
  const { arranged, sentences } = useArranged(props, columns)
  const virtual = useRowPlaces({ items: arranged, sentences, rowId, rowHeight, scroller })
  const { isChosen, choose } = choosing(props)
  const drawn = columns.drawn.map(({ column }) => column)
  const exportRows = (to: Destination, items = arranged) =>
    props.onExport(exportedTable(id, label, drawn, items), to)
  const takeChosen = () => {
    const chosen = arranged.filter(isChosen)
    const rows = chosen.length > 0 ? chosen : arranged.slice(grid.active.row, grid.active.row + 1)
    if (rows.length > 0) exportRows('clipboard', rows)
  }
  const grid = useGrid({
    items: arranged,
    columns: drawn.length,
    pageRows: () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 280) / rowHeight) - 2),
    scrollTo: (row) => virtual.scrollToIndex(row),
    onChoose: choose,
    onChooseMore: props.onChooseMore,
    onEnter: (item, column) => {
      const rows = drawn[column]?.rows?.(item)
      if (rows) openRows(rows)
      else if (props.onOpen) props.onOpen(item)
      else props.onSelect?.(item)
    },
    onCopy: (all) => (all ? exportRows('clipboard') : takeChosen()),
  })
  const cellId = (row: number, column: number) => `${baseId}-${row}-${column}`
  const entries: MenuEntry[] = [
    {
      words: props.chosenIds && props.chosenIds.size > 1 ? 'Copy the chosen rows' : 'Copy the row',
      keys: 'Ctrl C',
      whyNot: arranged.length === 0 ? 'There is no row.' : null,
      onChoose: takeChosen,
    },
    ...exportEntries(exportRows, 'Ctrl Shift C'),
  ]
  return {
    ...{ measure, scroller, rowHeight, columns, drawn, arranged, sentences, virtual, grid, cellId, entries },
    isChosen,
    press: (item: Item, row: number, column: number, adds: boolean) => {
      grid.setActive({ row, column })
      scroller.current?.focus({ preventScroll: true })
      choose(item, adds)
    },
  }
}

type Table<Item extends RowData> = ReturnType<typeof useDataTable<Item>>

const Head = <Item extends RowData>({ columns }: Pick<Table<Item>, 'columns'>) => (
  <div
    role="row"
    aria-rowindex={1}
    className="table-head"
    style={{ gridTemplateColumns: columns.tracks, minWidth: columns.smallestWidth }}
  >
    {columns.drawn.map(({ column, state }, index) => (
      <HeaderCell
        key={column.id}
        column={column}
        state={state}
        index={index}
        onWidth={(pixels) => columns.setWidth(column.id, pixels)}
      />
    ))}
  </div>
)

const Body = <Item extends RowData>({
  table,
  props,
}: {
  readonly table: Table<Item>
  readonly props: DataTableProps<Item>
}) => {
  const { columns, arranged, grid, cellId } = table
  const { headOf } = props
  return (
    <div
      role="rowgroup"
      className="table-body"
      style={{ height: table.virtual.getTotalSize(), minWidth: columns.smallestWidth }}
    >
      {table.virtual.getVirtualItems().map((place) => {
        const item = arranged[place.index]
        if (item === undefined) return null
        return (
          <BodyRow
            key={place.key}
            item={item}
            index={place.index}
            top={place.start}
            height={table.rowHeight}
            tracks={columns.tracks}
            columns={table.drawn}
            sentence={table.sentences[place.index]}
            isSelected={table.isChosen(item)}
            level={headOf ? (headOf(item) === null ? 1 : 2) : null}
            isPassedOver={props.isPassedOver?.(item) ?? false}
            instead={props.insteadOfCells?.(item) ?? null}
            activeColumn={place.index === grid.active.row ? grid.active.column : null}
            cellId={(column) => cellId(place.index, column)}
            onPress={(column, adds) => table.press(item, place.index, column, adds)}
          />
        )
      })}
    </div>
  )
}

export const DataTable = <Item extends RowData>(props: DataTableProps<Item>) => {
  const table = useDataTable(props)
  const { arranged, grid, drawn } = table
  const { label, headOf } = props
  return (
    <div className="table-frame" ref={table.measure}>
      <ContextMenu label={`Copy or save ${label}`} entries={table.entries}>
        <div
          ref={table.scroller}
          className="table"
          role={headOf ? 'treegrid' : 'grid'}
          aria-multiselectable={props.onChooseMore ? true : undefined}
          tabIndex={0}
          aria-label={label}
          aria-rowcount={arranged.length + 1}
          aria-colcount={drawn.length}
          aria-activedescendant={
            arranged.length > 0 ? table.cellId(grid.active.row, grid.active.column) : undefined
          }
          onKeyDown={grid.onKeyDown}
        >
          <Head columns={table.columns} />
          <Body table={table} props={props} />
          {arranged.length === 0 ? (
            <div className="table-empty">
              {props.items.length === 0
                ? props.empty
                : 'No row passes the filters. Take one away in the header.'}
            </div>
          ) : null}
        </div>
      </ContextMenu>
    </div>
  )
}
