// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table elements to be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
// biome-ignore-all lint/a11y/noStaticElementInteractions: it is a grid, or a treegrid where rows stand under others
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: as above
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useLayout, widenColumn } from '../../state/layout.ts'
import { useRowsDoor } from '../../state/rows-door.ts'
import { arrangeTable, useArrangement } from '../../state/table-choices.ts'
import { ContextMenu } from '../menu.tsx'
import { BodyRow } from './body-row.tsx'
import {
  arrange,
  arrangeUnderHeads,
  type Column,
  type Filters,
  narrowest,
  type Sort,
  trackOf,
} from './column.ts'
import { type Place, placeAfterKey } from './grid-keys.ts'
import { HeaderCell } from './header-cell.tsx'
import { leaveEntries } from './leave-menu.tsx'
import { type Destination, type LeavingTable, leavingTable } from './leaving.ts'
import { useWidth } from './use-width.ts'
import './data-table.css'

export interface DataTableProps<Item> {
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
  /** Called with what is copied or saved; the caller takes it through the engine's disclosure door. */
  readonly onTake: (table: LeavingTable, to: Destination) => void
  /** Tells what is shown after filters and sort, for an export button outside the table. */
  readonly onArranged?: (items: readonly Item[]) => void
}

const sentenceHeight = 24

const rowHeights = { compact: 28, screen: 32 } as const

