import type { HotspotMethod, LayerFamily, PlaceLayer } from '../../../analysis/contract/index.ts'
import { type Columns, columnNumbers, columnValues, wordsOf } from '../../engine/arrow.ts'
import type { LayerChoice } from '../../state/map-choices.ts'
import { cellWords } from '../../text/cells.ts'
import { formatCount } from '../../text/numbers.ts'

/** The cells of one answer as the map draws them: one entry per cell of the study area. */
export interface Cells {
  readonly cell: readonly string[]
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly count: Float64Array
  readonly value: Float64Array
  /** NaN where the method tests nothing. */
  readonly z: Float64Array
  readonly q: Float64Array
  /** Whether the cell and its neighbours hold enough rows to be tested. */
  readonly tested: Uint8Array
  readonly hot: Uint8Array
}

export const cellsOf = (columns: Columns): Cells => {
  const numbers = (name: string) => columnNumbers(columns, name)
  return {
    cell: columnValues(columns, 'cell').map(wordsOf),
    latitude: numbers('latitude'),
    longitude: numbers('longitude'),
    count: numbers('count'),
    value: numbers('value'),
    z: numbers('z'),
    q: numbers('qValue'),
    tested: Uint8Array.from(numbers('tested')),
    hot: Uint8Array.from(numbers('hot')),
  }
}

/** 0 is not drawn; 1 and 2 are background; 3 to 5 are what matters. */
export type Step = 0 | 1 | 2 | 3 | 4 | 5

const significance = [
  { step: 5, below: 0.001, words: 'q ≤ .001', mark: '***' },
  { step: 4, below: 0.01, words: 'q ≤ .01', mark: '**' },
  { step: 3, below: 0.05, words: 'q ≤ .05', mark: '*' },
] as const

/** Ends of five classes of equal numbers of cells, over the cells that hold anything. */
const classEnds = (values: Float64Array, counts: Float64Array): readonly number[] => {
  const held = [...values].filter((value, index) => value > 0 && (counts[index] ?? 0) > 0)
  held.sort((left, right) => left - right)
  return held.length === 0
    ? []
    : [1, 2, 3, 4, 5].map((part) => held[Math.max(0, Math.ceil((held.length * part) / 5) - 1)] ?? 0)
}

export const stepsOf = (cells: Cells, method: HotspotMethod): Uint8Array => {
  const ends = method === 'gi' ? [] : classEnds(cells.value, cells.count)
  return Uint8Array.from(cells.cell, (_, index) => {
    const count = cells.count[index] ?? 0
    if (method === 'gi') {
      if (cells.hot[index] === 1) {
        return significance.find(({ below }) => (cells.q[index] ?? 1) <= below)?.step ?? 3
      }
      if (count === 0) return 0
      return cells.tested[index] === 1 ? 2 : 1
    }
    const value = cells.value[index] ?? 0
    if (method === 'count' ? count === 0 : !(value > 0)) return 0
    const place = ends.findIndex((end) => value <= end)
    return place < 0 ? 5 : place + 1
  })
}

/** What a step says without its colour. */
export const markOf = (step: number): string => significance.find((one) => one.step === step)?.mark ?? ''

/** `.003`, and never a nought that is none. */
export const formatProbability = (probability: number): string =>
  probability < 0.001 ? '<.001' : probability.toFixed(3).replace(/^0/, '')

interface LegendEntry {
  readonly step: Step
  /** Background steps are grey whatever the layer. */
  readonly grey: boolean
  readonly words: string
}

const figure = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 })

export const legendOf = (cells: Cells, method: HotspotMethod): readonly LegendEntry[] => {
  if (method === 'gi')
    return [
      ...[...significance]
        .reverse()
        .map(({ step, words, mark }) => ({ step, grey: false, words: `${words} ${mark}` })),
      { step: 2, grey: true, words: cellWords.notHot },
      { step: 1, grey: true, words: cellWords.tooFew },
    ]
  const ends = classEnds(cells.value, cells.count)
  return ends
    .map((end, index) => ({
      step: (index + 1) as Step,
      grey: false,
      words: `to ${figure.format(end)}`,
      end,
    }))
    .filter((entry, index, all) => all[index + 1]?.end !== entry.end)
    .map(({ step, grey, words }) => ({ step, grey, words }))
}

