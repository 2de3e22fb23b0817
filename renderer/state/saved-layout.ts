import { z } from 'zod'

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

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

export type Layout = Omit<z.infer<typeof layoutVersion2>, 'version'>

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
  const second = layoutVersion2.safeParse(saved)
  if (second.success) {
    const { version: _, ...layout } = second.data
    return layout
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
  JSON.stringify(layoutVersion2.parse({ version: 2, ...layout }))
