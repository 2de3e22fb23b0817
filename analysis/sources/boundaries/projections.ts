import proj4 from 'proj4'
import { ExpectedError } from '../../platform/errors.ts'

export interface Projection {
  readonly name: string
  /** How it was known, as a sentence. */
  readonly words: string
  /** @returns longitude and latitude in WGS 84 */
  readonly toWgs84: (x: number, y: number) => [number, number]
}

type Position = readonly [number, number]

const degrees = '+proj=longlat +datum=WGS84 +no_defs'
const airy = '+ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489'
const modifiedAiry = '+ellps=mod_airy +towgs84=482.5,-130.6,564.6,-1.042,-0.214,-0.631,8.15'

const known: Readonly<Record<string, { readonly name: string; readonly definition: string }>> = {
  4326: { name: 'WGS 84', definition: degrees },
  4258: { name: 'ETRS89', definition: degrees },
  4277: { name: 'OSGB36 degrees', definition: `+proj=longlat ${airy} +no_defs` },
  27700: {
    name: 'British National Grid',
    definition: `+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 ${airy} +units=m +no_defs`,
  },
  3857: {
    name: 'Web Mercator',
    definition:
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  },
  29902: {
    name: 'Irish Grid (TM65)',
    definition: `+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 ${modifiedAiry} +units=m +no_defs`,
  },
  29903: {
    name: 'Irish Grid (TM75)',
    definition: `+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 ${modifiedAiry} +units=m +no_defs`,
  },
  2157: {
    name: 'Irish Transverse Mercator',
    definition:
      '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=0.99982 +x_0=600000 +y_0=750000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs',
  },
  ...Object.fromEntries(
    [29, 30, 31].flatMap((zone) => [
      [`326${zone}`, { name: `UTM ${zone}N`, definition: `+proj=utm +zone=${zone} +datum=WGS84 +units=m` }],
      [
        `258${zone}`,
        {
          name: `ETRS89 UTM ${zone}N`,
          definition: `+proj=utm +zone=${zone} +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m`,
        },
      ],
    ]),
  ),
}

const sameAs: Readonly<Record<string, string>> = {
  CRS84: '4326',
  900913: '3857',
  102100: '3857',
  102113: '3857',
}

const within = (positions: readonly Position[], [west, south, east, north]: readonly number[]) =>
  positions.every(([x, y]) => x >= west! && x <= east! && y >= south! && y <= north!)

const degreesBox = [-180, -90, 180, 90]
const swappedIslesBox = [49, -11, 61.5, 3]
const nationalGridBox = [0, 0, 700_000, 1_300_000]
const mercatorIslesBox = [-1_300_000, 6_200_000, 400_000, 8_800_000]

const isDegrees = (definition: string) => definition.includes('+proj=longlat')
const written = ([x, y]: Position) => `${x}, ${y}`

function named(code: string, words: string): Projection {
  const { name, definition } = known[code]!
  const transform = definition === degrees ? null : proj4(definition, degrees)
  return {
    name,
    words,
    toWgs84: (x, y) => (transform ? (transform.forward([x, y]) as [number, number]) : [x, y]),
  }
}

/** `27700` of `urn:ogc:def:crs:EPSG::27700`, `EPSG:27700` or a link that ends in it. */
const codeOf = (stated: string): string => {
  const last = /(CRS84|\d{3,6})\D*$/i.exec(stated)?.[1]?.toUpperCase() ?? stated
  return sameAs[last] ?? last
}

const remedy = 'Export it in WGS 84 (EPSG:4326) or British National Grid (EPSG:27700) and import it again.'

/**
 * The projection that a file states (`crs` of GeoJSON 2008), else the one that its numbers fit (RFC 7946 has degrees alone, but programs write
 * grids all the same). Datum shifts by seven parameters: within about 5 m in Great Britain (Ordnance Survey, A guide to coordinate systems).
 * @param positions at least one, as the file writes them
 * @throws ExpectedError `PROJECTION_UNKNOWN` where the numbers fit none, or contradict what is stated.
 */
export function projectionOf(
  file: string,
  stated: string | null,
  positions: readonly Position[],
): Projection {
  const first = positions.find((position) => !within([position], degreesBox)) ?? positions[0]!
  const inDegrees = within(positions, degreesBox)
  if (stated !== null) {
    const code = codeOf(stated)
    const projection = known[code]
    if (!projection)
      throw new ExpectedError('PROJECTION_UNKNOWN', {
        subject: file,
        detail: `it states ${stated}, which is not known here`,
        remedy,
      })
    if (isDegrees(projection.definition) !== inDegrees)
      throw new ExpectedError('PROJECTION_UNKNOWN', {
        subject: file,
        detail: `it states ${projection.name}, but a position is ${written(first)}, which is ${inDegrees ? 'in degrees' : 'not in degrees'}`,
        remedy,
      })
    return named(code, `Its positions are in ${projection.name}, as it states.`)
  }
  if (within(positions, swappedIslesBox))
    return {
      name: 'WGS 84, latitude first',
      words: 'Its positions are degrees with the latitude first: they were turned round.',
      toWgs84: (x, y) => [y, x],
    }
  if (inDegrees) return named('4326', 'Its positions are degrees (WGS 84).')
  if (within(positions, nationalGridBox))
    return named('27700', 'It states no projection; its numbers are those of British National Grid.')
  if (within(positions, mercatorIslesBox))
    return named(
      '3857',
      'It states no projection; its numbers are those of Web Mercator over the British Isles.',
    )
  throw new ExpectedError('PROJECTION_UNKNOWN', {
    subject: file,
    detail: `it states no projection, and a position is ${written(first)}: neither degrees, British National Grid nor Web Mercator`,
    remedy,
  })
}
