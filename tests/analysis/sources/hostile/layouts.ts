import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { SourceKind } from '../../../../analysis/contract/index.ts'
import {
  call,
  chat,
  contact,
  field,
  message,
  model,
  type Party,
  report,
  text,
  zipOf,
} from '../report-files.ts'

export const repository = join(import.meta.dirname, '..', '..', '..', '..')

/** A real layout to change: its bytes, and what it is. */
export interface Layout {
  readonly name: string
  readonly bytes: Buffer
}

const sample = join(repository, 'sample-data', 'small')
const real = join(repository, '..', 'shared', 'real')

/** The first lines of a file: enough rows to break, few enough to try thousands of times. */
function headOf(path: string, lines = 40): Layout {
  const all = readFileSync(path)
  let end = 0
  for (let line = 0; line < lines && end >= 0; line += 1) end = all.indexOf(0x0a, end) + 1 || all.length
  return { name: basename(path), bytes: all.subarray(0, end) }
}

const tablesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.csv'))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => !path.includes(`${join('/', 'truth')}/`))
        .sort()
    : []

const isCalls = (path: string) => /[\\/]calls[\\/]/.test(path)

/** Layouts by reader; `county` is a generated county's folder, where there is one. */
export function layoutsOf(county?: string): Readonly<Record<string, readonly Layout[]>> {
  const tables = [...tablesIn(sample), ...(county ? tablesIn(county) : [])]
  const police = tablesIn(real).filter((path) => /northumbria/.test(path))
  return {
    'call records': tables.filter(isCalls).map((path) => headOf(path)),
    'records (CSV)': tables
      .filter((path) => !isCalls(path) && !/crime/.test(path))
      .map((path) => headOf(path)),
    'data.police.uk': [...tables.filter((path) => /crime/.test(path)), ...police].map((path) => headOf(path)),
    workbooks: [
      join(sample, 'phones', 'EXH-S1.xlsx'),
      ...(county
        ? readdirSync(join(county, 'phones'))
            .slice(0, 2)
            .map((name) => join(county, 'phones', name))
        : []),
    ].map((path) => ({ name: basename(path), bytes: readFileSync(path) })),
    'report.xml': [{ name: 'report.xml', bytes: Buffer.from(smallReport) }],
    UFDR: [
      {
        name: 'EXH-9.ufdr',
        bytes: zipOf([
          { name: 'files/a.jpg', content: 'x' },
          { name: 'report.xml', content: smallReport },
        ]),
      },
    ],
    boundaries: [
      { name: 'areas.geojson', bytes: Buffer.from(JSON.stringify(smallAreas)) },
      ...(county
        ? [
            {
              name: 'districts.geojson',
              bytes: readFileSync(join(county, 'boundaries', 'districts.geojson')),
            },
          ]
        : []),
    ],
  }
}

const own: Party = { id: '07700900001', name: 'Me', isOwner: true }
const dex: Party = { id: '+447700900002', name: 'Dex' }

export const smallReport = report(
  { IMEI: '356938035643809', MSISDN: '+447700900001' },
  {
    Call: [
      call(own, dex, '2026-03-01T10:00:00'),
      call(dex, own, '2026-03-01T11:00:00', { type: 'Missed', duration: '00:00:00' }),
      model('Call', `${field('Direction', 'Outgoing')}<field name="TimeStamp"><empty/></field>`),
    ].join(''),
    SMS: [
      text(dex, own, '2026-03-02T09:00:00', 'Best of both, all day'),
      text(own, dex, '2026-03-02T09:01:00', '2 & <1>'),
    ].join(''),
    Chat: chat([own, dex], message(dex, [], '2026-03-03T20:00:00', 'you about')),
    Contact: [contact('Dex', ['+44 7700 900002']), contact('Nobody', [])].join(''),
  },
)

const square = (west: number, south: number) => [
  [west, south],
  [west + 0.1, south],
  [west + 0.1, south + 0.1],
  [west, south + 0.1],
  [west, south],
]

export const smallAreas = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { LAD23NM: 'Northway', LAD23CD: 'E0001', population: 1200 },
      geometry: { type: 'Polygon', coordinates: [square(-1.5, 53.1)] },
    },
    {
      type: 'Feature',
      properties: { LAD23NM: 'Southway', LAD23CD: 'E0002', population: '3,400' },
      geometry: { type: 'MultiPolygon', coordinates: [[square(-1.2, 53.1)], [square(-1.4, 53.4)]] },
    },
  ],
}

/** The entries of a ZIP that another program wrote whole. */
export const entriesOf = (zip: Buffer): { name: string; content: Buffer }[] =>
  Object.entries(unzipSync(zip)).map(([name, content]) => ({ name, content: Buffer.from(content) }))

export type { SourceKind }
