import { create } from 'zustand'
import {
  type Layout,
  narrowestColumn,
  readLayout,
  type Theme,
  widestColumn,
  writeLayout,
} from './saved-layout.ts'

const storageKey = 'hubline-layout'

interface LayoutState extends Layout {
  readonly change: (change: Partial<Layout>) => void
}

const read = (): string | null => {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

const keep = (layout: Layout): void => {
  try {
    localStorage.setItem(storageKey, writeLayout(layout))
  } catch {
    // A browser that keeps nothing still works; the layout is then the default at the next start.
  }
}

/** Whether it is known what the last window left: nothing is shown "once" before. */
export const useLayoutKnown = create<{ readonly isKnown: boolean }>()(() => ({ isKnown: false }))

export const useLayout = create<LayoutState>()((set, get) => ({
  ...readLayout(read()),
  change: (change) => {
    set({ ...change, changedAt: Date.now() })
    const { change: _, ...layout } = get()
    keep(layout)
  },
}))

export const toggleHiddenColumn = (tableId: string, columnId: string): void => {
  const { hiddenColumns, change } = useLayout.getState()
  const hidden = hiddenColumns[tableId] ?? []
  change({
    hiddenColumns: {
      ...hiddenColumns,
      [tableId]: hidden.includes(columnId)
        ? hidden.filter((column) => column !== columnId)
        : [...hidden, columnId],
    },
  })
}

/** The widths that the columns of a table were given, in pixels; one that is not named has its own. */
export const sizeColumns = (tableId: string, widths: Readonly<Record<string, number>>): void => {
  const { columnWidths, change } = useLayout.getState()
  const within = (width: number) => Math.round(Math.min(widestColumn, Math.max(narrowestColumn, width)))
  const kept = Object.entries(widths).map(([column, width]) => [column, within(width)])
  change({ columnWidths: { ...columnWidths, [tableId]: Object.fromEntries(kept) } })
}

const darkScreen = '(prefers-color-scheme: dark)'
const contrastScreen = '(prefers-contrast: more)'

const themeOfScreen = (theme: Theme): Exclude<Theme, 'system'> => {
  if (theme !== 'system') return theme
  if (matchMedia(contrastScreen).matches) return 'contrast'
  return matchMedia(darkScreen).matches ? 'dark' : 'light'
}

/** Keeps the document's theme in step with the choice and with the system. */
export const followTheme = (): (() => void) => {
  const apply = () => {
    document.documentElement.dataset.theme = themeOfScreen(useLayout.getState().theme)
    document.documentElement.dataset.density = useLayout.getState().density
    if (useLayoutKnown.getState().isKnown) document.documentElement.dataset.layout = 'known'
  }
  apply()
  const stops = [useLayout.subscribe(apply), useLayoutKnown.subscribe(apply)]
  const screens = [darkScreen, contrastScreen].map((query) => matchMedia(query))
  for (const screen of screens) screen.addEventListener('change', apply)
  return () => {
    for (const stop of stops) stop()
    for (const screen of screens) screen.removeEventListener('change', apply)
  }
}
