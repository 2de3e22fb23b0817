// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid answers the keys
// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid has no table elements to be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus for its rows and cells
import type { ReactNode } from 'react'
import { shownText } from '../../../analysis/text/shown-text.ts'
import type { Column } from './column.ts'

interface BodyRowProps<Item> {
  readonly item: Item
  readonly index: number
  readonly top: number
  readonly height: number
  readonly tracks: string
  readonly columns: readonly Column<Item>[]
  readonly sentence: ReactNode
  readonly isSelected: boolean
  readonly isPassedOver: boolean
  readonly instead: { readonly from: string; readonly content: ReactNode } | null
  readonly activeColumn: number | null
  readonly cellId: (column: number) => string
  /** 2 stands under the row before it; null in a table without such rows. */
  readonly level: number | null
  readonly onPress: (column: number, adds: boolean) => void
}

const classesOf = <Item,>(row: BodyRowProps<Item>): string =>
  [
    'table-row',
    row.isSelected ? 'table-selected' : '',
    row.isPassedOver ? 'table-passed' : '',
    row.level === 2 ? 'table-under' : '',
  ]
    .filter(Boolean)
    .join(' ')

const drawCell = <Item,>(column: Column<Item>, item: Item, isSelected: boolean): ReactNode => {
  if (column.cell) {
    const drawn = column.cell(item, isSelected)
    return typeof drawn === 'string' ? shownText(drawn) : drawn
  }
  const value = column.value(item)
  return value === null ? <span className="table-unknown">not known</span> : shownText(String(value))
}

export const BodyRow = <Item,>(row: BodyRowProps<Item>) => {
  const insteadFrom = row.instead ? row.columns.findIndex((column) => column.id === row.instead?.from) : -1
  const drawn = insteadFrom >= 0 ? row.columns.slice(0, insteadFrom) : row.columns
  return (
    <>
      {row.sentence ? (
        <div className="table-sentence" role="presentation" style={{ top: row.top }}>
          {row.sentence}
        </div>
      ) : null}
      <div
        role="row"
        aria-rowindex={row.index + 2}
        aria-selected={row.isSelected}
        aria-level={row.level ?? undefined}
        className={classesOf(row)}
        style={{
          top: row.top + (row.sentence ? 24 : 0),
          height: row.height,
          gridTemplateColumns: row.tracks,
        }}
      >
        {drawn.map((column, index) => (
          <div
            key={column.id}
            id={row.cellId(index)}
            role="gridcell"
            aria-colindex={index + 1}
            className={`table-cell${column.align === 'end' ? ' end' : ''}${column.mono ? ' mono' : ''}${
              row.activeColumn === index ? ' table-active' : ''
            }`}
            onClick={(event) => row.onPress(index, event.shiftKey || event.ctrlKey || event.metaKey)}
          >
            {drawCell(column, row.item, row.isSelected)}
          </div>
        ))}
        {row.instead && insteadFrom >= 0 ? (
          <div
            role="gridcell"
            id={row.cellId(insteadFrom)}
            aria-colindex={insteadFrom + 1}
            className="table-cell table-instead"
            style={{ gridColumn: `${insteadFrom + 1} / -1` }}
          >
            {row.instead.content}
          </div>
        ) : null}
      </div>
    </>
  )
}
