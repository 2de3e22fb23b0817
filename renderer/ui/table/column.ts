import type { ReactNode } from 'react'
import type { Cell } from '../../engine/arrow.ts'
import type { ExportedTable } from '../../engine/table-export.ts'
import type { RowsQuestion } from '../../state/drill-down.ts'

export interface Column<Item> {
  readonly id: string
  readonly header: string
  /** Drawn before the header's words, e.g. an accounting key. */
  readonly headerMark?: ReactNode
  /** What is sorted, filtered and copied. */
  readonly value: (item: Item) => Cell
  /** What is copied and saved where the value has more digits than are shown. */
  readonly exported?: (item: Item) => Cell
  /** What is drawn; the value when left out. */
  readonly cell?: (item: Item, isSelected: boolean) => ReactNode
  /** Pixels, or a CSS track such as `minmax(120px, 1fr)`. */
  readonly width: number | string
  readonly align?: 'start' | 'end'
  readonly mono?: boolean
  readonly sortable?: boolean
  readonly filterable?: boolean
  /** The first press on the header sorts the largest first. */
  readonly largestFirst?: boolean
  /** The rows behind the cell: Enter on it, or a click on its figure, opens them. */
  readonly rows?: (item: Item) => { readonly title: string; readonly question: RowsQuestion } | null
  /** Shown from this width of the table on. */
  readonly from?: number
}

/** The rows as the engine is given them to export, with every column. */
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

export interface Sort {
  readonly columnId: string
  readonly descending: boolean
}

type Filters = Readonly<Record<string, string>>

const collator = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' })

const compareCells = (left: Cell, right: Cell): number => {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return collator.compare(String(left), String(right))
}

/**
 * Whether a cell passes a filter. Words match anywhere, whatever their case; on a column of numbers `> 5`, `<= 3`
 * and `10-20` are bounds.
 */
export const passes = (cell: Cell, filter: string): boolean => {
  const wanted = filter.trim()
  if (wanted === '') return true
  if (typeof cell === 'number') {
    const bound = /^(>=|<=|>|<|=)\s*(-?[\d.]+)$/.exec(wanted)
    if (bound) {
      const limit = Number(bound[2])
      switch (bound[1]) {
        case '>=':
          return cell >= limit
        case '<=':
          return cell <= limit
        case '>':
          return cell > limit
        case '<':
          return cell < limit
        default:
          return cell === limit
      }
    }
    const between = /^(\d[\d.]*)\s*[-–]\s*(\d[\d.]*)$/.exec(wanted)
    if (between) return cell >= Number(between[1]) && cell <= Number(between[2])
  }
  const text = cell === null ? 'not known' : String(cell)
  const squeezed = text.replaceAll(' ', '').toLowerCase()
  return (
    text.toLowerCase().includes(wanted.toLowerCase()) ||
    squeezed.includes(wanted.replaceAll(' ', '').toLowerCase())
  )
}

/** The items that pass every filter, in the order of the sort; equal items keep their order. */
export const arrange = <Item>(
  items: readonly Item[],
  columns: readonly Column<Item>[],
  sort: Sort | null,
  filters: Filters,
): readonly Item[] => {
  const active = columns.filter((column) => (filters[column.id] ?? '').trim() !== '')
  const kept =
    active.length === 0
      ? items
      : items.filter((item) => active.every((column) => passes(column.value(item), filters[column.id] ?? '')))
  const column = sort ? columns.find((candidate) => candidate.id === sort.columnId) : undefined
  if (!sort || !column) return kept
  const direction = sort.descending ? -1 : 1
  return kept
    .map((item, index) => ({ item, index, value: column.value(item) }))
    .sort((left, right) => {
      if (left.value === null || right.value === null) {
        return compareCells(left.value, right.value) || left.index - right.index
      }
      return direction * compareCells(left.value, right.value) || left.index - right.index
    })
    .map(({ item }) => item)
}

/**
 * The same where some items stand under others: each head is followed by its own items, both in the order of the sort, and a head
 * stays while any of its items passes the filters.
 * @param headOf the id of the item under which one stands; null where it stands for itself
 */
export const arrangeUnderHeads = <Item>(
  items: readonly Item[],
  columns: readonly Column<Item>[],
  sort: Sort | null,
  filters: Filters,
  rowId: (item: Item) => string,
  headOf: (item: Item) => string | null,
): readonly Item[] => {
  const passed = new Set(arrange(items, columns, null, filters))
  const heads = new Set([...passed].flatMap((item) => headOf(item) ?? []))
  const kept = items.filter((item) => passed.has(item) || heads.has(rowId(item)))
  const sorted = arrange(kept, columns, sort, {})
  const known = new Set(sorted.map(rowId))
  const under = new Map<string, Item[]>()
  for (const item of sorted) {
    const head = headOf(item)
    if (head !== null && known.has(head)) under.set(head, [...(under.get(head) ?? []), item])
  }
  return sorted.flatMap((item) => {
    const head = headOf(item)
    return head !== null && known.has(head) ? [] : [item, ...(under.get(rowId(item)) ?? [])]
  })
}