export const DataTable = <Item,>(props: DataTableProps<Item>) => {
  const { id, label, items, rowId, selectedId, sentenceBefore, compact, onTake } = props
  const arrangedAs = props.arrangedAs ?? id
  const arrangement = useArrangement(arrangedAs)
  const [initialSort] = useState<Sort | null>(props.initialSort ?? null)
  const sort: Sort | null = arrangement.sort ?? initialSort
  const filters: Filters = arrangement.filters
  const [active, setActive] = useState({ row: 0, column: 0 })
  const scroller = useRef<HTMLDivElement | null>(null)
  const [measure, width] = useWidth()
  const baseId = useId()
  const density = useLayout((layout) => layout.density)
  const hidden = useLayout((layout) => layout.hiddenColumns[id])
  const widths = useLayout((layout) => layout.columnWidths[id])
  const openRows = useRowsDoor((door) => door.open)
  const isWide = typeof innerWidth === 'number' && innerWidth >= 1900
  const rowHeight = compact || density === 'compact' || !isWide ? rowHeights.compact : rowHeights.screen

  const columns = useMemo(
    () =>
      props.columns
        .filter(
          (column) => !hidden?.includes(column.id) && (column.from === undefined || width >= column.from),
        )
        .map((column) => ({ ...column, width: widths?.[column.id] ?? column.width })),
    [props.columns, hidden, width, widths],
  )
  const { headOf, chosenIds, onChooseMore } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: how a row is called does not change with the caller's closure
  const arranged = useMemo(
    () =>
      headOf
        ? arrangeUnderHeads(items, props.columns, sort, filters, rowId, headOf)
        : arrange(items, props.columns, sort, filters),
    [items, props.columns, sort, filters, headOf],
  )
  const isChosen = (item: Item): boolean =>
    chosenIds ? chosenIds.has(rowId(item)) : (selectedId ?? null) !== null && rowId(item) === selectedId
  const sentences = useMemo(
    () =>
      arranged.map((item, index) =>
        sentenceBefore
          ? sentenceBefore(item, index === 0 ? null : (arranged[index - 1] ?? null), sort)
          : null,
      ),
    [arranged, sentenceBefore, sort],
  )
  const { onArranged } = props
  useEffect(() => {
    onArranged?.(arranged)
  }, [arranged, onArranged])

  const virtual = useVirtualizer({
    count: arranged.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => rowHeight + (sentences[index] ? sentenceHeight : 0),
    getItemKey: (index) => {
      const item = arranged[index]
      return item === undefined ? index : rowId(item)
    },
    overscan: 12,
    scrollPaddingStart: 29,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights change with the rows' height and the sentences
  useEffect(() => {
    virtual.measure()
  }, [rowHeight, sentences])

  const activeRow = Math.min(active.row, Math.max(0, arranged.length - 1))
  const activeColumn = Math.min(active.column, Math.max(0, columns.length - 1))
  const cellId = (row: number, column: number) => `${baseId}-${row}-${column}`

  const choose = (item: Item, adds: boolean) => {
    if (adds && onChooseMore) onChooseMore(item)
    else props.onSelect?.(item)
  }
  const moveTo = (place: Place, adds: boolean) => {
    setActive(place)
    virtual.scrollToIndex(place.row)
    const item = arranged[place.row]
    if (item !== undefined && place.row !== activeRow) choose(item, adds)
  }

  const enter = () => {
    const item = arranged[activeRow]
    if (item === undefined) return
    const rows = columns[activeColumn]?.rows?.(item)
    if (rows) openRows(rows)
    else if (props.onOpen) props.onOpen(item)
    else props.onSelect?.(item)
  }

  const take = (to: Destination) => onTake(leavingTable(id, label, columns, arranged), to)
  const takeChosen = () => {
    const chosen = arranged.filter(isChosen)
    const rows = chosen.length > 0 ? chosen : arranged.slice(activeRow, activeRow + 1)
    if (rows.length > 0) onTake(leavingTable(id, label, columns, rows), 'clipboard')
  }
  const pageRows = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 280) / rowHeight) - 2)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return
    const place = placeAfterKey(
      event.key,
      event.ctrlKey,
      { row: activeRow, column: activeColumn },
      { rows: arranged.length, columns: columns.length, page: pageRows() },
    )
    if (place) {
      event.preventDefault()
      moveTo(place, event.shiftKey)
    } else if (event.key === ' ' && onChooseMore) {
      event.preventDefault()
      const item = arranged[activeRow]
      if (item !== undefined) choose(item, true)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      enter()
    } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) {
      if (String(getSelection() ?? '') !== '') return
      event.preventDefault()
      if (event.shiftKey) take('clipboard')
      else takeChosen()
    }
  }

  const sumOfTracks = columns.map(trackOf).join(' ')
  return (
    <div className="table-frame" ref={measure}>
      <ContextMenu
        label={`Copy or save ${label}`}
        entries={[
          {
            words: chosenIds && chosenIds.size > 1 ? 'Copy the chosen rows' : 'Copy the row',
            keys: 'Ctrl C',
            whyNot: arranged.length === 0 ? 'There is no row.' : null,
            onChoose: takeChosen,
          },
          ...leaveEntries(take, 'Ctrl Shift C'),
        ]}
      >
        <div
          ref={scroller}
          className="table"
          role={headOf ? 'treegrid' : 'grid'}
          aria-multiselectable={onChooseMore ? true : undefined}
          tabIndex={0}
          aria-label={label}
          aria-rowcount={arranged.length + 1}
          aria-colcount={columns.length}
          aria-activedescendant={arranged.length > 0 ? cellId(activeRow, activeColumn) : undefined}
          onKeyDown={onKeyDown}
        >
          <div
            role="row"
            aria-rowindex={1}
            className="table-head"
            style={{ gridTemplateColumns: sumOfTracks, minWidth: narrowest(columns) }}
          >
            {columns.map((column, index) => (
              <HeaderCell
                key={column.id}
                column={column}
                index={index}
                sort={sort}
                onWidth={(pixels) => widenColumn(id, column.id, pixels)}
                filter={filters[column.id] ?? ''}
                onSort={(descending) =>
                  arrangeTable(arrangedAs, { sort: { columnId: column.id, descending } })
                }
                onFilter={(filter) =>
                  arrangeTable(arrangedAs, { filters: { ...filters, [column.id]: filter } })
                }
              />
            ))}
          </div>
          <div
            role="rowgroup"
            className="table-body"
            style={{ height: virtual.getTotalSize(), minWidth: narrowest(columns) }}
          >
            {virtual.getVirtualItems().map((place) => {
              const item = arranged[place.index]
              if (item === undefined) return null
              return (
                <BodyRow
                  key={place.key}
                  item={item}
                  index={place.index}
                  top={place.start}
                  height={rowHeight}
                  tracks={sumOfTracks}
                  columns={columns}
                  sentence={sentences[place.index]}
                  isSelected={isChosen(item)}
                  level={headOf ? (headOf(item) === null ? 1 : 2) : null}
                  isPassedOver={props.isPassedOver?.(item) ?? false}
                  instead={props.insteadOfCells?.(item) ?? null}
                  activeColumn={place.index === activeRow ? activeColumn : null}
                  cellId={(column) => cellId(place.index, column)}
                  onPress={(column, adds) => {
                    setActive({ row: place.index, column })
                    scroller.current?.focus({ preventScroll: true })
                    choose(item, adds)
                  }}
                />
              )
            })}
          </div>
          {arranged.length === 0 ? (
            <div className="table-empty">
              {items.length === 0 ? props.empty : 'No row passes the filters. Take one away in the header.'}
            </div>
          ) : null}
        </div>
      </ContextMenu>
    </div>
  )
}
