import { type KeyboardEvent, useState } from 'react'

interface Place {
  readonly row: number
  readonly column: number
}

interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that a page key moves by. */
  readonly page: number
}

/** Where a key moves to in a grid, kept inside it; null when the key does not move. */
export const placeAfterKey = (key: string, ctrl: boolean, from: Place, size: GridSize): Place | null => {
  const place = rawPlace(key, ctrl, from, size)
  if (!place) return null
  return {
    row: Math.max(0, Math.min(size.rows - 1, place.row)),
    column: Math.max(0, Math.min(size.columns - 1, place.column)),
  }
}

const rawPlace = (key: string, ctrl: boolean, from: Place, size: GridSize): Place | null => {
  switch (key) {
    case 'ArrowDown':
      return { ...from, row: from.row + 1 }
    case 'ArrowUp':
      return { ...from, row: from.row - 1 }
    case 'ArrowRight':
      return { ...from, column: from.column + 1 }
    case 'ArrowLeft':
      return { ...from, column: from.column - 1 }
    case 'PageDown':
      return { ...from, row: from.row + size.page }
    case 'PageUp':
      return { ...from, row: from.row - size.page }
    case 'Home':
      return { row: ctrl ? 0 : from.row, column: 0 }
    case 'End':
      return ctrl ? { ...from, row: size.rows - 1 } : { ...from, column: size.columns - 1 }
    default:
      return null
  }
}

interface Grid<Item> {
  readonly items: readonly Item[]
  readonly columns: number
  /** Rows that a page key moves by. */
  readonly pageRows: () => number
  readonly scrollTo: (row: number) => void
  /** A row was moved to or pressed; `adds` with Shift or Ctrl. */
  readonly onChoose: (item: Item, adds: boolean) => void
  /** Space adds a row to those chosen, or takes it away; left out where one only can be chosen. */
  readonly onChooseMore?: (item: Item) => void
  readonly onEnter: (item: Item, column: number) => void
  /** Ctrl C on the chosen rows; with Shift on all of them. */
  readonly onCopy: (all: boolean) => void
}

/** The active cell of a grid, and what the keys do to it. */
export const useGrid = <Item>(grid: Grid<Item>) => {
  const { items, columns } = grid
  const [active, setActive] = useState<Place>({ row: 0, column: 0 })
  const place: Place = {
    row: Math.min(active.row, Math.max(0, items.length - 1)),
    column: Math.min(active.column, Math.max(0, columns - 1)),
  }
  const item = items[place.row]
  const moveTo = (next: Place, adds: boolean) => {
    setActive(next)
    grid.scrollTo(next.row)
    const there = items[next.row]
    if (there !== undefined && next.row !== place.row) grid.onChoose(there, adds)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const next = placeAfterKey(event.key, event.ctrlKey, place, {
      rows: items.length,
      columns,
      page: grid.pageRows(),
    })
    if (next) {
      event.preventDefault()
      moveTo(next, event.shiftKey)
    } else if (event.key === ' ' && grid.onChooseMore) {
      event.preventDefault()
      if (item !== undefined) grid.onChooseMore(item)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (item !== undefined) grid.onEnter(item, place.column)
    } else if (event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) {
      if (String(getSelection() ?? '') !== '') return
      event.preventDefault()
      grid.onCopy(event.shiftKey)
    }
  }
  return { active: place, setActive, onKeyDown }
}
