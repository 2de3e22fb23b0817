import { z } from 'zod'
import { viewNames } from './view-names.ts'

const themes = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

export const narrowestColumn = 40
export const widestColumn = 900

/** The first saved shape: one size for both panels, and no density. */
const layoutVersion1 = z.object({
  version: z.literal(1),
  theme: z.enum(['system', 'light', 'dark']),
  inspectorWidth: z.number(),
  timelineHeight: z.number(),
})

const layoutVersion2 = z.object({
  version: z.literal(2),
  theme: z.enum(themes),
  density: z.enum(['screen', 'compact']),
  /** Pixels; null follows the screen. */
  inspectorWidth: z.number().min(280).max(560).nullable(),
  timelineHeight: z.number().min(44).max(400).nullable(),
  railFolded: z.boolean(),
  timelineFolded: z.boolean(),
  /** Whether digits, brackets and ? work without Ctrl; speech users turn them off. */
  singleKeys: z.boolean(),
  hiddenColumns: z.record(z.string(), z.array(z.string())),
  /** Whether the tour of the sample county was taken or sent away. */
  tourSeen: z.boolean().default(false),
})

const columnWidth = z.number().min(narrowestColumn).max(widestColumn)

const layoutVersion3 = layoutVersion2.extend({
  version: z.literal(3),
  /** Pixels, by table and column; a column that is not named keeps its own width. */
  columnWidths: z.record(z.string(), z.record(z.string(), columnWidth)),
  /** Per cent of the width that the first of two panes takes, by name. */
  paneShares: z.record(z.string(), z.number().min(10).max(90)),
  lastJob: z.enum(viewNames).nullable(),
  /** Milliseconds since 1970: of two that were kept, the later counts. */
  changedAt: z.number().default(0),
})

export type Layout = Omit<z.infer<typeof layoutVersion3>, 'version'>

export const defaultLayout: Layout = {
  theme: 'system',
  density: 'screen',
  inspectorWidth: null,
  timelineHeight: null,
  railFolded: false,
  timelineFolded: false,
  singleKeys: true,
  hiddenColumns: {},
  tourSeen: false,
  columnWidths: {},
  paneShares: {},
  lastJob: null,
  changedAt: 0,
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** Reads any layout that was ever saved; what cannot be read is the default, never an error. */
export const readLayout = (text: string | null): Layout => {
  if (!text) return defaultLayout
  let saved: unknown
  try {
    saved = JSON.parse(text)
  } catch {
    return defaultLayout
  }
  const third = layoutVersion3.safeParse(saved)
  if (third.success) {
    const { version: _, ...layout } = third.data
    return layout
  }
  const second = layoutVersion2.safeParse(saved)
  if (second.success) {
    const { version: _, ...layout } = second.data
    return { ...defaultLayout, ...layout }
  }
  const first = layoutVersion1.safeParse(saved)
  if (!first.success) return defaultLayout
  return {
    ...defaultLayout,
    theme: first.data.theme,
    inspectorWidth: within(first.data.inspectorWidth, 280, 560),
    timelineHeight: within(first.data.timelineHeight, 44, 400),
  }
}

export const writeLayout = (layout: Layout): string =>
  JSON.stringify(layoutVersion3.parse({ version: 3, ...layout }))
