import proj4 from 'proj4'
import { expect, it } from 'vitest'
import { coordinateSystems, toWgs84From } from '../../../analysis/sources/coordinate-systems.ts'
import { gridOfLetters, positionOfGrid } from '../../../analysis/sources/grid-reference.ts'
import { nationalGrid } from '../../../sample-data/generate/places.ts'

const degrees = (whole: number, minutes: number, seconds: number) => whole + minutes / 60 + seconds / 3600

/**
 * Ordnance Survey, OSTN15_OSGM15 developer pack, test points of England and Wales and of the corners of the grid: the definitive
 * transformation, from which seven parameters differ by less than 5 m. Contains OS data (c) Crown copyright 2016.
 */
const testPoints = [
  ['TP01', 49.92226394, -6.29977752, 91_492.146, 11_318.804],
  ['TP03', 50.43885826, -4.10864564, 250_359.811, 62_016.569],
  ['TP05', 50.93127938, -1.45051434, 438_710.92, 114_792.25],
  ['TP07', 51.37447026, 1.4445473, 639_821.835, 169_565.858],
  ['TP08', 51.42754743, -2.54407618, 362_269.991, 169_978.69],
  ['TP09', 51.48936565, -0.11992557, 530_624.974, 178_388.464],
  ['TP10', 51.85890896, -4.30852477, 241_124.584, 220_332.641],
  ['TP12', 52.25529382, -2.15458614, 389_544.19, 261_912.153],
  ['TP14', 52.75136687, 0.40153547, 562_180.547, 319_784.995],
  ['TP15', 52.96219109, -1.19747656, 454_002.834, 340_834.943],
  ['TP16', 53.3448028, -2.64049321, 357_455.843, 383_290.436],
  ['TP19', 53.77911026, -3.04045491, 331_534.564, 431_920.794],
  ['TP20', 53.8002152, -1.66379168, 422_242.186, 433_818.701],
  ['TP22', 54.11685144, -0.07773133, 525_745.67, 470_703.214],
  ['TP24', 54.8954234, -2.93827741, 339_921.145, 556_034.761],
  ['TP25', 54.97912274, -1.61657685, 424_639.355, 565_012.703],
  ['TP31', 57.81351838, -8.57854456, 9_587.909, 899_448.996],
  ['TP40', 60.13308092, -2.07382823, 395_999.668, 1_138_728.951],
] as const

const metresBetween = (one: readonly [number, number], other: readonly [number, number]) =>
  Math.hypot(
    (one[1] - other[1]) * 111_320,
    (one[0] - other[0]) * 111_320 * Math.cos((one[1] * Math.PI) / 180),
  )

it('turns the grid into degrees of OSGB36 as the Ordnance Survey’s guide works out', () => {
  const { definition: grid } = coordinateSystems['27700']!
  const { definition: osgb36 } = coordinateSystems['4277']!
  const [longitude, latitude] = proj4(grid, osgb36, [651_409.903, 313_177.27]) as [number, number]
  expect(Math.abs(latitude - degrees(52, 39, 27.2531)) * 3600).toBeLessThan(0.0001)
  expect(Math.abs(longitude - degrees(1, 43, 4.5177)) * 3600).toBeLessThan(0.0001)
})

it.each(testPoints)(
  'puts %s within 5 m of where the Ordnance Survey does',
  (_, latitude, longitude, x, y) => {
    expect(metresBetween(toWgs84From('27700')(x, y), [longitude, latitude])).toBeLessThan(5)
  },
)

it('puts eastings, grid references and boundaries at the same place', () => {
  const point = gridOfLetters('TG 51409 13177')!
  const position = positionOfGrid(point)!
  expect([position.longitude, position.latitude]).toEqual(toWgs84From('27700')(point.easting, point.northing))
})

it('agrees with the generator’s own formulas to the metre that those are rounded to', () => {
  for (let easting = 90_000; easting < 660_000; easting += 30_000)
    for (let northing = 10_000; northing < 660_000; northing += 30_000) {
      const { latitude, longitude } = positionOfGrid({ easting, northing })!
      expect(nationalGrid(latitude, longitude)).toEqual({ easting, northing })
    }
})

it.each(['29902', '29903'])('puts Spire of Dublin on the Irish Grid (%s)', (code) => {
  expect(metresBetween(toWgs84From(code)(315_904, 234_671), [-6.2603, 53.3498])).toBeLessThan(15)
})

it('is nowhere outside the grid', () => {
  for (const [easting, northing] of [
    [0, 0],
    [-1, 5],
    [700_001, 200_000],
    [400_000, 1_300_001],
  ] as const)
    expect(positionOfGrid({ easting, northing })).toBeNull()
})
