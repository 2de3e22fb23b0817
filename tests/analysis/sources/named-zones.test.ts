import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import type { Mapping } from '../../../analysis/contract/index.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { importFiles } from '../../../analysis/sources/import-files.ts'
import { temporaryCase } from '../../support/cases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { daysOfCommunications, timesOfObservations, timesOfRecords } from './stored-rows.ts'

type Cells = readonly (string | number | Date)[]

async function importedInto(
  open: OpenCase,
  files: Readonly<Record<string, string | Uint8Array>>,
  mapping?: Mapping,
) {
  const folder = join(temporaryFolder(), 'files')
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return importFiles(
    open,
    {
      files: Object.keys(files).map((name) => ({ path: join(folder, name), name })),
      mapping,
      provenance: {},
      person: 'a tester',
    },
    unwatched(),
  )
}

/** What each file's calls were read as, all of them in one case: instants, and the days they fall on. */
async function readCalls(files: Readonly<Record<string, string | Uint8Array>>, mapping?: Mapping) {
  const open = await temporaryCase()
  const results = await importedInto(open, files, mapping)
  for (const { error } of results) expect(error).toBeUndefined()
  const rows = await open.database.readAsStored(undefined, (connection) =>
    connection.all(timesOfObservations),
  )
  const times = results.map(({ fileId }) =>
    rows.filter(({ file }) => file === fileId).map(({ time }) => time),
  )
  return { times, results }
}

async function callsOf(content: string | Uint8Array, name = 'calls.csv', mapping?: Mapping) {
  const { times, results } = await readCalls({ [name]: content }, mapping)
  return { times: times[0]!, result: results[0]! }
}

/** One file a writing, each with a caller of its own so that none repeats another's calls. */
async function timesByWriting(writings: readonly string[], contentOf: (writing: string) => string) {
  const files = writings.map((writing, index) => [
    `calls-${index}.csv`,
    contentOf(writing).replaceAll(parties[0], `07700900${500 + index}`),
  ])
  const { times } = await readCalls(Object.fromEntries(files))
  return Object.fromEntries(writings.map((writing, index) => [writing, times[index]]))
}

const each = (writings: readonly string[], times: readonly string[]) =>
  Object.fromEntries(writings.map((writing) => [writing, times]))

const parties = ['07700900101', '07700900102'] as const
const csvOf = (rows: readonly Cells[], delimiter = ',') =>
  rows.map((cells) => `${cells.join(delimiter)}\n`).join('')

/** Summer noon, summer across midnight, winter across no midnight, the last second before the clocks go forward. */
const clocks = ['2026-07-05 14:05:33', '2026-07-15 23:40:00', '2026-12-25 23:40:00', '2026-03-29 00:59:59']
const utcTimes = [
  '2026-07-05 14:05:33Z 2026-07-05',
  '2026-07-15 23:40:00Z 2026-07-16',
  '2026-12-25 23:40:00Z 2026-12-25',
  '2026-03-29 00:59:59Z 2026-03-29',
]
const localTimes = [
  '2026-07-05 13:05:33Z 2026-07-05',
  '2026-07-15 22:40:00Z 2026-07-15',
  '2026-12-25 23:40:00Z 2026-12-25',
  '2026-03-29 00:59:59Z 2026-03-29',
]

const table = (timeHeader: string, preamble: readonly Cells[] = []): readonly Cells[] => [
  ...preamble,
  ['A Number', 'B Number', timeHeader, 'Duration (s)'],
  ...clocks.map((clock, index) => [...parties, clock, 10 + index]),
]

