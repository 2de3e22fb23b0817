import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { ExpectedError } from '../../platform/errors.ts'
import type { StagedFile } from '../stage.ts'
import { encodingOf, formOf } from '../text-format.ts'
import { type Projection, projectionOf } from './projections.ts'
import { doubleArea, type Position, selfCrossing, TangledRing } from './rings.ts'

interface Area {
  /** Place among the features, from 1. */
  readonly rowNumber: number
  readonly name: string
  readonly code: string | null
  readonly population: number | null
  /** Polygons, each an outer ring and its holes; longitude and latitude in turn, closed. */
  readonly polygons: readonly (readonly (readonly number[])[])[]
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number]
  readonly fields: Readonly<Record<string, unknown>>
}

interface SetAside {
  readonly rowNumber: number
  readonly reason: 'NO_NAME' | 'NOT_AN_AREA' | 'NO_RING' | 'CROSSES_ITSELF' | 'TANGLED' | 'OFF_THE_GLOBE'
  readonly detail: string
  readonly raw: string
}

export interface GeoJsonAreas {
  readonly rowsRead: number
  readonly areas: readonly Area[]
  readonly setAside: readonly SetAside[]
  readonly projection: Projection
}

const mostBytes = 400_000_000
const longestRaw = 2000

const position = z.array(z.number()).min(2)
const ring = z.array(position)
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
])
const feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.unknown(),
})
const collection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.unknown().optional(),
  features: z.array(z.unknown()),
})
const statedCrs = z.object({ properties: z.object({ name: z.string() }) })

/** Text that begins as a JSON object does. */
export const isJson = (file: StagedFile): boolean =>
  formOf(file) === 'text' &&
  /^(?:\ufeff)?\s*\{/.test(
    file.head.subarray(0, 4096).toString(file.head[0] === 0xff && file.head[1] === 0xfe ? 'utf16le' : 'utf8'),
  )

const nameKeys = [
  /^[a-z]{2,8}\d{0,4}_?nm$/i,
  /^name$/i,
  /^area_?name$/i,
  /^(area|district|label|title)$/i,
  /name$/i,
]
const codeKeys = [/^[a-z]{2,8}\d{0,4}_?cd$/i, /^(area_?)?code$/i, /^gss(_?code)?$/i, /code$/i]
const populationKeys = [
  /^(population|residents|usual_residents|all_ages|pop)$/i,
  /^(pop|population|residents)_?\d{4}$/i,
]

type Fields = Readonly<Record<string, unknown>>

const keyIn = (fields: readonly Fields[], patterns: readonly RegExp[]): string | null => {
  const keys = [...new Set(fields.flatMap((one) => Object.keys(one)))]
  for (const pattern of patterns) {
    const found = keys.find((key) => pattern.test(key))
    if (found !== undefined) return found
  }
  return null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).normalize('NFC').trim() || null
    : null

const wholeNumber = (value: unknown): number | null => {
  const number = typeof value === 'string' ? Number(value.replaceAll(/[, ]/g, '')) : value
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : null
}

const parsed = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ExpectedError('FILE_TRUNCATED', {
      subject: name,
      detail: `its JSON breaks off or is damaged (${(error as Error).message})`,
      remedy: 'Ask for it again, or export it again.',
    })
  }
}

interface Shape {
  readonly rowNumber: number
  readonly fields: Fields
  readonly raw: string
  readonly polygons: readonly (readonly (readonly number[][])[])[] | null
}

function shapeOf(value: unknown, rowNumber: number, name: string): Shape {
  const read = feature.safeParse(value)
  const fields = read.data?.properties ?? {}
  const shape = geometry.safeParse(read.data?.geometry)
  const raw = writtenJson({ properties: fields, geometry: read.data?.geometry }, name).slice(0, longestRaw)
  if (!shape.success) return { rowNumber, fields, raw, polygons: null }
  const polygons = shape.data.type === 'Polygon' ? [shape.data.coordinates] : shape.data.coordinates
  return { rowNumber, fields, raw, polygons }
}

const closed = (positions: readonly (readonly number[])[]): Position[] => {
  const ringOf = positions.map(([x, y]): Position => [x!, y!])
  const [first, last] = [ringOf[0], ringOf.at(-1)]
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...ringOf, first] : ringOf
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** The outlines of one feature in WGS 84, or why it cannot be taken. */
function outlinesOf(
  shape: Shape,
  projection: Projection,
): { polygons: Area['polygons'] } | { reason: SetAside['reason']; detail: string } {
  const type = 'its geometry is not a polygon'
  if (!shape.polygons) return { reason: 'NOT_AN_AREA', detail: type }
  const polygons: number[][][] = []
  for (const polygon of shape.polygons) {
    const rings: number[][] = []
    for (const positions of polygon) {
      const here = closed(positions)
      const at = crossingOf(here)
      if (at === 'tangled')
        return { reason: 'TANGLED', detail: 'its outline runs to and fro too often to be checked' }
      if (at) {
        const [x, y] = projection.toWgs84(...at)
        return {
          reason: 'CROSSES_ITSELF',
          detail: `its outline crosses itself near longitude ${x.toFixed(5)}, latitude ${y.toFixed(5)}`,
        }
      }
      if (here.length < 4 || doubleArea(here) === 0)
        return {
          reason: 'NO_RING',
          detail: 'a ring of it has fewer than three different corners, or no extent',
        }
      const flat = here.flatMap(([x, y]) => projection.toWgs84(x, y).map(rounded))
      if (
        flat.some((value, index) => !Number.isFinite(value) || Math.abs(value) > (index % 2 === 0 ? 180 : 90))
      )
        return { reason: 'OFF_THE_GLOBE', detail: 'its outline leaves the globe' }
      rings.push(flat)
    }
    if (rings.length > 0) polygons.push(rings)
  }
  return polygons.length > 0 ? { polygons } : { reason: 'NO_RING', detail: 'it has no outline' }
}

