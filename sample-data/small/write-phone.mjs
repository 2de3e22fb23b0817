import { writeFile } from 'node:fs/promises'
import { writeXlsx } from 'hucre/xlsx'

const first = '+447700900100 Me (owner)'
const second = '+447700900200 Me (owner)'
const people = [
  ['+447700900101', 'Danny'],
  ['+447700900102', 'Kaz'],
  ['+447700900103', 'Lee'],
  ['+447700900104', 'Soph'],
  ['+447700900105', 'Tall 1'],
]
const party = ([number, name]) => `${number} ${name}`
const text = (from, day, second, person, body) => [from, party(person), `${day}/06/2026 10:00:0${second}(UTC+0)`, body]
const texts = [
  ...people.map((person, order) => text(first, '01', order * 2, person, 'Kez on now, call')),
  ...people.map((person, order) => text(second, '02', order * 2, person, 'Kez new number save this')),
  text(first, '01', 0, people[0], 'Kez on now, call'),
  [first, party(people[1]), '', 'Kez on now, call'],
]
const call = (order, person, isOutgoing, time, duration) => [
  order,
  isOutgoing ? first : party(people[person]),
  isOutgoing ? party(people[person]) : first,
  `01/06/2026 ${time}(UTC+0)`,
  duration,
  isOutgoing ? 'Outgoing' : duration === '00:00:00' ? 'Missed' : 'Incoming',
  '',
]
const calls = [
  call(1, 0, false, '10:03:10', '00:00:20'),
  call(2, 1, false, '10:04:00', '00:00:00'),
  call(3, 1, true, '10:06:00', '00:00:15'),
  call(4, 2, false, '10:05:30', '00:00:25'),
  call(5, 3, false, '10:09:00', '00:00:00'),
  call(6, 3, true, '10:11:30', '00:00:12'),
  call(7, 4, false, '12:30:00', '00:00:30'),
]
const fixed = new Date('2026-06-03T00:00:00Z')
const bytes = await writeXlsx({
  properties: { creator: 'SYNTHETIC', created: fixed, modified: fixed },
  sheets: [
    {
      name: 'Device Info',
      rows: [
        ['Device Info (3)'],
        ['#', 'Name', 'Value'],
        [1, 'IMEI', '004999070000008'],
        [2, 'MSISDN', '+447700900100'],
        [3, 'MSISDN2', '+447700900200'],
      ],
    },
    {
      name: 'Contacts',
      rows: [
        ['Contacts (5)'],
        ['#', 'Name', 'Entries', 'Source', 'Deleted'],
        ...people.map(([number, name], order) => [order + 1, name, `Phone-Mobile: ${number}`, 'Phone', '']),
      ],
    },
    {
      name: 'Call Log',
      rows: [
        ['Call Log (7)'],
        ['#', 'From', 'To', 'Timestamp: Time', 'Duration', 'Direction', 'Deleted'],
        ...calls,
      ],
    },
    {
      name: 'SMS Messages',
      rows: [
        ['SMS Messages (12)'],
        ['#', 'Folder', 'From', 'To', 'Timestamp: Time', 'Status', 'Message', 'Deleted'],
        ...texts.map(([from, to, time, body], order) => [order + 1, 'Sent', from, to, time, 'Sent', body, '']),
      ],
    },
  ],
})
await writeFile(new URL('./phones/EXH-S1.xlsx', import.meta.url), bytes)
