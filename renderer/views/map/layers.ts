import type { Layer } from '@deck.gl/core'
import { H3HexagonLayer } from '@deck.gl/geo-layers'
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers'
import { cellToBoundary, getHexagonEdgeLengthAvg, getResolution } from 'h3-js'
import { landRings, railwayStations } from './geography.ts'
import { dashesOf, type Point } from './geometry.ts'
import type { Colour, MapTokens } from './map-tokens.ts'
import type { Hexagons } from './model.ts'

export interface Side {
  readonly id: 'left' | 'right'
  readonly hexagons: Hexagons
  readonly steps: Uint8Array
  readonly ramp: 'line' | 'harm' | 'person'
  /** Whether the method tests: what it does not name is then background, and grey. */
  readonly tested: boolean
  readonly top: readonly number[]
  readonly points: Points | null
}

/** One entry per position: longitude and latitude in turn, how large it is drawn, and the rows there. */
interface Points {
  readonly length: number
  readonly positions: Float32Array
  readonly radii: Float32Array
  readonly counts: Float64Array
}

export interface Drawing {
  readonly sides: readonly Side[]
  readonly outline: readonly Point[]
  /** Rings of the imported areas, longitude and latitude in turn. */
  readonly areas: readonly (readonly number[])[]
  readonly onLand: boolean
  readonly selected: string | null
  readonly hovered: string | null
  /** Hexagons in which the chosen line was seen. */
  readonly lineHexagons: readonly string[]
  readonly stations: boolean
}

const solid = (colour: Colour | undefined): [number, number, number, number] => [
  ...(colour ?? ([0, 0, 0] as const)),
  255,
]

const pointsOf = (ring: readonly number[]): Point[] =>
  Array.from({ length: ring.length / 2 }, (_, index) => [ring[2 * index]!, ring[2 * index + 1]!] as Point)

const edgeMetresOf = (hexagon: string | undefined): number =>
  hexagon ? getHexagonEdgeLengthAvg(getResolution(hexagon), 'm') : 0

const ringOf = (hexagon: string): Point[] => cellToBoundary(hexagon, true) as Point[]

/** The ring drawn inwards, so that two neighbours' outlines do not lie on each other. */
const innerRing = (hexagon: string, share: number): Point[] => {
  const ring = ringOf(hexagon)
  const open = ring.slice(0, -1)
  const middle = open.reduce<[number, number]>(
    ([x, y], [px, py]) => [x + px / open.length, y + py / open.length],
    [0, 0],
  )
  return ring.map(([x, y]) => [middle[0] + (x - middle[0]) * share, middle[1] + (y - middle[1]) * share])
}

const outlines = (
  id: string,
  hexagons: readonly string[],
  share: number,
  colour: Colour | undefined,
  width: number,
): Layer =>
  new PathLayer<Point[]>({
    id,
    data: hexagons.map((hexagon) => innerRing(hexagon, share)),
    getPath: (ring) => ring as [number, number][],
    getColor: solid(colour),
    getWidth: width,
    widthUnits: 'pixels',
    jointRounded: true,
    updateTriggers: { getColor: [colour] },
  })

/** Outlines whose width follows the hexagons, so that small hexagons are not lost under them. */
const followingOutlines = (
  id: string,
  hexagons: readonly string[],
  colour: Colour | undefined,
  { share, most }: { share: number; most: number },
): Layer =>
  new PathLayer<Point[]>({
    id,
    data: hexagons.map((hexagon) => innerRing(hexagon, 0.76)),
    getPath: (ring) => ring as [number, number][],
    getColor: solid(colour),
    getWidth: share * edgeMetresOf(hexagons[0]),
    widthUnits: 'meters',
    widthMinPixels: 0.5,
    widthMaxPixels: most,
    jointRounded: true,
    updateTriggers: { getColor: [colour], getWidth: [hexagons[0]] },
  })

const groundLayers = (drawing: Drawing, tokens: MapTokens): Layer[] => [
  new SolidPolygonLayer<readonly number[]>({
    id: 'both-land',
    data: landRings as (readonly number[])[],
    getPolygon: (ring) => ring as number[],
    positionFormat: 'XY',
    getFillColor: solid(tokens[drawing.onLand ? 'canvas' : 'frame']),
    updateTriggers: { getFillColor: [tokens, drawing.onLand] },
  }),
  ...(drawing.onLand
    ? []
    : [
        new SolidPolygonLayer<readonly Point[]>({
          id: 'both-ground',
          data: drawing.areas.length > 0 ? drawing.areas.map(pointsOf) : [drawing.outline],
          getPolygon: (ring) => ring as [number, number][],
          getFillColor: solid(tokens.canvas),
          updateTriggers: { getFillColor: [tokens] },
        }),
      ]),
  new PathLayer<readonly number[]>({
    id: 'both-coast',
    data: landRings as (readonly number[])[],
    getPath: (ring) => [...ring, ring[0]!, ring[1]!],
    positionFormat: 'XY',
    getColor: solid(tokens['ink-2']),
    getWidth: 1.1,
    widthUnits: 'pixels',
    updateTriggers: { getColor: [tokens] },
  }),
  ...(drawing.areas.length > 0
    ? []
    : [
        new PathLayer<readonly Point[]>({
          id: 'both-outline',
          data: dashesOf(drawing.outline, 0.012, 0.008) as (readonly Point[])[],
          getPath: (dash) => dash as [number, number][],
          getColor: solid(tokens['ink-2']),
          getWidth: 1.1,
          widthUnits: 'pixels',
          updateTriggers: { getColor: [tokens] },
        }),
      ]),
]

