import proj4 from 'proj4'

/** @returns longitude and latitude in WGS 84, in degrees */
export type ToWgs84 = (x: number, y: number) => [number, number]

interface CoordinateSystem {
  readonly name: string
  /** In PROJ's words; ellipsoids and datum shifts are the library's own. */
  readonly definition: string
}

const wgs84 = '+proj=longlat +datum=WGS84 +no_defs'
const irishGrid =
  '+proj=tmerc +lat_0=53.5 +lon_0=-8 +k=1.000035 +x_0=200000 +y_0=250000 +datum=ire65 +units=m +no_defs'

/** By EPSG code. */
export const coordinateSystems: Readonly<Record<string, CoordinateSystem>> = {
  4326: { name: 'WGS 84', definition: wgs84 },
  4258: { name: 'ETRS89', definition: wgs84 },
  4277: { name: 'OSGB36 degrees', definition: '+proj=longlat +datum=OSGB36 +no_defs' },
  27700: {
    name: 'British National Grid',
    definition:
      '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +datum=OSGB36 +units=m +no_defs',
  },
  3857: {
    name: 'Web Mercator',
    definition:
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  },
  29902: { name: 'Irish Grid (TM65)', definition: irishGrid },
  29903: { name: 'Irish Grid (TM75)', definition: irishGrid },
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

export const isInDegrees = ({ definition }: CoordinateSystem) => definition.includes('+proj=longlat')

/**
 * Datum shifts are those of seven parameters (Helmert): in Great Britain within about 5 m
 * (Ordnance Survey, "A guide to coordinate systems in Great Britain", section 6.6).
 * @param code a key of `coordinateSystems`
 */
export function toWgs84From(code: string): ToWgs84 {
  const { definition } = coordinateSystems[code]!
  if (definition === wgs84) return (x, y) => [x, y]
  const transform = proj4(definition, wgs84)
  return (x, y) => transform.forward([x, y]) as [number, number]
}
