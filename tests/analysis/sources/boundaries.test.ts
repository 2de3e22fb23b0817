import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import proj4 from 'proj4'
import { describe, expect, it } from 'vitest'
import type { ImportResult } from '../../../analysis/contract/index.ts'
import { projectionOf } from '../../../analysis/sources/boundaries/projections.ts'
import { type Position, selfCrossing } from '../../../analysis/sources/boundaries/rings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { caseWithPlaces, type GivenEvent } from '../places/case-with-places.ts'

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]

const feature = (properties: object, coordinates: unknown, type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
})

const collection = (features: object[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features })

const happened = (
  latitude: number,
  longitude: number,
  times: number,
  over: Partial<GivenEvent> = {},
): GivenEvent[] =>
  Array.from({ length: times }, (_, index) => ({
    kind: 'harm',
    day: `2026-0${1 + (index % 6)}-10`,
    position: [latitude, longitude] as const,
    ...over,
  }))

async function imported(content: string, events: GivenEvent[] = happened(52.05, -1.05, 30)) {
  const opened = await caseWithPlaces(events)
  const path = join(temporaryFolder(), 'areas.geojson')
  writeFileSync(path, content)
  const [result] = await opened.as('hub').sources.import({ sources: [{ path }], provenance: {} })
  return { ...opened, result: result as ImportResult, path }
}

describe('projections', () => {
  it('turn British National Grid into degrees as the Ordnance Survey’s own example does, within 5 m', () => {
    const { toWgs84, name } = projectionOf('a', null, [[651_409.804, 313_177.45]])
    const [longitude, latitude] = toWgs84(651_409.804, 313_177.45)
    expect(name).toBe('British National Grid')
    expect(Math.abs(latitude - 52.6579787)).toBeLessThan(0.00005)
    expect(Math.abs(longitude - 1.7160519)).toBeLessThan(0.00008)
  })

  it.each([
    ['EPSG:3857', '+proj=merc +a=6378137 +b=6378137 +units=m +no_defs', 'Web Mercator', 0.00001],
    ['urn:ogc:def:crs:EPSG::32630', '+proj=utm +zone=30 +datum=WGS84', 'UTM 30N', 0.00001],
    ['EPSG:25830', '+proj=utm +zone=30 +ellps=GRS80', 'ETRS89 UTM 30N', 0.00001],
    [
      'http://www.opengis.net/def/crs/EPSG/0/2157',
      '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=0.99982 +x_0=600000 +y_0=750000 +ellps=GRS80',
      'Irish Transverse Mercator',
      0.00001,
    ],
  ])('read what is stated as %s', (stated, definition, name, tolerance) => {
    const written = proj4('+proj=longlat +datum=WGS84', definition, [-3.2, 54.1]) as [number, number]
    const projection = projectionOf('a', stated, [written])
    const [longitude, latitude] = projection.toWgs84(...written)
    expect(projection.name).toBe(name)
    expect(Math.abs(longitude + 3.2)).toBeLessThan(tolerance)
    expect(Math.abs(latitude - 54.1)).toBeLessThan(tolerance)
  })

  it('know degrees, degrees turned round, and Web Mercator by their numbers', () => {
    expect(projectionOf('a', null, [[-1.6, 54.9]]).toWgs84(-1.6, 54.9)).toEqual([-1.6, 54.9])
    expect(projectionOf('a', null, [[54.9, -1.6]]).toWgs84(54.9, -1.6)).toEqual([-1.6, 54.9])
    expect(projectionOf('a', null, [[-178_111, 7_350_000]]).name).toBe('Web Mercator')
  })

  it('refuse what contradicts itself or is not known, and say the number', () => {
    expect(() => projectionOf('a', 'EPSG:27700', [[-1.6, 54.9]])).toThrow(/in degrees/)
    expect(() => projectionOf('a', 'urn:ogc:def:crs:OGC:1.3:CRS84', [[425_000, 564_000]])).toThrow(/425000/)
    expect(() => projectionOf('a', 'EPSG:2193', [[1, 2]])).toThrow(/not known/)
    expect(() => projectionOf('a', null, [[4_470_123, 5_120_000]])).toThrow(/4470123, 5120000/)
  })
})

