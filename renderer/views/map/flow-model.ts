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

const [labelWidth, labelHeight] = [164, 34]

/** Where the words of each flow stand, near where it enters and none over another. */
export const placeFlowLabels = (
  entries: readonly (readonly [number, number])[],
  width: number,
  height: number,
): readonly FlowLabel[] => {
  const placed: FlowLabel[] = []
  for (const [entryX, entryY] of entries) {
    const within = (x: number, y: number): FlowLabel => ({
      x: Math.min(Math.max(x, 10), width - labelWidth),
      y: Math.min(Math.max(y, 16), height - 60),
    })
    const isFree = (label: FlowLabel) =>
      placed.every(
        (other) => Math.abs(other.x - label.x) >= labelWidth || Math.abs(other.y - label.y) >= labelHeight,
      )
    const near = [0, 1, 2, 3].flatMap((row) => [
      within(entryX + 10, entryY + 8 + row * labelHeight),
      within(entryX - labelWidth, entryY + 8 + row * labelHeight),
    ])
    placed.push(near.find(isFree) ?? near[0]!)
  }
  return placed
}
