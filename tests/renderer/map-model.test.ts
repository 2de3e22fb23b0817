import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlaceFlow, PlaceLayer } from '../../analysis/contract/index.ts'
import { noChoices } from '../../renderer/state/choices.ts'
import { showsFlows } from '../../renderer/state/map-choices.ts'
import {
  boxOfFlowLabel,
  flowsByHome,
  flowsInside,
  flowWords,
  placeFlowLabels,
} from '../../renderer/views/map/flow-model.ts'
import {
  areApart,
  boxOfPlace,
  dashesOf,
  entryPoint,
  placeLabels,
  scaleBar,
} from '../../renderer/views/map/geometry.ts'
import { colourOf } from '../../renderer/views/map/map-tokens.ts'
import {
  choiceFrom,
  choiceKey,
  compareHot,
  firstLayers,
  formatProbability,
  type Hexagons,
  legendOf,
  pointRadius,
  rankedHexagons,
  stepsOf,
  topByCount,
} from '../../renderer/views/map/model.ts'
import { monthsOf, stepOf } from '../../renderer/views/map/months.ts'

interface GivenHexagon {
  count: number
  value?: number
  q?: number
  tested?: boolean
  hot?: boolean
}

const hexagonsWith = (rows: readonly GivenHexagon[]): Hexagons => ({
  id: rows.map((_, index) => `hexagon-${index}`),
  latitude: new Float64Array(rows.length),
  longitude: new Float64Array(rows.length),
  count: Float64Array.from(rows, (row) => row.count),
  value: Float64Array.from(rows, (row) => row.value ?? row.count),
  z: Float64Array.from(rows, (row) => row.value ?? 0),
  q: Float64Array.from(rows, (row) => row.q ?? 1),
  tested: Uint8Array.from(rows, (row) => ((row.tested ?? true) ? 1 : 0)),
  hot: Uint8Array.from(rows, (row) => (row.hot ? 1 : 0)),
})

describe('steps', () => {
  const hexagons = hexagonsWith([
    { count: 0 },
    { count: 1, q: 0.2 },
    { count: 9, q: 0.2 },
    { count: 0, q: 0.04, hot: true },
    { count: 5, q: 0.01, hot: true },
    { count: 7, q: 0.0001, hot: true },
    { count: 3, q: 0.0001 },
  ])

  test('of Gi* are significance: what is not hot is background however many rows it holds', () => {
    expect([...stepsOf(hexagons, 'gi')]).toEqual([0, 2, 2, 3, 4, 5, 2])
  })

  test('of Gi* set apart what was too little to test, however high its deviate', () => {
    const some = hexagonsWith([
      { count: 2, value: 9, tested: false },
      { count: 0, tested: false },
      { count: 2, value: 1 },
      { count: 9, value: 7, q: 0.001, hot: true },
    ])
    expect([...stepsOf(some, 'gi')]).toEqual([1, 0, 2, 5])
    expect(rankedHexagons(some)).toEqual([3, 2, 0])
    expect(legendOf(some, 'gi').at(-1)).toMatchObject({ step: 1, grey: true, words: 'too few to test' })
  })

  test('of Gi* can be told without colour', () => {
    expect(legendOf(hexagons, 'gi').map((entry) => entry.words)).toEqual([
      'q ≤ .05 *',
      'q ≤ .01 **',
      'q ≤ .001 ***',
      'tested, not hot',
      'too few to test',
    ])
  })

  test('of counts rise with the count and leave empty hexagons undrawn', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 80 }), (counts) => {
        const steps = stepsOf(hexagonsWith(counts.map((count) => ({ count }))), 'count')
        for (const [one, left] of counts.entries()) {
          expect(steps[one] === 0).toBe(left === 0)
          for (const [other, right] of counts.entries())
            if (left < right) expect(steps[one]).toBeLessThanOrEqual(steps[other]!)
        }
      }),
    )
  })

  test('the baseline chooses by count, never a hexagon without a row', () => {
    expect(topByCount(hexagons, 0.3)).toEqual([2, 5])
    expect(topByCount(hexagonsWith([{ count: 0 }, { count: 0 }]), 0.5)).toEqual([])
  })

  test('the keyboard goes through hot hexagons first, then those that hold rows', () => {
    expect(rankedHexagons(hexagons)).toEqual([5, 4, 3, 2, 6, 1])
  })

  test('two layers are compared by hexagon', () => {
    const other = hexagonsWith([{ count: 1, hot: true }, { count: 0 }, { count: 0 }, { count: 2, hot: true }])
    expect(compareHot(hexagons, other)).toEqual({
      both: ['hexagon-3'],
      leftOnly: ['hexagon-4', 'hexagon-5'],
      rightOnly: ['hexagon-0'],
    })
  })
})

