import type { Connection } from '../case/store.ts'
import { areaOutlines } from './queries-scope.ts'

interface AreaOutline {
  /** `M12,40L13,41Z` in thousandths of the map's width. */
  readonly outline: string
  readonly middle: [number, number]
}

/** The imported districts drawn in one frame; `null` where no boundary file is loaded. */
export interface AreaOutlines {
  readonly areas: ReadonlyMap<string, AreaOutline>
  readonly aspect: number
}

type Ring = readonly number[]

const pairsOf = (ring: Ring): [number, number][] =>
  Array.from({ length: ring.length / 2 }, (_, index) => [ring[2 * index]!, ring[2 * index + 1]!])

/** The centre of gravity of a ring, and twice its area. */
function centreOf(ring: readonly (readonly [number, number])[]): { x: number; y: number; weight: number } {
  let [x, y, weight] = [0, 0, 0]
  for (const [index, [x1, y1]] of ring.entries()) {
    const [x2, y2] = ring[(index + 1) % ring.length]!
    const cross = x1 * y2 - x2 * y1
    weight += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return { x: x / (3 * weight), y: y / (3 * weight), weight: Math.abs(weight) }
}

/**
 * Outlines of the boundaries in use by district, fitted to a width of 1000: longitudes narrowed by the cosine of the middle latitude
 * (equirectangular, true enough for a county), corners to a whole unit so that no outline can be read as a number of anything.
 */
export async function readAreaOutlines(connection: Connection): Promise<AreaOutlines | null> {
  const rows = await connection.all(areaOutlines())
  if (rows.length === 0) return null
  const outer = new Map<string, Ring[]>()
  for (const { name, rings } of rows) {
    const polygons = JSON.parse(rings) as Ring[][]
    outer.set(name, [...(outer.get(name) ?? []), ...polygons.map((polygon) => polygon[0]!)])
  }
  const all = [...outer.values()].flat().flatMap(pairsOf)
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)]
  const least = (values: readonly number[]) => values.reduce((low, value) => Math.min(low, value))
  const most = (values: readonly number[]) => values.reduce((high, value) => Math.max(high, value))
  const [west, east, south, north] = [least(xs), most(xs), least(ys), most(ys)]
  const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = 999 / Math.max((east - west) * narrowing, 1e-9)
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    Math.round((x - west) * narrowing * scale),
    Math.round((north - y) * scale),
  ]
  const areas = new Map<string, AreaOutline>()
  for (const [name, rings] of outer) {
    const placed = rings
      .map((ring) =>
        pairsOf(ring)
          .map(place)
          .filter(
            ([x, y], index, every) => index === 0 || every[index - 1]![0] !== x || every[index - 1]![1] !== y,
          ),
      )
      .filter((ring) => ring.length > 3)
    if (placed.length === 0) continue
    const largest = placed.map((ring) => centreOf(ring)).sort((left, right) => right.weight - left.weight)[0]!
    areas.set(name, {
      outline: placed.map((ring) => `M${ring.map(([x, y]) => `${x},${y}`).join('L')}Z`).join(''),
      middle: [Math.round(largest.x), Math.round(largest.y)],
    })
  }
  return areas.size > 0 ? { areas, aspect: ((north - south) * scale) / 1000 } : null
}
