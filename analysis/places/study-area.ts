import { cellToBoundary, cellToLatLng, getHexagonAreaAvg, gridDisk, polygonToCells, UNITS } from 'h3-js'
import type { Connection } from '../case/store.ts'
import { type Boundaries, readBoundaries } from './boundaries.ts'
import { isOnLand } from './land.ts'
import { type Neighbours, neighboursOf } from './neighbours.ts'
import { hexagonsInAreas, positionsInAreas } from './queries-boundaries.ts'
import {
  hexagonColumn,
  type Origin,
  occupiedHexagons,
  positionsAtSea,
  positionsByCoarseHexagon,
} from './queries-hexagons.ts'

export interface StudyArea {
  readonly resolution: number
  /** H3 hexagons, ascending. */
  readonly hexagons: readonly string[]
  readonly positionOf: ReadonlyMap<bigint, number>
  readonly latitude: Float64Array
  readonly longitude: Float64Array
  readonly neighbours: Neighbours
  /** Hexagons of resolution 5 in which a position counts as inside. */
  readonly coarse: ReadonlySet<string>
  readonly onLand: boolean
  /** Longitude, latitude; closed. */
  readonly outline: readonly [number, number][]
  readonly squareKilometres: number
  readonly words: string
  readonly oddity: string | null
}

const gapRings = 2
const hullResolution = 8

export const hexagonArea = (resolution: number): number => getHexagonAreaAvg(resolution, UNITS.km2)

/** Groups of coarse hexagons that lie less than about 35 km apart; the group with most positions. */
function largestGroup(counted: readonly { cell: string; positions: number }[]): Set<string> {
  const waiting = new Map(counted.map(({ cell, positions }) => [cell, positions]))
  let largest: { hexagons: Set<string>; positions: number } = { hexagons: new Set(), positions: 0 }
  for (const { cell: first } of counted) {
    if (!waiting.has(first)) continue
    const group = { hexagons: new Set<string>(), positions: 0 }
    const next = [first]
    for (let hexagon = next.pop(); hexagon !== undefined; hexagon = next.pop()) {
      const positions = waiting.get(hexagon)
      if (positions === undefined) continue
      waiting.delete(hexagon)
      group.hexagons.add(hexagon)
      group.positions += positions
      next.push(...gridDisk(hexagon, gapRings).filter((near) => waiting.has(near)))
    }
    if (group.positions > largest.positions) largest = group
  }
  return largest.hexagons
}

type Point = readonly [number, number]

const pointsOf = (ring: readonly number[]): Point[] =>
  Array.from({ length: ring.length / 2 }, (_, index) => [ring[2 * index]!, ring[2 * index + 1]!] as const)

/** Andrew's monotone chain, counter-clockwise, not closed. */
function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((left, right) => left[0] - right[0] || left[1] - right[1])
  const turn = (o: Point, a: Point, b: Point) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
  const half = (some: readonly Point[]) => {
    const chain: Point[] = []
    for (const point of some) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.reverse())]
}

export interface Ground {
  readonly origin: Origin
  readonly onLand: boolean
  readonly coarse: ReadonlySet<string>
  /** Longitude and latitude of the hull of all positions, not closed; empty without a position. */
  readonly hull: readonly Point[]
  /** The imported areas that bound the study area; null where none are loaded, or they hold less than half of the positions. */
  readonly boundaries: Boundaries | null
  readonly words: string
  /** What is odd about where the positions lie; null where nothing is. */
  readonly oddity: string | null
}

const counted = new Intl.NumberFormat('en-GB')

const seaOddity = (atSea: number, positions: number): string =>
  `${atSea === positions ? `All ${counted.format(positions)}` : `${counted.format(atSea)} of ${counted.format(positions)}`} positions lie more than 3 km out at sea, so the case is taken for an invented county and the coast is not used. If it is a real one, latitude and longitude may be turned round or the projection is another: look at the mapping in Sources.`

/**
 * Where the study area lies, before any resolution is chosen: the hull of the largest group of positions. A case whose positions lie
 * mostly at sea is an invented county, and then the sea is no reason to leave a position out.
 */
