import { gridOfLetters, type Position, positionOfGrid } from '../grid-reference.ts'

/** What a row of a file of cell sites says, as it is written; null where the file has no such column. */
type SiteTexts = Readonly<Record<SiteField, string | null>>

export const siteFields = [
  'code',
  'siteName',
  'mcc',
  'mnc',
  'lac',
  'ci',
  'eci',
  'latitude',
  'longitude',
  'easting',
  'northing',
  'gridReference',
  'coordinates',
  'postcode',
  'azimuth',
  'beamWidth',
] as const
type SiteField = (typeof siteFields)[number]

interface ReadSite {
  readonly code: string | null
  readonly name: string | null
  readonly postcode: string | null
  readonly position: Position | null
  readonly azimuth: number | null
  readonly beamWidth: number | null
  readonly problem: { readonly reason: 'NO_CELL' | 'NO_PLACE'; readonly detail: string } | null
}

const written = (text: string | null): string | null => text?.trim() || null

const numberOf = (text: string | null): number | null => {
  const plain = written(text)?.replace(/^(-?\d+),(\d+)$/, '$1.$2')
  const number = plain === undefined ? Number.NaN : Number(plain)
  return Number.isFinite(number) ? number : null
}

const degreesOf = (text: string | null): number | null => {
  const degrees = numberOf(written(text)?.replace(/\s*(°|deg(rees)?)$/i, '') ?? null)
  return degrees !== null && degrees >= 0 && degrees <= 360 ? Math.round(degrees) : null
}

function onEarth(latitude: number | null, longitude: number | null): Position | null {
  if (latitude === null || longitude === null || (latitude === 0 && longitude === 0)) return null
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  return { latitude: Number(latitude.toFixed(6)), longitude: Number(longitude.toFixed(6)) }
}

function positionOf(texts: SiteTexts): Position | null {
  const [, latitude = null, longitude = null] =
    /^\s*\(?\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*\)?\s*$/.exec(texts.coordinates ?? '') ?? []
  const letters = gridOfLetters(texts.gridReference ?? '')
  const easting = numberOf(texts.easting)
  const northing = numberOf(texts.northing)
  const grid = easting !== null && northing !== null ? positionOfGrid({ easting, northing }) : null
  const lettered = letters && positionOfGrid(letters)
  return (
    onEarth(numberOf(texts.latitude), numberOf(texts.longitude)) ??
    onEarth(numberOf(latitude), numberOf(longitude)) ??
    (grid && onEarth(grid.latitude, grid.longitude)) ??
    (lettered && onEarth(lettered.latitude, lettered.longitude))
  )
}

/** A cell's identity in one: as it is written where that is all of it, else put together from the columns that hold its parts. */
function codeOf(texts: SiteTexts): string | null {
  const code = written(texts.code)
  const [mcc, mnc, lac, eci] = [texts.mcc, texts.mnc, texts.lac, texts.eci].map(written)
  const isPart = code === null || /^\d{1,10}$/.test(code)
  if (!isPart) return code
  const network = mcc && mnc ? [mcc, mnc] : []
  if (eci) return [...network, eci].join('-')
  const cell = written(texts.ci) ?? code
  if (cell === null) return null
  return lac ? [...network, lac, cell].join('-') : cell
}

/** One row of a file of cell sites. A row without a code or a name, or without any place, cannot be loaded. */
export function readSite(texts: SiteTexts): ReadSite {
  const site = {
    code: codeOf(texts),
    name: written(texts.siteName),
    postcode: written(texts.postcode)?.toUpperCase() ?? null,
    position: positionOf(texts),
    azimuth: degreesOf(texts.azimuth),
    beamWidth: degreesOf(texts.beamWidth),
  }
  const places = [
    texts.latitude,
    texts.longitude,
    texts.easting,
    texts.northing,
    texts.gridReference,
    texts.coordinates,
  ]
  const said = places.map(written).filter((text) => text !== null)
  const problem =
    site.code === null && site.name === null
      ? { reason: 'NO_CELL' as const, detail: 'no cell id and no site name' }
      : site.position === null && site.postcode === null
        ? {
            reason: 'NO_PLACE' as const,
            detail:
              said.length > 0
                ? `“${said.join(', ').slice(0, 80)}” is no place`
                : 'no position and no postcode',
          }
        : null
  return { ...site, problem }
}
