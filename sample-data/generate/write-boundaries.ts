import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Ledger } from './ledger.ts'
import { homeDistricts } from './places.ts'

type Point = readonly [number, number]

const narrowing = Math.cos((53.45 * Math.PI) / 180)

/** The county's outline: longitude and latitude, counter-clockwise. */
const outline: readonly Point[] = [
  [1.46, 53.24],
  [1.68, 53.24],
  [2.06, 53.31],
  [2.1, 53.36],
  [2.03, 53.49],
  [1.8, 53.6],
  [1.62, 53.63],
  [1.48, 53.63],
  [1.44, 53.42],
]

/** What of a convex ring lies nearer to one point than to another (Sutherland and Hodgman 1974, one side). */
function nearerPart(ring: readonly Point[], to: Point, than: Point): Point[] {
  const closeness = ([x, y]: Point) => {
    const away = (point: Point) => ((x - point[0]) * narrowing) ** 2 + (y - point[1]) ** 2
    return away(than) - away(to)
  }
  return ring.flatMap((point, index): Point[] => {
    const before = ring[(index + ring.length - 1) % ring.length]!
    const [here, there] = [closeness(point), closeness(before)]
    const share = there / (there - here)
    const crossing: Point = [
      before[0] + share * (point[0] - before[0]),
      before[1] + share * (point[1] - before[1]),
    ]
    if (here >= 0) return there >= 0 ? [point] : [crossing, point]
    return there >= 0 ? [crossing] : []
  })
}

const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5

/** One GeoJSON file of the county's districts with their residents: each is the ground nearest to its middle. */
export async function writeBoundaries(ledger: Ledger): Promise<void> {
  const file = 'boundaries/districts.geojson'
  const features = homeDistricts.map((district) => {
    const middle: Point = [district.longitude, district.latitude]
    const ring = homeDistricts
      .filter((other) => other !== district)
      .reduce<readonly Point[]>(
        (part, other) => nearerPart(part, middle, [other.longitude, other.latitude]),
        outline,
      )
      .map(([x, y]) => [rounded(x), rounded(y)])
    return {
      type: 'Feature',
      properties: { LAD25CD: district.code, LAD25NM: district.name, population: district.residents },
      geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
    }
  })
  const path = join(ledger.outDirectory, file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `${JSON.stringify({ type: 'FeatureCollection', features }, null, 1)}\n`)
  ledger.count({ file, sheet: '', kind: 'boundaries', rows: features.length, communications: 0 })
}
