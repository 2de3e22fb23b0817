import { streetKinds, streetNames } from './names.ts'
import type { Random } from './random.ts'

type Piece = {
  code: string
  name: string
  area: string
  outward: string
  sector: string
  latitude: number
  longitude: number
  weight: number
  isExporter: boolean
}

export type CellSite = {
  name: string
  postcode: string
  latitude: number
  longitude: number
  easting: number
  northing: number
  piece: number
  areaCode: number
  cell: number
}

/** Out at sea, east of any land: no coordinate of this county is a real address. */
const areaCentres: readonly (readonly [string, string, number, number, number, boolean])[] = [
  ['Port Sallow', 'ZW1', 53.42, 1.52, 7, false],
  ['Harrowick', 'ZW2', 53.5, 1.7, 6, false],
  ['Thornhythe', 'ZW3', 53.34, 1.72, 5, false],
  ['Marlbeck', 'ZW4', 53.46, 1.92, 4, false],
  ['Eastwrath', 'ZW5', 53.36, 2.02, 4, false],
  ['Coldstow', 'ZW6', 53.58, 1.55, 3, false],
  ['Netherwend', 'ZW7', 53.29, 1.55, 3, false],
  ['Ashmoor City', 'ZA1', 53.98, 1.9, 5, true],
  ['Kelverton', 'ZK2', 53.9, 1.3, 4, true],
  ['Tarrowgate', 'ZT3', 54.1, 1.55, 4, true],
]

export const exporterAreas = areaCentres.filter((area) => area[5]).map((area) => area[0])

export const pieces: readonly Piece[] = areaCentres.flatMap(
  ([area, outward, latitude, longitude, count, isExporter], areaIndex) =>
    Array.from({ length: count }, (_, index) => {
      const angle = (2 * Math.PI * index) / count
      const spread = index === 0 ? 0 : 0.022
      return {
        code: `ZE02${String((areaIndex + 1) * 100 + index + 1).padStart(6, '0')}`,
        name: `${area} ${String(index + 1).padStart(3, '0')}`,
        area,
        outward,
        sector: `${outward} ${index + 1}`,
        latitude: latitude + spread * Math.sin(angle),
        longitude: longitude + 1.6 * spread * Math.cos(angle),
        weight: index === 0 ? 3 : 1.5,
        isExporter,
      }
    }),
)

export const homePieces = pieces.map((_, index) => index).filter((index) => !pieces[index]!.isExporter)

export function piecesOf(area: string): number[] {
  return pieces.map((_, index) => index).filter((index) => pieces[index]!.area === area)
}

const unitLetters = 'ABDEFGHJLNPQRSTUWXYZ'

export function postcodeIn(piece: number, random: Random): string {
  const first = unitLetters[random.integer(0, unitLetters.length - 1)]
  const second = unitLetters[random.integer(0, unitLetters.length - 1)]
  return `${pieces[piece]!.sector}${first}${second}`
}

export function addressLine(random: Random): string {
  return `${random.integer(1, 180)} ${random.pick(streetNames)} ${random.pick(streetKinds)}`
}

export function pointIn(
  piece: number,
  random: Random,
  spread = 0.006,
): { latitude: number; longitude: number } {
  const centre = pieces[piece]!
  return {
    latitude: centre.latitude + random.normal(0, spread),
    longitude: centre.longitude + random.normal(0, spread * 1.6),
  }
}

/** The home districts with invented numbers of residents, in the order of `areaCentres`. */
export const homeDistricts = areaCentres
  .filter((area) => !area[5])
  .map(([name, , latitude, longitude], index) => ({
    name,
    code: `ZE07${String(index + 1).padStart(6, '0')}`,
    latitude,
    longitude,
    residents: [98_400, 83_900, 61_200, 47_300, 44_800, 33_100, 29_700][index]!,
  }))

/**
 * WGS84 degrees to British National Grid metres: Helmert shift to OSGB36, then transverse Mercator on Airy 1830.
 * Source: Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C (about 5 m).
 */