describe('layers', () => {
  const layer = (of: string, family: PlaceLayer['family'], withPosition: number): PlaceLayer => ({
    of,
    title: of,
    family,
    rows: withPosition,
    withPosition,
    days: null,
    byMonth: false,
    aboutPeople: false,
    categories: [],
  })

  test('police stand beside harm; what has no position is passed over', () => {
    const layers = [
      layer('custody', 'police', 0),
      layer('crime', 'police', 9),
      layer('calls', 'phones', 99),
      layer('harm', 'harm', 3),
    ]
    expect(firstLayers(layers)).toEqual({
      left: { of: 'crime', category: null },
      right: { of: 'harm', category: null },
    })
  })

  test('one layer stands alone', () => {
    expect(firstLayers([layer('harm', 'harm', 3)])).toMatchObject({ right: { of: 'harm' } })
    expect(firstLayers([layer('calls', 'phones', 3)])).toEqual({
      left: { of: 'calls', category: null },
      right: null,
    })
  })

  test('a choice survives being written as a key, slashes and all', () => {
    for (const choice of [
      { of: 'crime', category: null },
      { of: 'crime', category: 'Overdose / poisoning' },
    ])
      expect(choiceFrom(choiceKey(choice))).toEqual(choice)
  })
})

describe('drawing', () => {
  test('the scale bar is the longest round distance that fits', () => {
    expect(scaleBar(100, 120)).toEqual({ pixels: 100, words: '10 km' })
    expect(scaleBar(1, 120)).toEqual({ pixels: 100, words: '100 m' })
    expect(scaleBar(25, 120).words).toBe('2 km')
  })

  test('dashes cover the share of the path that they should', () => {
    const length = (path: readonly (readonly [number, number])[]) =>
      path
        .slice(1)
        .reduce((sum, [x, y], index) => sum + Math.hypot(x - path[index]![0], y - path[index]![1]), 0)
    const dashes = dashesOf(
      [
        [0, 0],
        [7, 0],
        [7, 5],
      ],
      2,
      1,
    )
    expect(dashes).toHaveLength(4)
    expect(dashes.reduce((sum, dash) => sum + length(dash), 0)).toBeCloseTo(8, 9)
  })

  test('names never lie over each other, and the worthier is kept', () => {
    const placed = placeLabels(
      [
        { words: 'Hamlet', x: 100, y: 100, worth: 1 },
        { words: 'City', x: 102, y: 101, worth: 9 },
        { words: 'Off', x: 400, y: 100, worth: 99 },
      ],
      200,
      200,
      10,
    )
    expect(placed.map((label) => [label.words, label.side])).toEqual([
      ['City', 'right'],
      ['Hamlet', 'left'],
    ])
  })

  test('a flow from outside enters at the edge', () => {
    const [x, y] = entryPoint([-500, 50], [100, 50], 200, 100, 10)
    expect(x).toBeCloseTo(10, 3)
    expect(y).toBe(50)
    expect(entryPoint([20, 20], [100, 50], 200, 100, 10)).toEqual([20, 20])
  })

  test('flows are one for each home outside the county, to where most were held', () => {
    const flow = (from: string, to: string, arrests: number, inCounty = false): PlaceFlow => ({
      home: from,
      from,
      to,
      arrests,
      share: arrests / 100,
      inCounty,
      fromPosition: [0, 0],
      toPosition: [to.length, 0],
    })
    const flows = flowsByHome(
      [flow('A', 'here', 10), flow('A', 'there', 20), flow('B', 'here', 25), flow('C', 'here', 90, true)],
      4,
    )
    expect(flows.map(({ from, to, arrests }) => [from, to, arrests])).toEqual([
      ['A', 'there', 30],
      ['B', 'here', 25],
    ])
    expect(flows[0]!.share).toBeCloseTo(0.3, 12)
    const labels = placeFlowLabels(
      [
        [50, 0],
        [55, 0],
        [60, 0],
      ],
      600,
      400,
    )
    expect(new Set(labels.map((label) => `${label?.x} ${label?.y}`)).size).toBe(3)
  })

  test('no flow is named over a town, and none where there is no room', () => {
    const [town] = placeLabels([{ words: 'Harrowick', x: 60, y: 20, worth: 1 }], 600, 400, 5)
    const taken = boxOfPlace(town!)
    const [label] = placeFlowLabels([[50, 10]], 600, 400, 164, [taken])
    expect(areApart(boxOfFlowLabel(label!, 164), taken)).toBe(true)
    expect(placeFlowLabels([[50, 10]], 600, 400, 164, [{ x: 0, y: 0, width: 600, height: 400 }])).toEqual([
      null,
    ])
  })

  test('flows are drawn unasked only where no line and nobody is chosen', () => {
    expect(showsFlows({ flows: null }, noChoices)).toBe(true)
    expect(showsFlows({ flows: null }, { ...noChoices, lineId: 'line-1' })).toBe(false)
    expect(showsFlows({ flows: null }, { ...noChoices, number: '+447700900001' })).toBe(false)
    expect(showsFlows({ flows: true }, { ...noChoices, lineId: 'line-1' })).toBe(true)
    expect(showsFlows({ flows: false }, noChoices)).toBe(false)
  })

  test('flows inside the area are pairs with both ends placed, and words say all of one', () => {
    const flow = (home: string, inCounty: boolean, fromPosition: [number, number] | null): PlaceFlow => ({
      home,
      from: `${home} postcodes`,
      to: 'Ashford',
      arrests: 3,
      share: 0.12,
      inCounty,
      fromPosition,
      toPosition: [1, 1],
    })
    const flows = [flow('A1', true, [0, 0]), flow('B2', true, null), flow('C3', false, [0, 0])]
    expect(flowsInside(flows, 5).map(({ home }) => home)).toEqual(['A1'])
    expect(flowWords(flows[0]!)).toBe(
      '3 arrests, 12% of those with both known; home A1 postcodes, held in Ashford',
    )
  })

  test('the slider goes through calendar months, the first and last cut to the range', () => {
    const months = monthsOf({ from: '2025-12-10', to: '2026-02-28' })
    expect(months).toEqual([
      { from: '2025-12-10', to: '2025-12-31' },
      { from: '2026-01-01', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
    ])
    expect(monthsOf({ from: '2024-02-03', to: '2024-02-29' })).toEqual([
      { from: '2024-02-03', to: '2024-02-29' },
    ])
    expect([
      stepOf(months, null),
      stepOf(months, months[1]!),
      stepOf(months, { from: '2026-01-02', to: '2026-01-08' }),
    ]).toEqual([0, 2, null])
  })

  test('a point grows with its rows in area, within bounds', () => {
    expect(pointRadius(1)).toBeLessThan(pointRadius(4))
    expect(pointRadius(1e6)).toBe(9)
  })

  test('colours are read however a build writes them', () => {
    expect(colourOf(' #fff')).toEqual([255, 255, 255])
    expect(colourOf('#2f5fcb')).toEqual([47, 95, 203])
  })

  test('a probability is never written as none', () => {
    expect([formatProbability(0), formatProbability(0.0312), formatProbability(1)]).toEqual([
      '<.001',
      '.031',
      '1.000',
    ])
  })
})
