import { describe, expect, it } from 'vitest'
import { arrange, type Column, passes } from '../../renderer/ui/table/column.ts'
import { columnDefs } from '../../renderer/ui/table/use-columns.ts'
import { placeAfterKey } from '../../renderer/ui/table/use-grid.ts'

interface Item {
  readonly name: string
  readonly count: number | null
}

const columns: Column<Item>[] = [
  { id: 'name', header: 'Name', value: (item) => item.name, width: 'minmax(120px, 1fr)' },
  { id: 'count', header: 'Count', value: (item) => item.count, width: 70 },
]

const items: Item[] = [
  { name: 'b', count: 2 },
  { name: 'a10', count: null },
  { name: 'a9', count: 2 },
  { name: 'c', count: 10 },
]

const namesOf = (arranged: readonly Item[]) => arranged.map((item) => item.name)

describe('a table', () => {
  it('sorts numbers as numbers, words naturally, unknowns last and equals in their order', () => {
    expect(namesOf(arrange(items, columns, { columnId: 'count', descending: true }, {}))).toEqual([
      'c',
      'b',
      'a9',
      'a10',
    ])
    expect(namesOf(arrange(items, columns, { columnId: 'count', descending: false }, {}))).toEqual([
      'b',
      'a9',
      'c',
      'a10',
    ])
    expect(namesOf(arrange(items, columns, { columnId: 'name', descending: false }, {}))).toEqual([
      'a9',
      'a10',
      'b',
      'c',
    ])
  })

  it('keeps what passes every filter', () => {
    expect(namesOf(arrange(items, columns, null, { name: 'A', count: '2' }))).toEqual(['a9'])
    expect(namesOf(arrange(items, columns, null, { count: '> 5' }))).toEqual(['c'])
    expect(namesOf(arrange(items, columns, null, { count: '2-10' }))).toEqual(['b', 'a9', 'c'])
    expect(namesOf(arrange(items, columns, null, { count: 'not known' }))).toEqual(['a10'])
  })

  it('finds a number however it is spaced', () => {
    expect(passes('07700 900412', '07700900412')).toBe(true)
    expect(passes('07700 900412', '900 412')).toBe(true)
    expect(passes('07700 900412', '900413')).toBe(false)
  })

  it('knows how narrow each column may be drawn, below which it scrolls', () => {
    expect(columnDefs(columns).map(({ size, minSize }) => [size, minSize])).toEqual([
      [120, 40],
      [70, 40],
    ])
    expect(columnDefs([{ ...columns[1]!, width: 24 }])[0]?.minSize).toBe(24)
  })

  it('moves with the keys and stays inside', () => {
    const size = { rows: 3, columns: 2, page: 2 }
    expect(placeAfterKey('ArrowDown', false, { row: 2, column: 1 }, size)).toEqual({ row: 2, column: 1 })
    expect(placeAfterKey('PageUp', false, { row: 1, column: 1 }, size)).toEqual({ row: 0, column: 1 })
    expect(placeAfterKey('End', true, { row: 0, column: 0 }, size)).toEqual({ row: 2, column: 0 })
    expect(placeAfterKey('Home', false, { row: 1, column: 1 }, size)).toEqual({ row: 1, column: 0 })
    expect(placeAfterKey('x', false, { row: 1, column: 1 }, size)).toBeNull()
  })
})