/** The baseline's choice: the share of cells with the highest counts, at least one, never one without a row. */
export const topByCount = (cells: Cells, share: number): readonly number[] => {
  const size = Math.max(1, Math.round(cells.cell.length * share))
  return [...cells.count.keys()]
    .sort((left, right) => (cells.count[right] ?? 0) - (cells.count[left] ?? 0) || left - right)
    .slice(0, size)
    .filter((index) => (cells.count[index] ?? 0) > 0)
}

/** Cells that are worth a step of the keyboard or a row of the table: hot or holding rows, best first, what was not tested last. */
export const rankedCells = (cells: Cells): readonly number[] =>
  [...cells.cell.keys()]
    .filter((index) => cells.hot[index] === 1 || (cells.count[index] ?? 0) > 0)
    .sort((left, right) => {
      const hot = (cells.hot[right] ?? 0) - (cells.hot[left] ?? 0)
      return (
        hot ||
        (cells.tested[right] ?? 0) - (cells.tested[left] ?? 0) ||
        (cells.value[right] ?? 0) - (cells.value[left] ?? 0) ||
        (cells.count[right] ?? 0) - (cells.count[left] ?? 0) ||
        left - right
      )
    })

export interface Comparison {
  readonly both: readonly string[]
  readonly leftOnly: readonly string[]
  readonly rightOnly: readonly string[]
}

export const compareHot = (left: Cells, right: Cells): Comparison => {
  const hotCells = (cells: Cells) => cells.cell.filter((_, index) => cells.hot[index] === 1)
  const [onLeft, onRight] = [new Set(hotCells(left)), new Set(hotCells(right))]
  return {
    both: [...onLeft].filter((cell) => onRight.has(cell)),
    leftOnly: [...onLeft].filter((cell) => !onRight.has(cell)),
    rightOnly: [...onRight].filter((cell) => !onLeft.has(cell)),
  }
}

export const hueOf = (family: LayerFamily): 'line' | 'harm' | 'person' =>
  family === 'harm' ? 'harm' : family === 'health' ? 'person' : 'line'

/** What must stand beside a layer, lest it be read as where drugs are. */
export const cautionOf = (family: LayerFamily): string =>
  ({
    police: 'Shows where police are.',
    harm: 'Ambulance calls follow need.',
    health: 'Shows where services are.',
    phones: 'Cell sites, not people: a site covers kilometres.',
  })[family]

/** A layer of the case, or one of its categories. */
export const choiceKey = ({ of, category }: LayerChoice): string =>
  category === null ? of : `${of}/${category}`

export const choiceFrom = (key: string): LayerChoice => {
  const slash = key.indexOf('/')
  return slash < 0 ? { of: key, category: null } : { of: key.slice(0, slash), category: key.slice(slash + 1) }
}

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/** Every layer with a position, and its commonest categories. */
export const layerOptions = (
  layers: readonly PlaceLayer[],
  lineName: string | null = null,
): readonly { readonly value: string; readonly words: string }[] =>
  layers
    .filter((layer) => layer.withPosition > 0)
    .flatMap((layer) => [
      {
        value: layer.of,
        words:
          layer.of === 'calls' && lineName
            ? `${lineName} and its customers, at cell sites`
            : `${sentence(layer.title)} (${formatCount(layer.withPosition)})`,
      },
      ...layer.categories.slice(0, 12).map(({ category, rows }) => ({
        value: choiceKey({ of: layer.of, category }),
        words: `${sentence(layer.title)}: ${category} (${formatCount(rows)})`,
      })),
    ])

/** What stands left and right at first: police beside harm, or whatever there is. */
export const firstLayers = (
  layers: readonly PlaceLayer[],
): { readonly left: LayerChoice | null; readonly right: LayerChoice | null } => {
  const placed = layers.filter((layer) => layer.withPosition > 0)
  const best = (family: LayerFamily) =>
    placed
      .filter((layer) => layer.family === family)
      .sort((one, other) => other.withPosition - one.withPosition || (one.of < other.of ? -1 : 1))[0]
  const left = best('police') ?? best('phones') ?? best('health')
  const right = best('harm') ?? best('phones') ?? best('health')
  const choice = (layer: PlaceLayer | undefined) => (layer ? { of: layer.of, category: null } : null)
  return left === right ? { left: choice(left), right: null } : { left: choice(left), right: choice(right) }
}

/** Half the width of a point in pixels; its area grows with the rows at the position. */
export const pointRadius = (rows: number): number => Math.min(9, 1.8 + 0.9 * Math.sqrt(rows))
