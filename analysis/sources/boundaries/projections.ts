import { ExpectedError } from '../../platform/errors.ts'
import { coordinateSystems, isInDegrees, type ToWgs84, toWgs84From } from '../coordinate-systems.ts'

export interface Projection {
  readonly name: string
  /** How it was known, as a sentence. */
  readonly words: string
  readonly toWgs84: ToWgs84
}

type Position = readonly [number, number]

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

const written = ([x, y]: Position) => `${x}, ${y}`

const named = (code: string, words: string): Projection => ({
  name: coordinateSystems[code]!.name,
  words,
  toWgs84: toWgs84From(code),
})

/** `27700` of `urn:ogc:def:crs:EPSG::27700`, `EPSG:27700` or a link that ends in it. */
const codeOf = (stated: string): string => {
  const last = /(CRS84|\d{3,6})\D*$/i.exec(stated)?.[1]?.toUpperCase() ?? stated
  return sameAs[last] ?? last
}

const remedy = 'Export it in WGS 84 (EPSG:4326) or British National Grid (EPSG:27700) and import it again.'

/**
 * The projection that a file states (`crs` of GeoJSON 2008), else the one that its numbers fit (RFC 7946 has degrees alone, but programs write
 * grids all the same).
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
    const system = coordinateSystems[code]
    if (!system)
      throw new ExpectedError('PROJECTION_UNKNOWN', {
        subject: file,
        detail: `it states ${stated}, which is not known here`,
        remedy,
      })
    if (isInDegrees(system) !== inDegrees)
      throw new ExpectedError('PROJECTION_UNKNOWN', {
        subject: file,
        detail: `it states ${system.name}, but a position is ${written(first)}, which is ${inDegrees ? 'in degrees' : 'not in degrees'}`,
        remedy,
      })
    return named(code, `Its positions are in ${system.name}, as it states.`)
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
