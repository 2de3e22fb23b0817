import { join } from 'node:path'
import { daySeconds, isoDay, ukDay } from './clock.ts'
import { type Cell, writeCsv } from './csv.ts'
import type { Ledger } from './ledger.ts'
import type { CellSite } from './places.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

const azimuths = [30, 150, 270]

type Row = { site: CellSite; sector: number; from: string; until: string; position: CellSite }

type Layout = {
  file: string
  delimiter: string
  header: readonly string[]
  day: (seconds: number) => string
  row: (row: Row) => Cell[]
  /** Columns that say where and since when. */
  places: readonly number[]
  since: number
}

const layouts: readonly Layout[] = [
  {
    file: 'halden-mobile-sites',
    delimiter: ',',
    header: ['CGI', 'Site Name', 'Postcode', 'Easting', 'Northing', 'Azimuth', 'Beam Width', 'From', 'To'],
    day: ukDay,
    row: ({ site, sector, from, until, position }) => [
      `234-99-${site.areaCode}-${site.cell + sector}`,
      site.name,
      site.postcode,
      position.easting,
      position.northing,
      azimuths[sector]!,
      65,
      from,
      until,
    ],
    places: [2, 3, 4],
    since: 7,
  },
  {
    file: 'northway-telecom-sites',
    delimiter: ';',
    header: [
      'MCC',
      'MNC',
      'LAC',
      'CI',
      'SITE',
      'LAT',
      'LONG',
      'BEARING',
      'BEAMWIDTH',
      'VALID_FROM',
      'VALID_TO',
    ],
    day: isoDay,
    row: ({ site, sector, from, until, position }) => [
      '234',
      '98',
      site.areaCode,
      site.cell + sector,
      site.name,
      position.latitude,
      position.longitude,
      azimuths[sector]!,
      120,
      from,
      until,
    ],
    places: [5, 6],
    since: 9,
  },
  {
    file: 'orrin-sites',
    delimiter: '|',
    header: [
      'CELL_ID',
      'CELL_SITE',
      'SITE_POSTCODE',
      'SITE_EASTING',
      'SITE_NORTHING',
      'AZIMUTH',
      'IN_SERVICE',
      'OUT_OF_SERVICE',
    ],
    day: ukDay,
    row: ({ site, sector, from, until, position }) => [
      `${site.areaCode}/${site.cell + sector}`,
      site.name,
      site.postcode.replace(' ', ''),
      position.easting,
      position.northing,
      azimuths[sector]!,
      from,
      until,
    ],
    places: [2, 3, 4],
    since: 6,
  },
]

/** A cell in twenty stood elsewhere before: its old row ends the day before the new one begins. */
function rowsOf(world: World, layout: Layout, random: Random): Row[] {
  const first = world.start - 400 * daySeconds
  return world.cellSites.flatMap((site, index) =>
    azimuths.flatMap((_, sector): Row[] => {
      const from = layout.day(first + random.integer(0, 300) * daySeconds)
      if (!random.chance(0.05)) return [{ site, sector, from, until: '', position: site }]
      const moved = world.start - random.integer(30, 60) * daySeconds
      const before = world.cellSites[(index + 1) % world.cellSites.length]!
      return [
        { site, sector, from, until: layout.day(moved - daySeconds), position: before },
        { site, sector, from: layout.day(moved), until: '', position: site },
      ]
    }),
  )
}

/** Each operator's list of its sites, with a few rows twice, a few without a place and a few with a day that does not exist. */
export async function writeCells(world: World, ledger: Ledger): Promise<void> {
  for (const layout of layouts) {
    const file = `cells/${layout.file}.csv`
    const random = world.stream('cells', layout.file)
    const written: Cell[][] = []
    for (const row of rowsOf(world, layout, random)) {
      const cells = layout.row(row)
      written.push(cells)
      if (random.chance(0.02)) {
        written.push(cells)
        ledger.plant(file, 'repeated-row')
      }
      if (random.chance(0.02)) {
        written.push(cells.map((cell, column) => (layout.places.includes(column) ? '' : cell)))
        ledger.plant(file, 'no-place')
      }
      if (random.chance(0.02)) {
        written.push(cells.map((cell, column) => (column === layout.since ? '31/02/2026' : cell)))
        ledger.plant(file, 'impossible-time')
      }
    }
    await writeCsv(join(ledger.outDirectory, file), layout.header, written, layout.delimiter)
    ledger.count({ file, sheet: '', kind: 'cells', rows: written.length, communications: 0 })
  }
}
