/** A point of the National Grid or of the earth, in metres or degrees. */
export interface GridPoint {
  easting: number
  northing: number
}
export interface Position {
  latitude: number
  longitude: number
}

const airy = { major: 6_377_563.396, minor: 6_356_256.909 }
const wgs84 = { major: 6_378_137, minor: 6_356_752.314_245 }
const grid = {
  scale: 0.999_601_271_7,
  latitude: rad(49),
  longitude: rad(-2),
  easting: 400_000,
  northing: -100_000,
}
const helmert = {
  x: 446.448,
  y: -125.157,
  z: 542.06,
  scale: -20.4894e-6,
  rotationX: rad(0.1502 / 3600),
  rotationY: rad(0.247 / 3600),
  rotationZ: rad(0.8421 / 3600),
}

function rad(degrees: number): number {
  return (degrees * Math.PI) / 180
}

const degrees = (radians: number) => (radians * 180) / Math.PI

function meridionalArc(latitude: number): number {
  const n = (airy.major - airy.minor) / (airy.major + airy.minor)
  const difference = latitude - grid.latitude
  const sum = latitude + grid.latitude
  return (
    airy.minor *
    grid.scale *
    ((1 + n + (5 / 4) * n ** 2 + (5 / 4) * n ** 3) * difference -
      (3 * n + 3 * n ** 2 + (21 / 8) * n ** 3) * Math.sin(difference) * Math.cos(sum) +
      ((15 / 8) * n ** 2 + (15 / 8) * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum))
  )
}

/**
 * National Grid easting and northing in metres to OSGB36 latitude and longitude in degrees (Airy 1830).
 * Ordnance Survey, "A guide to coordinate systems in Great Britain", annexe C.2.
 */
export function osgb36OfGrid({ easting, northing }: GridPoint): Position {
  const squared = 1 - airy.minor ** 2 / airy.major ** 2
  let latitude = (northing - grid.northing) / (airy.major * grid.scale) + grid.latitude
  for (
    let left = northing - grid.northing - meridionalArc(latitude), tries = 0;
    Math.abs(left) >= 1e-5 && tries < 50;
    tries += 1
  ) {
    latitude += left / (airy.major * grid.scale)
    left = northing - grid.northing - meridionalArc(latitude)
  }
  const sine = Math.sin(latitude)
  const nu = (airy.major * grid.scale) / Math.sqrt(1 - squared * sine ** 2)
  const rho = (airy.major * grid.scale * (1 - squared)) / (1 - squared * sine ** 2) ** 1.5
  const eta = nu / rho - 1
  const tangent = Math.tan(latitude)
  const secant = 1 / Math.cos(latitude)
  const east = easting - grid.easting
  const vii = tangent / (2 * rho * nu)
  const viii = (tangent / (24 * rho * nu ** 3)) * (5 + 3 * tangent ** 2 + eta - 9 * tangent ** 2 * eta)
  const ix = (tangent / (720 * rho * nu ** 5)) * (61 + 90 * tangent ** 2 + 45 * tangent ** 4)
  const x = secant / nu
  const xi = (secant / (6 * nu ** 3)) * (nu / rho + 2 * tangent ** 2)
  const xii = (secant / (120 * nu ** 5)) * (5 + 28 * tangent ** 2 + 24 * tangent ** 4)
  const xiia =
    (secant / (5040 * nu ** 7)) * (61 + 662 * tangent ** 2 + 1320 * tangent ** 4 + 720 * tangent ** 6)
  return {
    latitude: degrees(latitude - vii * east ** 2 + viii * east ** 4 - ix * east ** 6),
    longitude: degrees(grid.longitude + x * east - xi * east ** 3 + xii * east ** 5 - xiia * east ** 7),
  }
}

/**
 * National Grid to WGS84 by the seven-parameter Helmert transformation of the same guide (section 6.6): within about 5 metres.
 * Null outside the grid.
 */
export function positionOfGrid(point: GridPoint): Position | null {
  if (point.easting <= 0 || point.northing <= 0 || point.easting > 700_000 || point.northing > 1_300_000)
    return null
  const old = osgb36OfGrid(point)
  const squared = 1 - airy.minor ** 2 / airy.major ** 2
  const latitude = rad(old.latitude)
  const longitude = rad(old.longitude)
  const nu = airy.major / Math.sqrt(1 - squared * Math.sin(latitude) ** 2)
  const oldX = nu * Math.cos(latitude) * Math.cos(longitude)
  const oldY = nu * Math.cos(latitude) * Math.sin(longitude)
  const oldZ = nu * (1 - squared) * Math.sin(latitude)
  const factor = 1 + helmert.scale
  const x = helmert.x + oldX * factor - oldY * helmert.rotationZ + oldZ * helmert.rotationY
  const y = helmert.y + oldX * helmert.rotationZ + oldY * factor - oldZ * helmert.rotationX
  const z = helmert.z - oldX * helmert.rotationY + oldY * helmert.rotationX + oldZ * factor
  const newSquared = 1 - wgs84.minor ** 2 / wgs84.major ** 2
  const flat = Math.hypot(x, y)
  let newLatitude = Math.atan2(z, flat * (1 - newSquared))
  for (let times = 0; times < 10; times += 1) {
    const newNu = wgs84.major / Math.sqrt(1 - newSquared * Math.sin(newLatitude) ** 2)
    newLatitude = Math.atan2(z + newSquared * newNu * Math.sin(newLatitude), flat)
  }
  return { latitude: degrees(newLatitude), longitude: degrees(Math.atan2(y, x)) }
}

const gridLetters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ'
const gridSquare = 100_000

/**
 * A National Grid reference with letters (`TG 123 456`, `TG12345 67890`) as easting and northing in metres, the middle of its square; null for anything else.
 * Ordnance Survey, "Using the National Grid".
 */
export function gridOfLetters(text: string): GridPoint | null {
  const [, letters = '', digits = ''] =
    /^([A-HJ-Z]{2})((?:\d\d){1,5})$/.exec(text.toUpperCase().replace(/[\s,./-]+/g, '')) ?? []
  if (letters === '') return null
  const [first, second] = [...letters].map((letter) => gridLetters.indexOf(letter)) as [number, number]
  const east = ((first % 5) * 5 + (second % 5) - 10) * gridSquare
  const north = ((4 - Math.floor(first / 5)) * 5 + (4 - Math.floor(second / 5)) - 5) * gridSquare
  const half = digits.length / 2
  const unit = 10 ** (5 - half)
  const easting = east + Number(digits.slice(0, half)) * unit + unit / 2
  const northing = north + Number(digits.slice(half)) * unit + unit / 2
  return easting >= 0 && northing >= 0 ? { easting, northing } : null
}
