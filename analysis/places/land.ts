import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'

const [west, south, east, north] = [-11, 49, 3, 61.5]
const rowHeight = 0.05
const rows = Math.ceil((north - south) / rowHeight)

/** Edges of the coast by rows of latitude: longitude and latitude of both ends, four numbers an edge. */
type Coast = readonly Float64Array[]

let coast: Coast | undefined

type Ring = readonly (readonly number[])[]

function ringsOfLand(): Ring[] {
  const path = createRequire(import.meta.url).resolve('world-atlas/land-10m.json')
  const atlas = JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof feature>[0]
  const land = feature(atlas, atlas.objects.land!)
  const parts = land.type === 'FeatureCollection' ? land.features : [land]
  return parts.flatMap(({ geometry }) => {
    if (geometry.type === 'Polygon') return geometry.coordinates
    return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
  })
}

function readCoast(): Coast {
  const edges = Array.from({ length: rows }, (): number[] => [])
  for (const ring of ringsOfLand()) {
    for (let index = 1; index < ring.length; index += 1) {
      const [x1, y1, x2, y2] = [...ring[index - 1]!, ...ring[index]!] as [number, number, number, number]
      if (Math.max(y1, y2) < south || Math.min(y1, y2) > north) continue
      const from = Math.max(0, Math.floor((Math.min(y1, y2) - south) / rowHeight))
      const to = Math.min(rows - 1, Math.floor((Math.max(y1, y2) - south) / rowHeight))
      for (let row = from; row <= to; row += 1) edges[row]!.push(x1, y1, x2, y2)
    }
  }
  return edges.map((row) => Float64Array.from(row))
}

function isInside(map: Coast, latitude: number, longitude: number): boolean {
  const row = map[Math.floor((latitude - south) / rowHeight)]
  if (!row) return true
  let inside = false
  for (let edge = 0; edge < row.length; edge += 4) {
    const [x1, y1, x2, y2] = [row[edge]!, row[edge + 1]!, row[edge + 2]!, row[edge + 3]!]
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1)
      inside = !inside
  }
  return inside
}

/**
 * Whether a position is on land, by Natural Earth's 1:10m coast (world-atlas). Around the British Isles only: everywhere else the
 * answer is true, since nothing is known.
 */
export function isOnLand(latitude: number, longitude: number): boolean {
  if (latitude < south || latitude >= north || longitude < west || longitude > east) return true
  coast ??= readCoast()
  return isInside(coast, latitude, longitude)
}

/**
 * Whether a position is at sea beyond doubt. The coast is drawn at 1:10m and cuts off quays and beaches, so a position within
 * `margin` of land is not at sea.
 * @param margin kilometres
 */
export function isAtSea(latitude: number, longitude: number, margin = 3): boolean {
  if (isOnLand(latitude, longitude)) return false
  const up = margin / 111.32
  const across = up / Math.cos((latitude * Math.PI) / 180)
  for (let turn = 0; turn < 8; turn += 1) {
    const angle = (turn * Math.PI) / 4
    if (isOnLand(latitude + up * Math.sin(angle), longitude + across * Math.cos(angle))) return false
  }
  return true
}
