import { toWgs84From } from './coordinate-systems.ts'

/** A point of the National Grid, in metres. */
interface GridPoint {
  easting: number
  northing: number
}

/** Degrees of WGS 84. */
export interface Position {
  latitude: number
  longitude: number
}

const ofNationalGrid = toWgs84From('27700')

/** National Grid to WGS 84, within about 5 metres (`toWgs84From`). Null outside the grid. */
export function positionOfGrid({ easting, northing }: GridPoint): Position | null {
  if (easting <= 0 || northing <= 0 || easting > 700_000 || northing > 1_300_000) return null
  const [longitude, latitude] = ofNationalGrid(easting, northing)
  return { latitude, longitude }
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
