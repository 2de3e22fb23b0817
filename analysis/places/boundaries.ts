import type { Connection } from '../case/store.ts'
import { areasInUse } from './queries-boundaries.ts'

interface BoundaryArea {
  readonly areaId: number
  readonly name: string
  readonly code: string | null
  readonly population: number | null
  readonly bounds: readonly [number, number, number, number]
  /** Polygons, each an outer ring and its holes; longitude and latitude in turn, closed. */
  readonly polygons: readonly (readonly (readonly number[])[])[]
}

export interface Boundaries {
  readonly fileId: number
  readonly file: string
  readonly areas: readonly BoundaryArea[]
}

/** The areas of the boundary file that was imported last; null where there is none. */
export async function readBoundaries(connection: Connection): Promise<Boundaries | null> {
  const rows = await connection.all(areasInUse())
  const [first] = rows
  if (!first) return null
  return {
    fileId: first.file_id,
    file: first.file_name,
    areas: rows.map((row) => ({
      areaId: row.area_id,
      name: row.name,
      code: row.code,
      population: row.population,
      bounds: [row.west, row.south, row.east, row.north],
      polygons: JSON.parse(row.rings) as number[][][],
    })),
  }
}

/** Even-odd rule: a hole takes away what its outer ring encloses. */
function isInPolygon(polygon: readonly (readonly number[])[], longitude: number, latitude: number): boolean {
  let inside = false
  for (const ring of polygon)
    for (let index = 2; index < ring.length; index += 2) {
      const [x1, y1, x2, y2] = [ring[index - 2]!, ring[index - 1]!, ring[index]!, ring[index + 1]!]
      if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1)
        inside = !inside
    }
  return inside
}

/** The first area that holds a position, in the order of the file; null outside all. */
export function areaAt(
  { areas }: Pick<Boundaries, 'areas'>,
  longitude: number,
  latitude: number,
): BoundaryArea | null {
  const found = areas.find(
    ({ bounds: [west, south, east, north], polygons }) =>
      longitude >= west &&
      longitude <= east &&
      latitude >= south &&
      latitude <= north &&
      polygons.some((polygon) => isInPolygon(polygon, longitude, latitude)),
  )
  return found ?? null
}

const thinning = 0.0004

/** A ring for drawing: corners nearer than about 40 m to the one before are left out. */
export function thinned(ring: readonly number[]): number[] {
  const kept: number[] = []
  for (let index = 0; index < ring.length; index += 2) {
    const [x, y] = [ring[index]!, ring[index + 1]!]
    const isEnd = index === 0 || index === ring.length - 2
    const [lastX, lastY] = [kept.at(-2) ?? 0, kept.at(-1) ?? 0]
    if (isEnd || Math.abs(x - lastX) > thinning || Math.abs(y - lastY) > thinning) kept.push(x, y)
  }
  return kept
}
