// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table elements to be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
import { useRef, useState } from 'react'
import { Caret } from '../button.tsx'
import { Field } from '../field.tsx'
import { Popover } from '../menu.tsx'
import type { Column, Sort } from './column.ts'

export interface HeaderCellProps<Item> {
  readonly column: Column<Item>
  readonly index: number
  readonly sort: Sort | null
  readonly filter: string
  readonly onSort: (descending: boolean) => void
  readonly onFilter: (filter: string) => void
  /** Pixels; null for the column's own width. */
  readonly onWidth: (pixels: number | null) => void
}

/** Pixels that a press of Narrower or Wider moves. */
const step = 24

const sortWords = (sort: Sort | null, columnId: string): 'ascending' | 'descending' | 'none' =>
  sort?.columnId !== columnId ? 'none' : sort.descending ? 'descending' : 'ascending'

export const HeaderCell = <Item,>({
  column,
  index,
  sort,
  filter,
  onSort,
  onFilter,
  onWidth,
}: HeaderCellProps<Item>) => {
  const [isOpen, setOpen] = useState(false)
  const cell = useRef<HTMLDivElement | null>(null)
  const widen = (by: number) => onWidth((cell.current?.getBoundingClientRect().width ?? 100) + by)
  const order = sortWords(sort, column.id)
  const isSortable = column.sortable !== false
  const isFilterable = column.filterable !== false
  const toggle = () => onSort(order === 'none' ? Boolean(column.largestFirst) : order === 'ascending')
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={isSortable ? order : undefined}
      className={`table-header${column.align === 'end' ? ' end' : ''}${order === 'none' ? '' : ' table-sorted'}`}
    >
      {isSortable ? (
        <button type="button" className="table-sort" onClick={toggle}>
          {column.headerMark}
          {column.header}
          {order === 'none' ? null : <span aria-hidden="true"> {order === 'ascending' ? '↑' : '↓'}</span>}
        </button>
      ) : (
        <span>
          {column.headerMark}
          {column.header}
        </span>
      )}
      {isFilterable ? (
        <Popover
          label={`Filter ${column.header}`}
          align={column.align === 'end' ? 'end' : 'start'}
          open={isOpen}
          onOpenChange={setOpen}
          trigger={
            <button
              type="button"
              className={`table-filter${filter ? ' table-filtered' : ''}`}
              aria-label={filter ? `Filter ${column.header}, now ${filter}` : `Filter ${column.header}`}
            >
              {filter ? <span className="table-filter-on">filtered</span> : <Caret />}
            </button>
          }
        >
          <form
            className="table-filter-form"
            onSubmit={(event) => {
              event.preventDefault()
              setOpen(false)
            }}
          >
            <Field
              label={`${column.header} holds`}
              value={filter}
              note={column.align === 'end' ? 'or > 5, <= 3, 10-20' : undefined}
              onChange={(event) => onFilter(event.target.value)}
            />
            <div className="table-filter-actions">
              {isSortable ? (
                <>
                  <button type="button" className="button" onClick={() => onSort(false)}>
                    Smallest first
                  </button>
                  <button type="button" className="button" onClick={() => onSort(true)}>
                    Largest first
                  </button>
                </>
              ) : null}
              <button type="button" className="button" onClick={() => onFilter('')}>
                Show all
              </button>
            </div>
            <div className="table-filter-actions">
              <button type="button" className="button" onClick={() => widen(-step)}>
                Narrower
              </button>
              <button type="button" className="button" onClick={() => widen(step)}>
                Wider
              </button>
              <button type="button" className="button" onClick={() => onWidth(null)}>
                Own width
              </button>
            </div>
          </form>
        </Popover>
      ) : null}
      <span
        className="table-edge"
        aria-hidden="true"
        data-column={column.id}
        onDoubleClick={() => onWidth(null)}
        onPointerDown={(event) => {
          const edge = event.currentTarget
          const start = event.clientX
          const before = cell.current?.getBoundingClientRect().width ?? 100
          edge.setPointerCapture(event.pointerId)
          edge.onpointermove = (move) => onWidth(before + move.clientX - start)
          edge.onpointerup = () => {
            edge.onpointermove = null
          }
        }}
      />
    </div>
  )
}
