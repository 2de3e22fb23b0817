import { writeFile } from 'node:fs/promises'
import { writeXlsx } from 'hucre/xlsx'

const put = (name, bytes) => writeFile(new URL(name, import.meta.url), bytes)
const header = 'A Number,B Number,Start Time UTC,Duration (s)\n'
const row = (index) => `0770090010${index},07700900100,2026-06-01 10:0${index}:00,${10 + index}\n`
const rows = (...numbers) => numbers.map(row).join('')
const custody = 'Custody Ref,Surname,Forename,DOB,Arrest Date,Mobile\n'
const person = (index, born, arrested, mobile = '') =>
  `C${index},Reed${index},Ann,${born},${arrested},${mobile}\n`

await put(
  'shifted-row.csv',
  `${header}${rows(1, 2)},${row(3)}${rows(4)},07700900105,07700900100,2026-06-01 10:05:00\n`,
)
await put(
  'unclosed-quote.csv',
  `${header}${rows(1)}07700900102,"07700900100,2026-06-01 10:02:00,12\n${rows(3, 4)}`,
)
await put('three-line-ends.csv', `${header.trimEnd()}\r\n${row(1).trimEnd()}\n${row(2).trimEnd()}\r${row(3)}`)
await put(
  'nul-byte.csv',
  `${header}${rows(1)}077009\u000000102,07700900100,2026-06-01 10:02:00,12\n${rows(3)}`,
)
await put(
  'two-encodings.csv',
  Buffer.concat([
    Buffer.from(`${header}07700900101 Zoë,07700900100,2026-06-01 10:01:00,11\n`),
    Buffer.from('07700900102 René,07700900100,2026-06-01 10:02:00,12\n', 'latin1'),
  ]),
)
await put(
  'two-day-orders.csv',
  custody +
    person(1, '13/02/1990', '25/04/2026') +
    person(2, '14/02/1990', '26/04/2026') +
    person(3, '15/02/1990', '04/27/2026') +
    person(4, '16/02/1990', '03/04/2026'),
)
await put(
  'either-day-order.csv',
  custody + person(1, '13/02/1990', '03/04/2026') + person(2, '14/02/1990', '05/04/2026'),
)
await put(
  'day-numbers.csv',
  custody + person(1, '32906', '46113') + person(2, '1990-02-02', '46113.5', '4.47701E+11'),
)
await put(
  'turned-name.csv',
  custody + person(1, '13/02/1990', '25/04/2026').replace('Ann', 'Ann\u202Exe.gpj'),
)
const table = [
  ['Custody Ref', 'Surname', 'Forename', 'DOB', 'Arrest Date'],
  ['C1', 'Reed', 'Ann', new Date('1990-02-13'), new Date('2026-04-25T10:30:00Z')],
]
const fixed = new Date('2026-06-03T00:00:00Z')
const properties = { creator: 'SYNTHETIC', created: fixed, modified: fixed }
await put(
  'custody.xlsx',
  await writeXlsx({
    properties,
    sheets: [
      { name: 'Notes', rows: [['Prepared by'], ['A clerk']] },
      { name: 'Custody', rows: table },
    ],
  }),
)
await put(
  'locked.xlsx',
  await writeXlsx({
    properties,
    sheets: [{ name: 'Custody', rows: table }],
    encryption: { password: 'secret', spinCount: 1000 },
  }),
)
