import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCase, type OpenCase } from '../../../analysis/case/open-case.ts'
import { noteCase } from '../../support/note-case.ts'

const people = 60
const buyingNumbers = 81

const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`)
const pad = (value: number, length = 3) => String(value).padStart(length, '0')

/** Names that occur nowhere in a profile's own words. */
export const forenameOf = (person: number) =>
  `Zeb${'abcdefghij'[person % 10]}${'klmnopqrst'[Math.floor(person / 10)]}`
export const surnameOf = (person: number) =>
  `Quill${'abcdefghij'[person % 10]}${'klmnopqrst'[Math.floor(person / 10)]}`
export const numberOf = (numberId: number) => `+447700900${pad(numberId)}`
export const birthOf = (person: number) =>
  `${person <= 6 ? 2010 : 1980 + (person % 20)}-0${1 + (person % 9)}-1${person % 10}`
const homeOf = (person: number) => (person <= 40 ? 'Port Sallow' : person <= 57 ? 'Harrowick' : 'Coldstow')

const kinds = ['phone', 'custody', 'drug-tests', 'treatment', 'programme', 'harm', 'crime', 'stop-search']

interface Written {
  kind: string
  person: number | null
  day: string
  until?: string
  category?: string
  outcome?: string
  substances?: string[]
  area?: string
}

function records(): Written[] {
  const all: Written[] = []
  for (let person = 1; person <= people; person += 1) {
    const month = 1 + (person % 6)
    if (person <= 12) all.push({ kind: 'programme', person, day: '2026-01-05' })
    if (person >= 10 && person <= 30)
      all.push({
        kind: 'treatment',
        person,
        day: '2025-11-01',
        substances: ['heroin', ...(person % 2 ? ['crack cocaine'] : [])],
        ...(person <= 15 ? { until: '2026-05-10', outcome: 'Treatment completed' } : {}),
      })
    all.push({
      kind: 'custody',
      person,
      day: `2026-0${month}-10`,
      area: homeOf(person),
      category: person % 3 === 0 ? 'Possession with intent to supply class A' : 'Theft from shop',
    })
    if (person > 20)
      all.push({
        kind: 'drug-tests',
        person,
        day: `2026-0${month}-11`,
        outcome:
          person <= 40
            ? 'Positive - opiates'
            : person <= 52
              ? 'Negative'
              : person <= 57
                ? 'Refused'
                : 'Positive - both',
      })
    if (person > 45)
      all.push({
        kind: 'harm',
        person,
        day: `2026-0${month}-15`,
        category: person > 57 ? 'Death' : 'Non-fatal overdose',
        substances: ['heroin'],
      })
  }
  for (let stranger = 0; stranger < 13; stranger += 1)
    all.push({
      kind: 'custody',
      person: null,
      day: '2026-03-03',
      area: stranger < 10 ? 'Ashmoor City' : 'Kelverton',
      category: 'Possession with intent to supply class A',
    })
  return all
}

const fileStatements = (): string[] =>
  kinds.flatMap((kind, index) => [
    `insert into file (file_id, sha256, name, size_bytes, kind, layout, mapping, zone, agreement, added_at, added_by, rows_read, rows_loaded, rows_set_aside, rows_duplicate)
       values (${index + 1}, '${'0'.repeat(63)}${index}', '${kind}.csv', 10, '${kind}', 'mapped', '{}', 'Europe/London', ${kind === 'custody' ? "'DSA-1'" : 'null'}, timestamp '2026-06-30', 'tester', 100, 100, 0, 0)`,
    `insert into sheet values (${index + 1}, 1, 'only', '[]')`,
  ])

const numberStatements = (): string[] =>
  Array.from(
    { length: 102 },
    (_, index) => `insert into number values (${index + 1}, '${numberOf(index + 1)}', 'mobile', 'GB')`,
  )

const recordStatements = (): string[] =>
  records().flatMap((record, index) => {
    const person = record.person
    const fields = [
      index + 1,
      kinds.indexOf(record.kind) + 1,
      1,
      index + 1,
      text(record.kind),
      text(`REF-${pad(index, 6)}`),
      text(`key${index}`),
      text(person ? forenameOf(person) : null),
      text(person ? surnameOf(person) : null),
      person ? `date '${birthOf(person)}'` : 'null',
      text(person ? (person % 4 === 0 ? 'F' : 'M') : null),
      text(person ? 'W1' : null),
      text(record.area ?? null),
      `date '${record.day}'`,
      record.until ? `date '${record.until}'` : 'null',
      text(record.category ?? null),
      text(record.outcome ?? null),
      record.substances ? `[${record.substances.map(text).join(',')}]` : 'null',
      "'day'",
      "'{}'",
    ]
    return [
      `insert into record (record_id, file_id, sheet, row_number, kind, source_record_id, record_key, forename, surname, date_of_birth, sex, ethnicity, area, local_day, until_day, category, outcome, substances, precision, fields)
       values (${fields.join(',')})`,
      ...(person ? [`insert into person values (2, ${index + 1}, ${person})`] : []),
    ]
  })

const placeStatements = (): string[] => [
  ...['Port Sallow 001A', 'Harrowick 002B', 'Coldstow 003A'].map(
    (area, index) =>
      `insert into place (place_id, area, area_code) values (${index + 1}, '${area}', 'Z0${index}')`,
  ),
  ...['Coldstow', 'Kelverton'].map(
    (name, index) =>
      `insert into area (area_id, file_id, sheet, row_number, name, west, south, east, north, rings, fields)
       values (${index + 1}, 1, 1, ${index + 1}, '${name}', 0, 50, 0.1, 50.1, '[[[0,50,0.1,50,0.1,50.1,0,50]]]', '{}')`,
  ),
]

/** Crimes that rise month by month, and 25 stop searches on one day. */
function eventStatements(): string[] {
  const lines: string[] = []
  const event = (
    kind: string,
    day: string,
    place: number,
    category: string,
    outcome: string,
    precision: string,
  ) => {
    const eventId = lines.length + 1
    lines.push(
      `insert into event (event_id, file_id, sheet, row_number, kind, source_event_id, precision, local_day, place_id, category, outcome)
       values (${eventId}, ${kinds.indexOf(kind) + 1}, 1, ${eventId}, '${kind}', 'crime-${pad(eventId, 8)}', '${precision}', date '${day}', ${place}, '${category}', '${outcome}')`,
    )
  }
  for (let month = 1; month <= 6; month += 1) {
    for (let one = 0; one < 10 + month * 5; one += 1)
      event('crime', `2026-0${month}-01`, 1, 'Drugs', '', 'month')
    event('crime', `2026-0${month}-01`, 3, 'Burglary', '', 'month')
    for (let one = 0; one < 3; one += 1) event('crime', `2026-0${month}-01`, 2, 'Robbery', '', 'month')
  }
  for (let one = 0; one < 25; one += 1)
    event(
      'stop-search',
      '2026-04-04',
      1 + (one % 2),
      'Controlled drugs',
      one < 17 ? 'A no further action disposal' : 'Arrest',
      'second',
    )
  return lines
}

const lineStatements = (): string[] => [
  `insert into run values (1, 'lines', '1', '{}', 1, 0, timestamp '2026-06-30', 1, '{}'), (2, 'wash', '1', '{}', 1, 0, timestamp '2026-06-30', 1, '{}')`,
  `insert into line values (1, 'L1', 'Comet', 1, 0.99, 0.1, true, timestamp '2026-01-02', timestamp '2026-06-28', 'Ashmoor City', [], [])`,
  `insert into line values (1, 'L2', 'Taxi', 2, 0.1, 0.1, false, timestamp '2026-01-02', timestamp '2026-06-28', null, [], [])`,
  `insert into line_number values (1, 'L1', 1, 100, timestamp '2026-01-02', timestamp '2026-06-28', null, null, null, null)`,
  `insert into line_reason values (1, 'L1', 1, 'bulk-texts', 'sent', 3, 1, 80)`,
]

/** Who called the first line and when, whose number that is, and the one customer of the second line. */
function customerStatements(): string[] {
  const lines: string[] = []
  let communicationId = 0
  const contact = (numberId: number, day: string) => {
    communicationId += 1
    lines.push(
      `insert into communication values (${communicationId}, 'call', 'answered', ${numberId}, 100, timestamp '${day} 20:00:00', timestamp '${day} 20:00:00', date '${day}', 20, null, null, null, null, null, 1)`,
      `insert into observation (observation_id, file_id, sheet, row_number, medium, direction, outcome, from_number_id, to_number_id, "at", precision, local_at, local_day)
       values (${communicationId}, 1, 1, ${communicationId}, 'call', 'incoming', 'answered', ${numberId}, 100, timestamp '${day} 20:00:00', 'second', timestamp '${day} 20:00:00', date '${day}')`,
    )
  }
  for (let numberId = 1; numberId <= buyingNumbers; numberId += 1) {
    lines.push(
      `insert into line_customer values (1, 'L1', ${numberId}, 'called', 0.9, 1, 1, 0, timestamp '2026-01-05', timestamp '2026-06-28')`,
    )
    if (numberId <= 40) contact(numberId, '2026-01-05')
    if (numberId <= 60) contact(numberId, '2026-03-05')
    contact(numberId, '2026-06-28')
    if (numberId <= people)
      lines.push(
        `insert into attribution values (2, ${numberId}, ${numberId}, 'phone', 0.9, null, null, null)`,
      )
  }
  lines.push(
    `insert into attribution values (2, 81, 1, 'phone', 0.9, null, null, null)`,
    `insert into line_customer values (1, 'L2', 102, 'called', 0.9, 1, 1, 0, timestamp '2026-01-05', timestamp '2026-06-28')`,
  )
  contact(102, '2026-06-30')
  return lines
}

const statements = (): string =>
  [
    ...fileStatements(),
    ...numberStatements(),
    ...recordStatements(),
    ...placeStatements(),
    ...eventStatements(),
    ...lineStatements(),
    ...customerStatements(),
  ].join(';\n')

export interface CountyCase {
  readonly folder: string
  readonly opened: OpenCase
  close(): Promise<void>
}

/**
 * A county worked out by hand, January to June 2026. 81 numbers buy from one accepted line: 60 people with one phone each, person 1
 * with number 81 too, and 20 numbers (61-80) of nobody known, so 80 people. Programme: people 1-12. Treatment 10-30, so mainstream is
 * 13-30 (18). Not known 31-60 (30). January has people 1-40 (12 programme, 18 mainstream, 10 not known), June all 80.
 */
export async function countyCase(): Promise<CountyCase> {
  const folder = await mkdtemp(join(tmpdir(), 'hubline-profile-'))
  const opened = await createCase(
    join(folder, 'county.hubline'),
    { name: 'Wendmarsh', policy: 'open', marking: 'OFFICIAL-SENSITIVE', synthetic: true },
    'tester',
  )
  await opened.database.write(undefined, async (connection) => {
    await connection.run({ text: statements(), values: [] })
    await noteCase(connection)
  })
  return {
    folder,
    opened,
    close: async () => {
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
