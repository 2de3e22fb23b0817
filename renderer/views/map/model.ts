import type { HotspotMethod, LayerFamily, PlaceLayer } from '../../../analysis/contract/index.ts'
import { type Columns, columnNumbers, columnValues, wordsOf } from '../../engine/arrow.ts'
import type { LayerChoice } from '../../state/map-choices.ts'
import { hexagonWords } from '../../text/hexagons.ts'
import { formatCount } from '../../text/numbers.ts'

/** The hexagons of one answer as the map draws them: one entry per hexagon of the study area. */
export interface Hexagons {
  readonly id: readonly string[]
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly count: Float64Array
  readonly value: Float64Array
  /** NaN where the method tests nothing. */
  readonly z: Float64Array
  readonly q: Float64Array
  /** Whether the hexagon and its neighbours hold enough rows to be tested. */
  readonly tested: Uint8Array
  readonly hot: Uint8Array
}

export const hexagonsOf = (columns: Columns): Hexagons => {
  const numbers = (name: string) => columnNumbers(columns, name)
  return {
    id: columnValues(columns, 'cell').map(wordsOf),
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
type Step = 0 | 1 | 2 | 3 | 4 | 5

const significance = [
  { step: 5, below: 0.001, words: 'q ≤ .001', mark: '***' },
  { step: 4, below: 0.01, words: 'q ≤ .01', mark: '**' },
  { step: 3, below: 0.05, words: 'q ≤ .05', mark: '*' },
] as const

/** Ends of five classes of equal numbers of hexagons, over the hexagons that hold anything. */
const classEnds = (values: Float64Array, counts: Float64Array): readonly number[] => {
  const held = [...values].filter((value, index) => value > 0 && (counts[index] ?? 0) > 0)
  held.sort((left, right) => left - right)
  return held.length === 0
    ? []
    : [1, 2, 3, 4, 5].map((part) => held[Math.max(0, Math.ceil((held.length * part) / 5) - 1)] ?? 0)
}

export const stepsOf = (hexagons: Hexagons, method: HotspotMethod): Uint8Array => {
  const ends = method === 'gi' ? [] : classEnds(hexagons.value, hexagons.count)
  return Uint8Array.from(hexagons.id, (_, index) => {
    const count = hexagons.count[index] ?? 0
    if (method === 'gi') {
      if (hexagons.hot[index] === 1) {
        return significance.find(({ below }) => (hexagons.q[index] ?? 1) <= below)?.step ?? 3
      }
      if (count === 0) return 0
      return hexagons.tested[index] === 1 ? 2 : 1
    }
    const value = hexagons.value[index] ?? 0
    if (method === 'count' ? count === 0 : !(value > 0)) return 0
    const place = ends.findIndex((end) => value <= end)
    return place < 0 ? 5 : place + 1
  })
}

/** What a step says without its colour. */
export const markOf = (step: number): string => significance.find((one) => one.step === step)?.mark ?? ''

/** `.003`; never 0 for a value above 0. */
export const formatProbability = (probability: number): string =>
  probability < 0.001 ? '<.001' : probability.toFixed(3).replace(/^0/, '')

interface LegendEntry {
  readonly step: Step
  /** Background steps are grey whatever the layer. */
  readonly grey: boolean
  readonly words: string
}

const figure = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 2 })

export const legendOf = (hexagons: Hexagons, method: HotspotMethod): readonly LegendEntry[] => {
  if (method === 'gi')
    return [
      ...[...significance]
        .reverse()
        .map(({ step, words, mark }) => ({ step, grey: false, words: `${words} ${mark}` })),
      { step: 2, grey: true, words: hexagonWords.notHot },
      { step: 1, grey: true, words: hexagonWords.tooFew },
    ]
  const ends = classEnds(hexagons.value, hexagons.count)
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

/** The baseline's choice: the share of hexagons with the highest counts, at least one, never one without a row. */
export const topByCount = (hexagons: Hexagons, share: number): readonly number[] => {
  const size = Math.max(1, Math.round(hexagons.id.length * share))
  return [...hexagons.count.keys()]
    .sort((left, right) => (hexagons.count[right] ?? 0) - (hexagons.count[left] ?? 0) || left - right)
    .slice(0, size)
    .filter((index) => (hexagons.count[index] ?? 0) > 0)
}

/** Hexagons that are worth a step of the keyboard or a row of the table: hot or holding rows, best first, what was not tested last. */
export const rankedHexagons = (hexagons: Hexagons): readonly number[] =>
  [...hexagons.id.keys()]
    .filter((index) => hexagons.hot[index] === 1 || (hexagons.count[index] ?? 0) > 0)
    .sort((left, right) => {
      const hot = (hexagons.hot[right] ?? 0) - (hexagons.hot[left] ?? 0)
      return (
        hot ||
        (hexagons.tested[right] ?? 0) - (hexagons.tested[left] ?? 0) ||
        (hexagons.value[right] ?? 0) - (hexagons.value[left] ?? 0) ||
        (hexagons.count[right] ?? 0) - (hexagons.count[left] ?? 0) ||
        left - right
      )
    })

export interface Comparison {
  readonly both: readonly string[]
  readonly leftOnly: readonly string[]
  readonly rightOnly: readonly string[]
}

export const compareHot = (left: Hexagons, right: Hexagons): Comparison => {
  const hotHexagons = (hexagons: Hexagons) => hexagons.id.filter((_, index) => hexagons.hot[index] === 1)
  const [onLeft, onRight] = [new Set(hotHexagons(left)), new Set(hotHexagons(right))]
  return {
    both: [...onLeft].filter((hexagon) => onRight.has(hexagon)),
    leftOnly: [...onLeft].filter((hexagon) => !onRight.has(hexagon)),
    rightOnly: [...onRight].filter((hexagon) => !onLeft.has(hexagon)),
  }
}

export const hueOf = (family: LayerFamily): 'line' | 'harm' | 'person' =>
  family === 'harm' ? 'harm' : family === 'health' ? 'person' : 'line'

/** What must stand beside a layer, so that nobody reads it as where drugs are. */
export const cautionOf = (family: LayerFamily): string =>
  ({
    police: 'Shows where police are.',
    harm: 'Ambulance calls follow need.',
    health: 'Shows where services are.',
    phones: 'Masts, not people: a mast covers kilometres.',
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
            ? `${lineName} and its customers, at masts`
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
