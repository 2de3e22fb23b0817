// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table elements to be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
import type { RowData } from '@tanstack/react-table'
import { type RefObject, useRef, useState } from 'react'
import { Caret } from '../button.tsx'
import { Field } from '../field.tsx'
import { Popover } from '../menu.tsx'
import type { DrawnColumn } from './use-columns.ts'

interface HeaderCellProps<Item extends RowData> extends DrawnColumn<Item> {
  readonly index: number
  /** Pixels; null for the column's own width. */
  readonly onWidth: (pixels: number | null) => void
}

/** Pixels that a press of Narrower or Wider moves. */
const step = 24

const orderWords = { asc: 'ascending', desc: 'descending' } as const

const drawnWidth = (cell: RefObject<HTMLElement | null>): number =>
  cell.current?.getBoundingClientRect().width ?? 100

/** What the popover of a header offers: a filter, the order, the width. */
const HeaderForm = <Item extends RowData>({
  column,
  state,
  cell,
  onWidth,
  onDone,
}: DrawnColumn<Item> & {
  readonly cell: RefObject<HTMLElement | null>
  readonly onWidth: (pixels: number | null) => void
  readonly onDone: () => void
}) => (
  <form
    className="table-filter-form"
    onSubmit={(event) => {
      event.preventDefault()
      onDone()
    }}
  >
    <Field
      label={`${column.header} holds`}
      value={String(state.getFilterValue() ?? '')}
      note={column.align === 'end' ? 'or > 5, <= 3, 10-20' : undefined}
      onChange={(event) => state.setFilterValue(event.target.value)}
    />
    <div className="table-filter-actions">
      {state.getCanSort() ? (
        <>
          <button type="button" className="button" onClick={() => state.toggleSorting(false)}>
            Smallest first
          </button>
          <button type="button" className="button" onClick={() => state.toggleSorting(true)}>
            Largest first
          </button>
        </>
      ) : null}
      <button type="button" className="button" onClick={() => state.setFilterValue('')}>
        Show all
      </button>
    </div>
    <div className="table-filter-actions">
      <button type="button" className="button" onClick={() => onWidth(drawnWidth(cell) - step)}>
        Narrower
      </button>
      <button type="button" className="button" onClick={() => onWidth(drawnWidth(cell) + step)}>
        Wider
      </button>
      <button type="button" className="button" onClick={() => onWidth(null)}>
        Own width
      </button>
    </div>
  </form>
)

/** Dragged, it makes the column wider or narrower, from the width at which it is drawn: a column may share what is left. */
const ResizeEdge = ({
  columnId,
  cell,
  onWidth,
}: {
  readonly columnId: string
  readonly cell: RefObject<HTMLElement | null>
  readonly onWidth: (pixels: number | null) => void
}) => (
  <span
    className="table-edge"
    aria-hidden="true"
    data-column={columnId}
    onDoubleClick={() => onWidth(null)}
    onPointerDown={(event) => {
      const edge = event.currentTarget
      const start = event.clientX
      const before = drawnWidth(cell)
      edge.setPointerCapture(event.pointerId)
      edge.onpointermove = (move) => onWidth(before + move.clientX - start)
      edge.onpointerup = () => {
        edge.onpointermove = null
      }
    }}
  />
)

export const HeaderCell = <Item extends RowData>({
  column,
  state,
  index,
  onWidth,
}: HeaderCellProps<Item>) => {
  const [isOpen, setOpen] = useState(false)
  const cell = useRef<HTMLDivElement | null>(null)
  const sorted = state.getIsSorted()
  const filter = String(state.getFilterValue() ?? '')
  const words = (
    <>
      {column.headerMark}
      {column.header}
    </>
  )
  return (
    <div
      ref={cell}
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={state.getCanSort() ? (sorted ? orderWords[sorted] : 'none') : undefined}
      className={`table-header${column.align === 'end' ? ' end' : ''}${sorted ? ' table-sorted' : ''}`}
    >
      {state.getCanSort() ? (
        <button type="button" className="table-sort" onClick={() => state.toggleSorting()}>
          {words}
          {sorted ? <span aria-hidden="true"> {sorted === 'asc' ? '↑' : '↓'}</span> : null}
        </button>
      ) : (
        <span>{words}</span>
      )}
      {state.getCanFilter() ? (
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
          <HeaderForm
            column={column}
            state={state}
            cell={cell}
            onWidth={onWidth}
            onDone={() => setOpen(false)}
          />
        </Popover>
      ) : null}
      <ResizeEdge columnId={column.id} cell={cell} onWidth={onWidth} />
    </div>
  )
}
