import type { PlaceFlow } from '../../../analysis/contract/index.ts'
import { formatShare, plural } from '../../text/numbers.ts'

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

const ofPeople = (flow: PlaceFlow): flow is HomeFlow => flow.fromPosition !== null && flow.toPosition !== null

/** The largest flows from homes inside the study area to a suite elsewhere, as they are. */
export const flowsInside = (flows: readonly PlaceFlow[], most: number): readonly HomeFlow[] =>
  flows
    .filter((flow) => flow.inCounty)
    .filter(ofPeople)
    .slice(0, most)

export const keyOfFlow = ({ home, to }: Pick<PlaceFlow, 'home' | 'to'>): string => `${home}>${to}`

/** Never a nought for what is some. */
export const shareWords = (share: number): string => (share > 0 && share < 0.005 ? '<1%' : formatShare(share))

/** "65 arrests, 3%; home ZA1 postcodes, held in Eastwrath". */
export const flowWords = ({ arrests, share, from, to }: PlaceFlow): string =>
  `${plural(arrests, 'arrest')}, ${shareWords(share)} of those with both known; home ${from}, held in ${to}`

export interface FlowLabel {
  readonly x: number
  readonly y: number
}

const [usualWidth, labelHeight] = [164, 34]
const figureWidth = 6.2

/** How wide the two lines of a flow's label are. */
export const widthOfFlowLabel = (lines: readonly string[]): number =>
  Math.max(usualWidth, ...lines.map((line) => Math.ceil(line.length * figureWidth) + 12))

/** Where the words of each flow stand, near where it enters and none over another. */
export const placeFlowLabels = (
  entries: readonly (readonly [number, number])[],
  width: number,
  height: number,
  labelWidth = usualWidth,
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
    const near = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((row) => [
      within(entryX + 10, entryY + 8 + row * labelHeight),
      within(entryX - labelWidth, entryY + 8 + row * labelHeight),
    ])
    placed.push(near.find(isFree) ?? near[0]!)
  }
  return placed
}
