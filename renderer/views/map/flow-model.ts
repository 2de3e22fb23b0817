import type { PlaceFlow } from '../../../analysis/contract/index.ts'
import { formatShare, plural } from '../../text/numbers.ts'
import { areApart, type Box } from './geometry.ts'

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

/** Never 0 for a share above 0. */
export const shareWords = (share: number): string => (share > 0 && share < 0.005 ? '<1%' : formatShare(share))

/** "65 arrests, 3%; home ZA1 postcodes, held in Eastwrath". */
export const flowWords = ({ arrests, share, from, to }: PlaceFlow): string =>
  `${plural(arrests, 'arrest')}, ${shareWords(share)} of those with both known; home ${from}, held in ${to}`

interface FlowLabel {
  readonly x: number
  readonly y: number
}

const [usualWidth, labelHeight] = [164, 34]
const figureWidth = 6.2

/** How wide the two lines of a flow's label are. */
export const widthOfFlowLabel = (lines: readonly string[]): number =>
  Math.max(usualWidth, ...lines.map((line) => Math.ceil(line.length * figureWidth) + 12))

/** What the words of a flow cover; they stand on two lines, the first at `y`. */
export const boxOfFlowLabel = ({ x, y }: FlowLabel, width: number): Box => ({
  x,
  y: y - 12,
  width,
  height: labelHeight - 4,
})

/** Where the words of each flow stand, as near as can be to where it enters, none over another or what is taken; null finds no room. */
export const placeFlowLabels = (
  entries: readonly (readonly [number, number])[],
  width: number,
  height: number,
  labelWidth = usualWidth,
  taken: readonly Box[] = [],
): readonly (FlowLabel | null)[] => {
  const boxes = [...taken]
  return entries.map(([entryX, entryY]) => {
    const rows = Array.from({ length: Math.ceil(height / labelHeight) * 2 }, (_, row) => row - 1)
    const columns = [
      entryX + 10,
      entryX - labelWidth,
      entryX + 10 + labelWidth / 2,
      entryX - labelWidth * 1.5,
    ]
    const label = rows
      .flatMap((row) => {
        const below = entryY + 8 + row * (labelHeight / 2)
        const above = entryY - 8 - row * (labelHeight / 2)
        return [below, above].flatMap((y) => columns.map((x) => ({ x, y })))
      })
      .map(({ x, y }) => ({
        x: Math.min(Math.max(x, 10), width - labelWidth),
        y: Math.min(Math.max(y, 16), height - 60),
      }))
      .find((at) => boxes.every((other) => areApart(boxOfFlowLabel(at, labelWidth), other)))
    if (label) boxes.push(boxOfFlowLabel(label, labelWidth))
    return label ?? null
  })
}
