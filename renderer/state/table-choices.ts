import { create } from 'zustand'
import { whenReset } from './choices.ts'
import { recordStep } from './undo-history.ts'

/** How one table is arranged; undefined sort is the table's own. */
interface Arrangement {
  readonly sort?: { readonly columnId: string; readonly descending: boolean }
  readonly filters: Readonly<Record<string, string>>
}

const asItIs: Arrangement = { filters: {} }

interface TableChoices {
  readonly tables: Readonly<Record<string, Arrangement>>
}

/** Sort and filters of every table, kept while the case is open, whichever view is looked at. */
export const useTableChoices = create<TableChoices>()(() => ({ tables: {} }))

whenReset(() => useTableChoices.setState({ tables: {} }))

export const useArrangement = (tableId: string): Arrangement =>
  useTableChoices((choices) => choices.tables[tableId]) ?? asItIs

/** Arranges a table in a way that can be undone; letters typed into one filter are one step. */
export const arrangeTable = (tableId: string, change: Partial<Arrangement>): void => {
  const before = useTableChoices.getState().tables[tableId] ?? asItIs
  const after = { ...before, ...change }
  if (JSON.stringify(before) === JSON.stringify(after)) return
  const set = (arrangement: Arrangement) => () =>
    useTableChoices.setState(({ tables }) => ({ tables: { ...tables, [tableId]: arrangement } }))
  set(after)()
  const isSort = change.sort !== undefined
  recordStep({
    words: isSort ? 'the order of a table' : 'a filter of a table',
    key: isSort ? undefined : `filter ${tableId} ${changedFilter(before, after)}`,
    undo: set(before),
    redo: set(after),
  })
}

const changedFilter = (before: Arrangement, after: Arrangement): string =>
  Object.keys({ ...before.filters, ...after.filters }).find(
    (column) => before.filters[column] !== after.filters[column],
  ) ?? ''