describe('a clock whose column names UTC', () => {
  it('is read as UTC, however it is written', async () => {
    const headers = [
      'EVENT_START_UTC',
      'EVENT_START_GMT',
      'START-TIME-UTC',
      'startTimeUtc',
      'StartUTC',
      'UTCStartTime',
      'Start Time (UTC)',
      'Start.Time.UTC',
      'Start Time/UTC',
      'Start Time (UTC+0)',
      'Start Time UTC+00:00',
      'datetimeutc',
    ]
    expect(await timesByWriting(headers, (header) => csvOf(table(header)))).toEqual(each(headers, utcTimes))
  })

  it('is local where the column says so, or nothing', async () => {
    const headers = ['Start Time', 'START_TIME_LOCAL', 'Start Time (GMT/BST)', 'Start Time (BST)']
    expect(await timesByWriting(headers, (header) => csvOf(table(header)))).toEqual(each(headers, localTimes))
  })

  it('UTC+1 is an hour on, also in winter', async () => {
    expect((await callsOf(csvOf(table('Start Time (UTC+1)')))).times).toEqual([
      '2026-07-05 13:05:33Z 2026-07-05',
      '2026-07-15 22:40:00Z 2026-07-15',
      '2026-12-25 22:40:00Z 2026-12-25',
      '2026-03-28 23:59:59Z 2026-03-28',
    ])
  })

  it('a date and a clock in two columns', async () => {
    const rows = (date: string, time: string): readonly Cells[] => [
      ['A Number', 'B Number', date, time, 'Duration (s)'],
      ...clocks.map((clock, index) => [...parties, ...clock.split(' '), 10 + index]),
    ]
    const utc = [
      'DATE_UTC,TIME_UTC',
      'START_DATE_UTC,START_TIME_UTC',
      'Start Date,Start Time (UTC)',
      'Date (GMT),Time',
      'Event Date UTC,Event Time UTC',
    ]
    const local = ['Event Date,Event Time', 'Start Date,Start Time']
    const contentOf = (headers: string) => csvOf(rows(...(headers.split(',') as [string, string])))
    expect(await timesByWriting([...utc, ...local], contentOf)).toEqual({
      ...each(utc, utcTimes),
      ...each(local, localTimes),
    })
  })

  it('a mapping names the column, and its own zone comes first', async () => {
    const fields = { 'A Number': 'from', 'B Number': 'to', SETUP_UTC: 'at', 'Duration (s)': 'duration' }
    const rows = csvOf(table('SETUP_UTC'))
    expect((await callsOf(rows, 'calls.csv', { kind: 'calls', fields, options: {} })).times).toEqual(utcTimes)
    const stated = { kind: 'calls', fields, options: { zone: 'Europe/London' } } as const
    expect((await callsOf(rows, 'calls.csv', stated)).times).toEqual(localTimes)
  })

  it('in a workbook, as texts and as dates', async () => {
    const sheet = (rows: readonly Cells[]) => writeXlsx({ sheets: [{ name: 'Calls', rows: rows as never }] })
    const dates = table('EVENT_START_UTC').map((cells, index) =>
      index === 0
        ? cells
        : cells.map((cell, place) => (place === 2 ? new Date(`${cell}Z`.replace(' ', 'T')) : cell)),
    )
    expect((await callsOf(await sheet(table('EVENT_START_UTC')), 'calls.xlsx')).times).toEqual(utcTimes)
    expect((await callsOf(await sheet(dates), 'calls.xlsx')).times).toEqual(utcTimes)
    const above = table('EVENT_START', [['Synthetic operator'], ['All times', 'UTC'], []])
    expect((await callsOf(await sheet(above), 'calls.xlsx')).times).toEqual(utcTimes)
    expect((await callsOf(await sheet(table('EVENT_START')), 'calls.xlsx')).times).toEqual(localTimes)
  })
})