function boundsOf(polygons: Area['polygons']): [number, number, number, number] {
  const bounds: [number, number, number, number] = [180, 90, -180, -90]
  for (const [outer] of polygons)
    for (let index = 0; index < outer!.length; index += 2) {
      bounds[0] = Math.min(bounds[0], outer![index]!)
      bounds[1] = Math.min(bounds[1], outer![index + 1]!)
      bounds[2] = Math.max(bounds[2], outer![index]!)
      bounds[3] = Math.max(bounds[3], outer![index + 1]!)
    }
  return bounds
}

function crossingOf(ring: readonly Position[]): Position | 'tangled' | null {
  try {
    return selfCrossing(ring)
  } catch (error) {
    if (error instanceof TangledRing) return 'tangled'
    throw error
  }
}

/**
 * JSON of a value from a file.
 * @throws ExpectedError `FILE_UNREADABLE` where it is nested so deeply that nothing can write it.
 */
export function writtenJson(value: unknown, name: string): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new ExpectedError('FILE_UNREADABLE', {
      subject: name,
      detail: 'its JSON is nested thousands of levels deep, which no file of areas is',
      remedy: 'Nothing of it was loaded. Ask how it was made.',
    })
  }
}

/**
 * Areas of a GeoJSON file (RFC 7946, and the `crs` of its 2008 forerunner), in WGS 84. Each feature is an area, or set aside with the reason.
 * @throws ExpectedError `FILE_TRUNCATED`, `FILE_TOO_LARGE`, `FILE_NO_ROWS`, `KIND_UNKNOWN`, `PROJECTION_UNKNOWN`.
 */
export async function readGeoJson(file: StagedFile, name: string): Promise<GeoJsonAreas> {
  if (file.sizeBytes > mostBytes)
    throw new ExpectedError('FILE_TOO_LARGE', {
      subject: name,
      detail: `${Math.round(file.sizeBytes / 1e6)} MB of outlines`,
      remedy: 'Use the generalised boundaries (BGC or BUC): nobody sees the difference on a county’s map.',
    })
  const text = new TextDecoder(encodingOf(file)).decode(await readFile(file.path))
  const read = collection.safeParse(parsed(text.replace(/^\ufeff/, ''), name))
  if (!read.success)
    throw new ExpectedError('KIND_UNKNOWN', {
      subject: name,
      detail: 'it is JSON, but not a GeoJSON FeatureCollection of areas',
      remedy: 'Export the areas as GeoJSON.',
    })
  if (read.data.features.length === 0)
    throw new ExpectedError('FILE_NO_ROWS', { subject: name, remedy: 'Ask for it again.' })
  const shapes = read.data.features.map((one, index) => shapeOf(one, index + 1, name))
  const corners = shapes.flatMap(({ polygons }) =>
    (polygons ?? []).flatMap((polygon) =>
      polygon.flatMap((positions) => positions.map(([x, y]): Position => [x!, y!])),
    ),
  )
  if (corners.length === 0)
    throw new ExpectedError('KIND_UNKNOWN', {
      subject: name,
      detail: 'none of its features is an area (a Polygon or a MultiPolygon)',
      remedy: 'Export the areas themselves, not their middles.',
    })
  const projection = projectionOf(
    name,
    statedCrs.safeParse(read.data.crs).data?.properties.name ?? null,
    corners,
  )
  const everyField = shapes.map(({ fields }) => fields)
  const [nameKey, codeKey, populationKey] = [nameKeys, codeKeys, populationKeys].map((patterns) =>
    keyIn(everyField, patterns),
  )
  const areas: Area[] = []
  const setAside: SetAside[] = []
  for (const shape of shapes) {
    const { rowNumber, fields, raw } = shape
    const valueAt = (key: string | null | undefined) => (key ? fields[key] : null)
    const code = textOf(valueAt(codeKey))
    const areaName = textOf(valueAt(nameKey)) ?? code
    const outlines = outlinesOf(shape, projection)
    if ('reason' in outlines) setAside.push({ rowNumber, raw, ...outlines })
    else if (areaName === null)
      setAside.push({ rowNumber, raw, reason: 'NO_NAME', detail: 'it has neither a name nor a code' })
    else
      areas.push({
        rowNumber,
        name: areaName,
        code,
        population: wholeNumber(valueAt(populationKey)),
        polygons: outlines.polygons,
        bounds: boundsOf(outlines.polygons),
        fields,
      })
  }
  return { rowsRead: shapes.length, areas, setAside, projection }
}
