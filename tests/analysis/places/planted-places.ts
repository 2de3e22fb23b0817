import { cellToLatLng, getHexagonEdgeLengthAvg, greatCircleDistance, UNITS } from 'h3-js'

export type Position = readonly [number, number]

/** Inland ground of 40 km by 40 km, west of Newcastle. */
export const ground = { south: 54.6, north: 54.96, west: -2.3, east: -1.68 } as const
const northPerKilometre = 1 / 111.2
const eastPerKilometre = northPerKilometre / Math.cos((54.8 * Math.PI) / 180)
const border = 2.5

export interface Planting {
  readonly seed: number
  /** Rows that belong to no planted place. */
  readonly background: number
  readonly places: number
  readonly rowsEach: number
  /** Standard distance of a planted place, in kilometres. */
  readonly spread: number
  /** Three quarters of the background in seven towns: dense, and not hot. */
  readonly towns: boolean
}

export function drawing(seed: number): () => number {
  let state = (seed * 7919 + 13) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Rows spread over the ground, and places at which more lie than elsewhere, at least 3 km apart. */
export function plant({ seed, background, places, rowsEach, spread, towns }: Planting) {
  const draw = drawing(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
  const { south, north, west, east } = ground
  const near = ([latitude, longitude]: Position, kilometres: number): Position => [
    latitude + normal() * kilometres * northPerKilometre,
    longitude + normal() * kilometres * eastPerKilometre,
  ]
  const anywhere = (margin = 0): Position => [
    south + margin * northPerKilometre + draw() * (north - south - 2 * margin * northPerKilometre),
    west + margin * eastPerKilometre + draw() * (east - west - 2 * margin * eastPerKilometre),
  ]
  const isInside = ([latitude, longitude]: Position, margin = 0) =>
    latitude > south + margin * northPerKilometre &&
    latitude < north - margin * northPerKilometre &&
    longitude > west + margin * eastPerKilometre &&
    longitude < east - margin * eastPerKilometre
  const townCentres = Array.from({ length: 7 }, (_, index) => ({
    at: anywhere(3),
    weight: 1 + (index % 3),
    spread: 1 + 1.5 * draw(),
  }))
  const weights = townCentres.reduce((sum, town) => sum + town.weight, 0)
  const ordinary = (): Position => {
    for (;;) {
      let position = anywhere()
      if (towns && draw() > 0.25) {
        let part = draw() * weights
        const town = townCentres.find(({ weight }) => {
          part -= weight
          return part < 0
        })
        if (town) position = near(town.at, town.spread)
      }
      if (isInside(position)) return position
    }
  }
  const events = Array.from({ length: background }, ordinary)
  const planted: Position[] = []
  while (planted.length < places) {
    const centre = ordinary()
    const isClear = planted.every((other) => greatCircleDistance([...other], [...centre], UNITS.km) >= 3)
    if (!isClear || !isInside(centre, border)) continue
    planted.push(centre)
    for (let row = 0; row < rowsEach; row += 1) events.push(near(centre, spread))
  }
  return { events, planted }
}

/** Planted places that a hot cell or its neighbours reach, and hot cells that reach none. */
export function judge(hot: readonly string[], planted: readonly Position[], resolution: number) {
  const reach = 2.65 * getHexagonEdgeLengthAvg(resolution, UNITS.km) + 0.5
  const centres = hot.map((cell) => cellToLatLng(cell))
  const isNear = (centre: number[], place: Position) =>
    greatCircleDistance(centre as [number, number], [...place], UNITS.km) <= reach
  return {
    found: planted.filter((place) => centres.some((centre) => isNear(centre, place))).length,
    falsely: centres.filter((centre) => !planted.some((place) => isNear(centre, place))).length,
  }
}