describe('another column that names UTC', () => {
  const beside = (header: string, value: string): string =>
    csvOf([
      ['A Number', 'B Number', 'Start Time', 'Duration (s)', header],
      ...clocks.map((clock, index) => [...parties, clock, 10 + index, value]),
    ])

  it('leaves the calls local', async () => {
    const values: Readonly<Record<string, string>> = {
      'Report generated (UTC)': '2026-08-20 09:00',
      LAST_UPDATED_UTC: '2026-08-20 09:00',
      'UTC Offset': '+01:00',
      END_TIME_UTC: '2026-07-05 13:06:00',
      OUTCOME_CODE: '7',
      ACTUTC: 'x',
    }
    const headers = Object.keys(values)
    expect(await timesByWriting(headers, (header) => beside(header, values[header]!))).toEqual(
      each(headers, localTimes),
    )
  })

  it('one time in both zones is read once, by the column that names UTC', async () => {
    const rows = (utc: string, local: string) =>
      csvOf([
        ['A Number', 'B Number', local, utc, 'Duration (s)'],
        [...parties, '2026-07-16 00:40:00', '2026-07-15 23:40:00', 10],
      ])
    for (const [utc, local] of [
      ['START_TIME_UTC', 'START_TIME_LOCAL'],
      ['START_TIME_UTC', 'START_TIME'],
      ['Start Time (UTC)', 'Start Time'],
    ] as const)
      expect((await callsOf(rows(utc, local))).times).toEqual(['2026-07-15 23:40:00Z 2026-07-16'])
  })

  it('a local date with a local and a UTC clock keeps to the local ones', async () => {
    const rows = csvOf([
      ['A Number', 'B Number', 'Start Date', 'Start Time', 'Start Time UTC', 'Duration (s)'],
      [...parties, '2026-07-16', '00:40:00', '23:40:00', 10],
    ])
    expect((await callsOf(rows)).times).toEqual(['2026-07-15 23:40:00Z 2026-07-16'])
  })

  it('of records: an arrest keeps its own clock, and a release in UTC falls on its local day', async () => {
    const open = await temporaryCase()
    const header = 'Custody Record No,Surname,Forename,DOB,Arrest Date/Time,Arrest Offence'
    const results = await importedInto(open, {
      'one.csv': `${header},Last updated (UTC)\nZZ/501/26,Quarrell,Simon,14/09/1991,13/07/2026 23:30,Theft,2026-08-14 09:00\n`,
      'two.csv': `${header.replace('Date/Time', 'Date Time UTC')},Released (UTC)\nZZ/502/26,Pemble,Aidan,22/05/1988,13/07/2026 23:30,Theft,14/07/2026 23:10\n`,
      'three.csv': `${header},Released (UTC)\nZZ/503/26,Orme,Lee,22/05/1989,13/07/2026 23:30,Theft,14/07/2026\n`,
    })
    expect(results.map(({ rowsLoaded }) => rowsLoaded)).toEqual([1, 1, 1])
    const rows = await open.database.readAsStored(undefined, (connection) => connection.all(timesOfRecords))
    expect(rows).toEqual([
      { at: '07-13 22:30', day: '2026-07-13', until: null },
      { at: '07-13 23:30', day: '2026-07-14', until: '2026-07-15' },
      { at: '07-13 22:30', day: '2026-07-13', until: '2026-07-14' },
    ])
  })
})