describe('the outline of an area', () => {
  it('crosses itself in a bow tie, and does not where it only touches', () => {
    const bowTie: Position[] = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ]
    expect(selfCrossing(bowTie)).toEqual([1, 1])
    expect(selfCrossing(square(0, 0, 3))).toBeNull()
    const pinched: Position[] = [
      [0, 0],
      [2, 0],
      [1, 1],
      [2, 2],
      [0, 2],
      [1, 1],
      [0, 0],
    ]
    expect(selfCrossing(pinched)).toBeNull()
  })

  it('is found to cross where a look at every pair finds it, and only there', () => {
    const side = (a: Position, b: Position, c: Position) =>
      Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
    const everyPair = (ring: Position[]) =>
      ring
        .slice(1)
        .some((to, one) =>
          ring
            .slice(1)
            .some(
              (end, other) =>
                other > one &&
                side(ring[one]!, to, ring[other]!) * side(ring[one]!, to, end) < 0 &&
                side(ring[other]!, end, ring[one]!) * side(ring[other]!, end, to) < 0,
            ),
        )
    const corner = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 14 }), (corners) => {
        const ring: Position[] = [...corners, corners[0]!]
        expect(selfCrossing(ring) !== null).toBe(everyPair(ring))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a boundary file', () => {
  it('is loaded feature by feature, and what cannot be is set aside with the reason', async () => {
    const { result, as } = await imported(
      collection([
        feature({ LAD25NM: 'Northmoor', LAD25CD: 'E1', population: '40,000' }, [square(-1.2, 52, 0.1)]),
        feature({ LAD25NM: 'Southmoor', LAD25CD: 'E2', population: 20000 }, [square(-1.1, 52, 0.1)]),
        feature({ LAD25NM: 'Northmoor', LAD25CD: 'E1', population: '40,000' }, [square(-1.2, 52, 0.1)]),
        feature({ LAD25NM: 'Bow', LAD25CD: 'E3' }, [
          [
            [-1, 52],
            [-0.9, 52.1],
            [-0.9, 52],
            [-1, 52.1],
            [-1, 52],
          ],
        ]),
        feature({ LAD25NM: 'Dot', LAD25CD: 'E4' }, [-1, 52], 'Point'),
        feature({ other: 'x' }, [square(-0.8, 52, 0.1)]),
        feature({ LAD25NM: 'Flat', LAD25CD: 'E6' }, [
          [
            [-1, 52],
            [-0.9, 52],
            [-1, 52],
          ],
        ]),
      ]),
    )
    expect(result).toMatchObject({
      kind: 'boundaries',
      rowsRead: 7,
      rowsLoaded: 2,
      rowsSetAside: 4,
      rowsDuplicate: 1,
      reasons: { CROSSES_ITSELF: 1, NOT_AN_AREA: 1, NO_NAME: 1, NO_RING: 1, DUPLICATE_IN_FILE: 1 },
    })
    const found = await as('reader').places.boundaries({})
    expect(found?.areas.map(({ name, code, population }) => [name, code, population])).toEqual([
      ['Northmoor', 'E1', 40_000],
      ['Southmoor', 'E2', 20_000],
    ])
    const aside = await as('hub').sources.rows({ fileId: result.fileId!, outcome: 'set-aside' })
    expect(aside.rowCount).toBe(4)
  })

  it.each([
    ['{"type":"FeatureCollection","features":[{"type":"Fea', 'FILE_TRUNCATED', /breaks off/],
    [JSON.stringify({ rows: [1, 2] }), 'KIND_UNKNOWN', /not a GeoJSON/],
    [collection([]), 'FILE_NO_ROWS', /./],
    [
      collection([feature({ name: 'x' }, [-1, 52], 'Point')]),
      'KIND_UNKNOWN',
      /none of its features is an area/,
    ],
    [collection([feature({ name: 'x' }, [square(4e6, 5e6, 10)])]), 'PROJECTION_UNKNOWN', /4000000, 5000000/],
    [
      collection([feature({ name: 'x' }, [square(425_000, 564_000, 9)])], {
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
      }),
      'PROJECTION_UNKNOWN',
      /states WGS 84/,
    ],
  ])('that cannot be read is refused whole: %s', async (content, code, words) => {
    const { result, as } = await imported(content)
    expect(result).toMatchObject({ rowsRead: 0, error: { code } })
    expect(JSON.stringify(result.error)).toMatch(words)
    expect(await as('hub').places.boundaries({})).toBeNull()
  })

  it('bounds the study area: what lies outside is counted as such', async () => {
    const events = [...happened(52.05, -1.15, 20), ...happened(52.05, -1.05, 10), ...happened(52.05, -0.2, 4)]
    const { as } = await imported(
      collection([
        feature({ name: 'Northmoor' }, [square(-1.2, 52, 0.1)]),
        feature({ name: 'Southmoor' }, [square(-1.1, 52, 0.1)]),
      ]),
      events,
    )
    const found = await as('hub').places.hotspots({ of: 'harm', resolution: 8 })
    expect(found.studyArea.words).toBe('the 2 areas of areas.geojson')
    expect(found.placed).toBe(30)
    expect(found.notPlaced).toEqual([
      { reason: 'outside-study-area', words: 'outside the study area', rows: 4 },
    ])
    const expected = 2 * 0.1 * 111.2 * 0.1 * 111.2 * Math.cos((52.05 * Math.PI) / 180)
    expect(found.studyArea.squareKilometres).toBeGreaterThan(expected * 0.9)
    expect(found.studyArea.squareKilometres).toBeLessThan(expected * 1.15)
  })

  it('is not used where it holds too few of the positions, and says so', async () => {
    const { as } = await imported(
      collection([feature({ name: 'Elsewhere' }, [square(-3.2, 55, 0.1)])]),
      happened(52.05, -1.15, 20),
    )
    const found = await as('hub').places.hotspots({ of: 'harm', resolution: 7 })
    expect(found.studyArea.words).toContain('are not used, because they hold only 0 of the 20 positions')
    expect(found.placed).toBe(20)
  })

  it('gives the rows of its areas a rate, by the residents it states', async () => {
    const events = [...happened(52.05, -1.15, 60), ...happened(52.05, -1.05, 30)]
    const { as } = await imported(
      collection([
        feature({ name: 'Northmoor', population: 40_000 }, [square(-1.2, 52, 0.1)]),
        feature({ name: 'Southmoor', population: 20_000 }, [square(-1.1, 52, 0.1)]),
      ]),
      events,
    )
    const found = await as('reader').places.areas({ of: 'harm' })
    expect(found.rateWords).toContain('per 1,000 residents')
    expect(found.areas.map(({ area, rows, population, rate }) => [area, rows, population, rate])).toEqual([
      ['Northmoor', 60, 40_000, 3],
      ['Southmoor', 30, 20_000, 3],
    ])
  })

  it('of areas with too few residents gives no counts to anybody', async () => {
    const { as } = await imported(
      collection([
        feature({ name: 'Northmoor', population: 1200 }, [square(-1.2, 52, 0.1)]),
        feature({ name: 'Southmoor', population: 20_000 }, [square(-1.1, 52, 0.1)]),
      ]),
      [...happened(52.05, -1.15, 60), ...happened(52.05, -1.05, 30)],
    )
    const found = await as('hub').places.areas({ of: 'harm' })
    expect(found.areas).toEqual([])
    expect(found.refused).toMatch(/residents|population|small/i)
  })

  it('goes, with its areas, when the file is taken out', async () => {
    const { as, result } = await imported(
      collection([feature({ name: 'Northmoor' }, [square(-1.2, 52, 0.1)])]),
      happened(52.05, -1.15, 20),
    )
    await as('hub').places.hotspots({ of: 'harm', resolution: 7 })
    await as('hub').sources.remove({ fileId: result.fileId!, why: 'sent by mistake' })
    expect(await as('hub').places.boundaries({})).toBeNull()
    const found = await as('hub').places.hotspots({ of: 'harm', resolution: 7 })
    expect(found.studyArea.words).toContain('no boundary is loaded')
  })
})