export async function groundOf(connection: Connection, wanted: Origin): Promise<Ground> {
  const counts = await connection.all(positionsAtSea())
  const origin = counts.some((one) => one.origin === 'place') ? 'place' : wanted
  const own = counts.find((one) => one.origin === origin)
  const onLand = own !== undefined && own.at_sea * 2 < own.positions
  const coarse = largestGroup(await connection.all(positionsByCoarseHexagon(origin, onLand)))
  const occupied = await connection.all(occupiedHexagons(origin, hullResolution, onLand))
  const corners = occupied
    .filter((one) => coarse.has(one.coarse))
    .flatMap((one) => cellToBoundary(one.cell, true) as Point[])
  const boundaries = await readBoundaries(connection)
  const within = boundaries ? await connection.one(positionsInAreas(origin)) : null
  const isBounded = within && within.inside > 0 && within.inside * 2 >= within.positions
  const seaWords = onLand ? 'without the sea' : 'most lie at sea, so the coast is not used'
  const ground = "the ground between the case's own positions"
  if (boundaries && isBounded)
    return {
      origin,
      onLand,
      coarse: new Set(
        (await connection.all(occupiedHexagons(origin, hullResolution, onLand))).map((one) => one.coarse),
      ),
      hull: convexHull(
        boundaries.areas.flatMap(({ polygons }) => polygons.flatMap(([outer]) => pointsOf(outer!))),
      ),
      boundaries,
      words: `the ${boundaries.areas.length} areas of ${boundaries.file}`,
      oddity: null,
    }
  const why = !boundaries
    ? 'no boundary is loaded'
    : `the areas of ${boundaries.file} are not used, because they hold only ${within?.inside ?? 0} of the ${within?.positions ?? 0} positions`
  return {
    origin,
    onLand,
    coarse,
    hull: convexHull(corners),
    boundaries: null,
    words: `${ground}, ${seaWords}; ${why}`,
    oddity: onLand || !own ? null : seaOddity(own.at_sea, own.positions),
  }
}

/** Hexagons of one resolution over the ground: all in the hull and all that hold a position, without the sea where the case is on land. */
export async function studyAreaOf(
  connection: Connection,
  ground: Ground,
  resolution: number,
): Promise<StudyArea> {
  const occupied = (await connection.all(occupiedHexagons(ground.origin, resolution, ground.onLand))).filter(
    (one) => ground.coarse.has(one.coarse),
  )
  const inside = new Set(
    ground.boundaries
      ? (await connection.all(hexagonsInAreas(ground.origin, hexagonColumn(resolution)))).map(
          (one) => one.cell,
        )
      : occupied.map((one) => one.cell),
  )
  if (ground.boundaries) {
    for (const { polygons } of ground.boundaries.areas)
      for (const polygon of polygons)
        for (const hexagon of polygonToCells(
          polygon.map((ring) => pointsOf(ring) as [number, number][]),
          resolution,
          true,
        ))
          inside.add(hexagon)
  } else if (ground.hull.length >= 3) {
    for (const hexagon of polygonToCells([ground.hull as [number, number][]], resolution, true)) {
      if (inside.has(hexagon)) continue
      if (!ground.onLand || isOnLand(...(cellToLatLng(hexagon) as [number, number]))) inside.add(hexagon)
    }
  }
  const hexagons = [...inside].sort()
  const centres = hexagons.map((hexagon) => cellToLatLng(hexagon))
  return {
    resolution,
    hexagons,
    positionOf: new Map(hexagons.map((hexagon, index) => [BigInt(`0x${hexagon}`), index])),
    latitude: Float64Array.from(centres, ([latitude]) => latitude),
    longitude: Float64Array.from(centres, ([, longitude]) => longitude),
    neighbours: neighboursOf(hexagons),
    coarse: ground.coarse,
    onLand: ground.onLand,
    outline: ground.hull.length > 0 ? [...ground.hull, ground.hull[0]!].map(([x, y]) => [x, y]) : [],
    squareKilometres: hexagons.length * hexagonArea(resolution),
    words: ground.words,
    oddity: ground.oddity,
  }
}
