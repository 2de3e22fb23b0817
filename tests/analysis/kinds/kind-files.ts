import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceKind } from '../../../analysis/contract/index.ts'
import { definitionOf } from '../../../analysis/kinds/lists.ts'
import { repository, smallAreas } from '../sources/hostile/layouts.ts'

/** A cell for each field whose text must be of a form; any other field takes any words. */
const forms: Readonly<Record<string, string>> = {
  at: '2026-03-02 10:00:00',
  date: '2026-03-02',
  time: '10:00:00',
  until: '2026-04-02',
  since: '2026-01-01',
  dateOfBirth: '1990-05-04',
  from: '07700900101',
  to: '07700900102',
  subscriber: '07700900101',
  other: '07700900102',
  phone: '07700900103',
  email: 'a@example.org',
  latitude: '53.42',
  longitude: '1.52',
  easting: '612350',
  northing: '345650',
  postcode: 'ZW1 2AB',
  placePostcode: 'ZW3 4EF',
  cellPostcode: 'ZW1 2AB',
  attributor: 'AB04051990F',
  sex: 'F',
  age: '35',
  duration: '20',
  type: 'call',
  code: '234-99-101-11',
  azimuth: '30',
  beamWidth: '65',
}

/** The same for a second row, which is about somebody else on another day; any other form is that of the first. */
const otherForms: Readonly<Record<string, string>> = {
  at: '2026-03-09 11:00:00',
  until: '2026-04-09',
  since: '2026-02-01',
  dateOfBirth: '1971-11-23',
  phone: '07700900105',
  email: 'b@example.org',
  postcode: 'ZW2 3CD',
  attributor: 'CD23111971M',
  sex: 'M',
  age: '54',
  code: '234-99-101-12',
}

/** Readers whose files are not tables, each with the smallest of its own. */
const ownFiles: Readonly<Record<string, { name: string; bytes: () => Buffer }>> = {
  phone: {
    name: 'EXH-S1.xlsx',
    bytes: () => readFileSync(join(repository, 'sample-data/small/phones/EXH-S1.xlsx')),
  },
  boundaries: { name: 'areas.geojson', bytes: () => Buffer.from(JSON.stringify(smallAreas)) },
}

export const rowNames = ['first', 'second'] as const
type RowName = (typeof rowNames)[number]

/** A cell of a field; words hold the kind, the field and the row, so that nothing else has them. */
export const cellOf = (kind: string, field: string, row: RowName): string =>
  (row === 'second' ? otherForms[field] : undefined) ?? forms[field] ?? `${kind} ${field} ${row}`

interface KindFile {
  readonly name: string
  readonly bytes: Buffer
  /** The fields that have a column in it. */
  readonly fields: readonly string[]
}

/** A file of a kind with two rows, made of what the kind declares alone: each field under its most usual header. */
export function fileOf(kind: SourceKind): KindFile {
  const definition = definitionOf(kind)!
  if (definition.reader) {
    const own = ownFiles[definition.reader]
    if (!own)
      throw new Error(`the kind "${kind}" has no file to try: add one for the reader "${definition.reader}"`)
    return { name: `${kind} ${own.name}`, bytes: own.bytes(), fields: [] }
  }
  const taken = new Set<string>()
  const columns = definition.fields.flatMap(({ field, headers }) => {
    const header = headers.find((alias) => !taken.has(alias))
    if (header === undefined || [definition.identityElse, 'date', 'time'].includes(field)) return []
    taken.add(header)
    return [{ header, field }]
  })
  const lines = [
    columns.map(({ header }) => header),
    ...rowNames.map((row) => columns.map(({ field }) => cellOf(kind, field, row))),
  ]
  const bytes = Buffer.from(`${lines.map((line) => line.join(',')).join('\n')}\n`)
  return { name: `${kind}.csv`, bytes, fields: columns.map(({ field }) => field) }
}
