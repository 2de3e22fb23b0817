import type { PlaceFlow } from '../../../analysis/contract/index.ts'

export interface HomeFlow extends PlaceFlow {
  readonly fromPosition: [number, number]
  readonly toPosition: [number, number]
}

/** One flow for each home outside the county, to where most of its people were held; most arrests first. */
export const flowsByHome = (flows: readonly PlaceFlow[], most: number): readonly HomeFlow[] => {
  const homes = new Map<string, HomeFlow & { readonly largest: number }>()
  for (const flow of flows) {
    const { fromPosition, toPosition } = flow
    if (flow.inCounty || !fromPosition || !toPosition) continue
    const before = homes.get(flow.from)
    if (!before) {
      homes.set(flow.from, { ...flow, fromPosition, toPosition, largest: flow.arrests })
      continue
    }
    const main = flow.arrests > before.largest ? { to: flow.to, toPosition, largest: flow.arrests } : {}
    homes.set(flow.from, {
      ...before,
      ...main,
      arrests: before.arrests + flow.arrests,
      share: before.share + flow.share,
    })
  }
  return [...homes.values()]
    .sort((one, other) => other.arrests - one.arrests || (one.from < other.from ? -1 : 1))
    .slice(0, most)
}

export interface FlowLabel {
  readonly x: number
  readonly y: number
}

const [labelWidth, labelHeight] = [150, 34]

/** Where the words of each flow stand, near where it enters and none over another. */
export const placeFlowLabels = (
  entries: readonly (readonly [number, number])[],
  width: number,
  height: number,
): readonly FlowLabel[] => {
  const placed: FlowLabel[] = []
  for (const [entryX, entryY] of entries) {
    const x = Math.min(Math.max(entryX + 10, 10), width - labelWidth)
    let y = Math.min(Math.max(entryY + 8, 16), height - 60)
    while (placed.some((other) => Math.abs(other.x - x) < labelWidth && Math.abs(other.y - y) < labelHeight))
      y += labelHeight
    placed.push({ x, y })
  }
  return placed
}