export function nationalGrid(latitude: number, longitude: number): { easting: number; northing: number } {
  const radians = Math.PI / 180
  const [phi, lambda] = shiftToOsgb36(latitude * radians, longitude * radians)
  const a = 6377563.396
  const b = 6356256.909
  const scale = 0.9996012717
  const phi0 = 49 * radians
  const lambda0 = -2 * radians
  const e2 = 1 - (b * b) / (a * a)
  const n = (a - b) / (a + b)
  const sin = Math.sin(phi)
  const cos = Math.cos(phi)
  const tan2 = Math.tan(phi) ** 2
  const nu = (a * scale) / Math.sqrt(1 - e2 * sin * sin)
  const rho = (a * scale * (1 - e2)) / (1 - e2 * sin * sin) ** 1.5
  const eta2 = nu / rho - 1
  const d = phi - phi0
  const s = phi + phi0
  const meridian =
    b *
    scale *
    ((1 + n + 1.25 * n * n + 1.25 * n ** 3) * d -
      (3 * n + 3 * n * n + 2.625 * n ** 3) * Math.sin(d) * Math.cos(s) +
      (1.875 * n * n + 1.875 * n ** 3) * Math.sin(2 * d) * Math.cos(2 * s) -
      (35 / 24) * n ** 3 * Math.sin(3 * d) * Math.cos(3 * s))
  const dl = lambda - lambda0
  const northing =
    meridian -
    100000 +
    (nu / 2) * sin * cos * dl ** 2 +
    (nu / 24) * sin * cos ** 3 * (5 - tan2 + 9 * eta2) * dl ** 4 +
    (nu / 720) * sin * cos ** 5 * (61 - 58 * tan2 + tan2 * tan2) * dl ** 6
  const easting =
    400000 +
    nu * cos * dl +
    (nu / 6) * cos ** 3 * (nu / rho - tan2) * dl ** 3 +
    (nu / 120) * cos ** 5 * (5 - 18 * tan2 + tan2 * tan2 + 14 * eta2 - 58 * tan2 * eta2) * dl ** 5
  return { easting: Math.round(easting), northing: Math.round(northing) }
}

function shiftToOsgb36(phi: number, lambda: number): [number, number] {
  const a = 6378137
  const e2 = 0.00669437999014
  const nu = a / Math.sqrt(1 - e2 * Math.sin(phi) ** 2)
  const x = nu * Math.cos(phi) * Math.cos(lambda)
  const y = nu * Math.cos(phi) * Math.sin(lambda)
  const z = nu * (1 - e2) * Math.sin(phi)
  const arcSecond = Math.PI / 648000
  const rx = -0.1502 * arcSecond
  const ry = -0.247 * arcSecond
  const rz = -0.8421 * arcSecond
  const scale = 1 + 20.4894e-6
  const x2 = -446.448 + scale * x - rz * y + ry * z
  const y2 = 125.157 + rz * x + scale * y - rx * z
  const z2 = -542.06 - ry * x + rx * y + scale * z
  const airyA = 6377563.396
  const airyE2 = 1 - 6356256.909 ** 2 / airyA ** 2
  const p = Math.hypot(x2, y2)
  let latitude = Math.atan2(z2, p * (1 - airyE2))
  for (let round = 0; round < 6; round += 1) {
    const radius = airyA / Math.sqrt(1 - airyE2 * Math.sin(latitude) ** 2)
    latitude = Math.atan2(z2 + airyE2 * radius * Math.sin(latitude), p)
  }
  return [latitude, Math.atan2(y2, x2)]
}

export function buildCellSites(random: Random): CellSite[] {
  return pieces.flatMap((piece, index) =>
    Array.from({ length: 2 }, (_, order) => {
      const point = pointIn(index, random, 0.005)
      const latitude = Math.round(point.latitude * 1e5) / 1e5
      const longitude = Math.round(point.longitude * 1e5) / 1e5
      return {
        name: `${piece.area.toUpperCase()} ${random.pick(streetNames).toUpperCase()}`,
        postcode: postcodeIn(index, random),
        latitude,
        longitude,
        ...nationalGrid(latitude, longitude),
        piece: index,
        areaCode: 2100 + index,
        cell: 40000 + index * 10 + order * 4,
      }
    }),
  )
}