describe('a line above the table', () => {
  it('says that all times are UTC', async () => {
    const delimiters: Readonly<Record<string, string>> = {
      'All times;UTC': ';',
      'Times in UTC': ',',
      'Timezone: UTC': ',',
      'Time zone,UTC': ',',
      'All times are GMT/UTC': ',',
      'UTC+0': '\t',
      'Start Time: start of the call, UTC': '|',
    }
    const lines = Object.keys(delimiters)
    const contentOf = (line: string) =>
      `SYNTHETIC OPERATOR\n${line}\n\n${csvOf(table('Start Time'), delimiters[line])}`
    expect(await timesByWriting(lines, contentOf)).toEqual(each(lines, utcTimes))
  })

  it('says it of something else, or says local', async () => {
    const lines = [
      'Report generated: 20/08/2026 09:00 UTC',
      'Print time: UTC',
      'Times are local; not UTC',
      'B Number: as dialled, UTC',
      'All times are GMT/BST',
      'Outcome: ACTUTC',
    ]
    const contentOf = (line: string) => `SYNTHETIC OPERATOR\n${line}\n${csvOf(table('Start Time'))}`
    expect(await timesByWriting(lines, contentOf)).toEqual(each(lines, localTimes))
  })

  it('a column that says local is local, whatever stands above', async () => {
    const text = `All times,UTC\n${csvOf(table('START_TIME_LOCAL'))}`
    expect((await callsOf(text)).times).toEqual(localTimes)
  })

  it('only mentions UTC: local, with a note where it is open', async () => {
    const lines: Readonly<Record<string, readonly string[]>> = {
      'Times converted from UTC to local time': ['ZONE_OPEN'],
      'Times have been converted from UTC': ['ZONE_OPEN'],
      'Server time zone: UTC': ['ZONE_OPEN'],
      'Requested times (UTC): 00:00 to 23:59': ['ZONE_OPEN'],
      'Times are GMT/UTC+1': ['ZONE_OPEN'],
      'Start Time: converted from UTC to local time': ['ZONE_OPEN'],
      'Report time;UTC': [],
      'Times are UTC in winter and UTC+1 in summer': [],
      'Local times (UTC+1 in summer)': [],
    }
    for (const [line, codes] of Object.entries(lines)) {
      const { times, result } = await callsOf(`SYNTHETIC OPERATOR\n${line}\n${csvOf(table('Start Time'))}`)
      expect([line, times, result.notes?.map(({ code }) => code) ?? []]).toEqual([line, localTimes, codes])
    }
  })

  it('names the zone under a heading of its own', async () => {
    const text = `Timezone;Report ID\nUTC;77\n\n${csvOf(table('Start Time'), ';')}`
    expect((await callsOf(text)).times).toEqual(utcTimes)
  })

  it('two lines that say two zones are not decided in silence', async () => {
    const { times, result } = await callsOf(
      `Times in UTC\nAll times are UK local time\n${csvOf(table('Start Time'))}`,
    )
    expect(times).toEqual(localTimes)
    expect(result.notes?.map(({ code }) => code)).toEqual(['ZONE_OPEN'])
  })
})

it('two operators who saw one summer call, one of them by UTC, saw one call', async () => {
  const open = await temporaryCase()
  const results = await importedInto(open, {
    'local.csv':
      'Calling Number,Called Number,Call Type,Start Date,Start Time,Duration (s)\n447700900101,447700900102,MOC,06/07/2026,00:10:05,40\n447700900101,447700900102,MOC,06/12/2026,00:10:05,40\n',
    'utc.csv':
      'OPERATOR;SYNTHETIC\nAll times;UTC\nLEG;A_NUMBER;B_NUMBER;SERVICE;EVENT_START_UTC;EVENT_END_UTC;SECONDS\nB;07700900101;07700900102;VOICE;2026-07-05 23:10:06;2026-07-05 23:10:46;40\nB;07700900101;07700900102;VOICE;2026-12-06 00:10:05;2026-12-06 00:10:45;40\n',
  })
  expect(results.map(({ rowsLoaded }) => rowsLoaded)).toEqual([2, 2])
  const found = await open.database.readAsStored(undefined, (connection) =>
    connection.all(daysOfCommunications),
  )
  expect(found).toEqual([
    { day: '2026-07-06', seen: 2 },
    { day: '2026-12-06', seen: 2 },
  ])
})

it('a phone’s sheet whose column of times names UTC is read by that column', async () => {
  const names = ['Timestamp (UTC)', 'TIMESTAMP_UTC', 'Timestamp: Time (UTC+0)', 'Date/Time GMT', 'Timestamp']
  for (const header of names) {
    const rows = [
      ['#', 'Direction', 'Parties', ...(header === 'Timestamp' ? [] : ['Time']), header, 'Duration'],
      ...['15/07/2026 23:40:00', '25/12/2026 23:40:00'].map((clock, index) => [
        index + 1,
        'Outgoing',
        'To: 07700900102',
        ...(header === 'Timestamp' ? [] : ['16/07/2026 00:40:00']),
        clock,
        '00:00:35',
      ]),
    ]
    const workbook = await writeXlsx({ sheets: [{ name: 'Call Log', rows: rows as never }] })
    const { times, result } = await callsOf(workbook, 'phone.xlsx')
    expect([header, result.kind, ...times]).toEqual([header, 'phone', utcTimes[1], utcTimes[2]])
  }
})