const areaLayers = (areas: Drawing['areas'], tokens: MapTokens): Layer[] =>
  areas.length === 0
    ? []
    : [
        new PathLayer<readonly number[]>({
          id: 'both-areas',
          data: areas as (readonly number[])[],
          getPath: (ring) => ring as number[],
          positionFormat: 'XY',
          getColor: solid(tokens['ink-2']),
          getWidth: 1.2,
          widthUnits: 'pixels',
          jointRounded: true,
          updateTriggers: { getColor: [tokens] },
        }),
      ]

const topLayers = (side: Side, tokens: MapTokens): Layer[] => {
  const hexagons = side.top.map((index) => side.hexagons.id[index] ?? '')
  if (hexagons.length === 0) return []
  return [
    followingOutlines(`${side.id}-top-edge`, hexagons, tokens.ink, { share: 0.22, most: 4.5 }),
    followingOutlines(`${side.id}-top`, hexagons, tokens.canvas, { share: 0.1, most: 2 }),
  ]
}

/**
 * Hexagons of a few hundred metres are smaller than a point of ink on a map of a whole county: each hot one is also a mark,
 * which is never smaller than can be seen and lies within its hexagon once the hexagon is larger.
 */
const hotMarks = (
  side: Side,
  drawn: readonly number[],
  colour: (step: number) => [number, number, number, number],
): Layer => {
  const lowest = side.tested ? 3 : 5
  const hot = drawn
    .filter((index) => (side.steps[index] ?? 0) >= lowest)
    .sort((left, right) => (side.steps[left] ?? 0) - (side.steps[right] ?? 0))
  return new ScatterplotLayer<number>({
    id: `${side.id}-hot`,
    data: hot,
    getPosition: (index) => [side.hexagons.longitude[index] ?? 0, side.hexagons.latitude[index] ?? 0],
    getRadius: 0.75 * edgeMetresOf(side.hexagons.id[0]),
    radiusUnits: 'meters',
    radiusMinPixels: 4,
    getFillColor: (index) => colour(side.steps[index] ?? 0),
    pickable: true,
    updateTriggers: { getFillColor: [side.steps, colour], getRadius: [side.hexagons] },
  })
}

const sideLayers = (side: Side, drawing: Drawing, tokens: MapTokens): Layer[] => {
  const drawn = [...side.steps.keys()].filter((index) => side.steps[index] !== 0)
  const colour = (step: number) =>
    solid(tokens[side.tested && step < 3 ? `seq-grey-${step}` : `seq-${side.ramp}-${step}`])
  return [
    new H3HexagonLayer<number>({
      id: `${side.id}-hexagons`,
      data: drawn,
      getHexagon: (index) => side.hexagons.id[index] ?? '',
      getFillColor: (index) => colour(side.steps[index] ?? 0),
      extruded: false,
      stroked: false,
      coverage: 0.93,
      pickable: true,
      updateTriggers: { getFillColor: [side.steps, tokens] },
    }),
    ...topLayers(side, tokens),
    hotMarks(side, drawn, colour),
    ...(drawing.lineHexagons.length > 0
      ? [outlines(`${side.id}-line`, drawing.lineHexagons, 0.98, tokens.ink, 2)]
      : []),
    ...(side.points
      ? [
          new ScatterplotLayer({
            id: `${side.id}-points`,
            data: {
              length: side.points.length,
              attributes: {
                getPosition: { value: side.points.positions, size: 2 },
                getRadius: { value: side.points.radii, size: 1 },
              },
            },
            pickable: true,
            radiusUnits: 'pixels',
            getFillColor: solid(tokens.ink),
            stroked: true,
            getLineColor: solid(tokens.canvas),
            getLineWidth: 0.8,
            lineWidthUnits: 'pixels',
            updateTriggers: { getFillColor: [tokens], getLineColor: [tokens] },
          }),
        ]
      : []),
    ...(drawing.hovered && drawing.hovered !== drawing.selected
      ? [outlines(`${side.id}-hovered`, [drawing.hovered], 0.98, tokens.ink, 2)]
      : []),
    ...(drawing.selected
      ? [
          outlines(`${side.id}-selected-edge`, [drawing.selected], 1.05, tokens.ink, 8),
          outlines(`${side.id}-selected`, [drawing.selected], 1.05, tokens.mark, 4.5),
        ]
      : []),
  ]
}

const stationLayer = (tokens: MapTokens): Layer =>
  new ScatterplotLayer<(typeof railwayStations)[number]>({
    id: 'both-stations',
    data: railwayStations as (typeof railwayStations)[number][],
    getPosition: (station) => [station.longitude, station.latitude],
    getRadius: 2.4,
    radiusUnits: 'pixels',
    filled: true,
    getFillColor: solid(tokens.canvas),
    stroked: true,
    getLineColor: solid(tokens['ink-2']),
    getLineWidth: 1.2,
    lineWidthUnits: 'pixels',
    updateTriggers: { getFillColor: [tokens], getLineColor: [tokens] },
  })

/** Everything that deck.gl draws, as data: names, scale and flows are drawn over it. */
export const layersOf = (drawing: Drawing, tokens: MapTokens): Layer[] => [
  ...groundLayers(drawing, tokens),
  ...drawing.sides.flatMap((side) => sideLayers(side, drawing, tokens)),
  ...areaLayers(drawing.areas, tokens),
  ...(drawing.stations ? [stationLayer(tokens)] : []),
]
