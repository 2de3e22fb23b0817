import coast from '../../map-data/coast.json?raw'
import stations from '../../map-data/stations.json?raw'
import towns from '../../map-data/towns.json?raw'
import type { Hexagons } from './model.ts'

export interface NamedPlace {
  readonly name: string
  readonly latitude: number
  readonly longitude: number
}

/** Rings of land, longitude and latitude in turn. */
export const landRings: readonly (readonly number[])[] = JSON.parse(coast)

const named = (written: string): readonly NamedPlace[] =>
  (JSON.parse(written) as (string | number)[][]).map(([name, latitude, longitude]) => ({
    name: String(name),
    latitude: Number(latitude),
    longitude: Number(longitude),
  }))

export const railwayStations = named(stations)
export const knownTowns = named(towns)

const kilometresPerDegree = 111.32

export const kilometresBetween = (
  one: Pick<NamedPlace, 'latitude' | 'longitude'>,
  other: Pick<NamedPlace, 'latitude' | 'longitude'>,
): number =>
  kilometresPerDegree *
  Math.hypot(
    one.latitude - other.latitude,
    (one.longitude - other.longitude) * Math.cos((one.latitude * Math.PI) / 180),
  )

type Bounds = readonly [number, number, number, number]

/** Places within the bounds, with how many rows lie within `kilometres` of each. */
export const worthOfPlaces = (
  places: readonly NamedPlace[],
  [west, south, east, north]: Bounds,
  hexagons: Pick<Hexagons, 'latitude' | 'longitude' | 'count'>,
  kilometres: number,
): readonly (NamedPlace & { readonly worth: number })[] => {
  const held = [...hexagons.count.keys()].filter((index) => (hexagons.count[index] ?? 0) > 0)
  return places
    .filter(
      ({ latitude, longitude }) =>
        longitude >= west && longitude <= east && latitude >= south && latitude <= north,
    )
    .map((place) => ({
      ...place,
      worth: held.reduce((sum, index) => {
        const hexagon = { latitude: hexagons.latitude[index] ?? 0, longitude: hexagons.longitude[index] ?? 0 }
        return kilometresBetween(place, hexagon) < kilometres ? sum + (hexagons.count[index] ?? 0) : sum
      }, 0),
    }))
}

/** The nearest named place, within 12 kilometres. */
export const nearestPlace = (
  places: readonly NamedPlace[],
  position: Pick<NamedPlace, 'latitude' | 'longitude'>,
): string | null => {
  let best: { name: string; distance: number } | null = null
  for (const place of places) {
    const distance = kilometresBetween(place, position)
    if (distance < 12 && (best === null || distance < best.distance)) best = { name: place.name, distance }
  }
  return best?.name ?? null
}
