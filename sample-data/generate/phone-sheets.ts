import { type EventKind, eventKinds } from './event-store.ts'
import {
  chatParty,
  contactEntry,
  dateCell,
  durationCell,
  type PhoneLayout,
  partyCell,
  stampCell,
} from './phone-layouts.ts'
import { hashedFraction, type Random } from './random.ts'

type SheetCell = string | number | Date | null
export type Sheet = { name: string; rows: SheetCell[][]; dataRows: number }

export type PhoneRow = {
  at: number
  kind: EventKind
  isOutgoing: boolean
  own: string
  others: { e164: string; name: string; index: number }[]
  duration: number
  text: string
  isDeleted: boolean
}

type PhoneOwner = { name: string }

export function deviceSheet(
  layout: PhoneLayout,
  facts: { imei: string; sims: { imsi: string; iccid: string; e164: string }[]; at: number },
): Sheet {
  const items: [string, string][] = [
    ['Detected Phone Vendor', layout.vendor],
    ['Detected Phone Model', layout.model],
    ['OS Type', layout.isAndroid ? 'Android' : 'iPhone'],
    ['IMEI', facts.imei],
  ]
  for (const [order, sim] of facts.sims.entries()) {
    const suffix = order === 0 ? '' : String(order + 1)
    items.push([`IMSI${suffix}`, sim.imsi], [`ICCID${suffix}`, sim.iccid])
    if (layout.showsMsisdn) items.push([order === 0 ? ' MSISDN' : `MSISDN${suffix}`, sim.e164])
  }
  items.push([
    'Extraction start date/time',
    String(stampCell({ ...layout, stamp: 'uk-offset' }, facts.at + 86400)),
  ])
  return {
    name: 'Device Info',
    rows: [
      [`Device Info (${items.length})`],
      ['#', layout.deviceColumn, 'Value', 'Source'],
      ...items.map(([name, value], order) => [order + 1, name, value, 'Synthetic extraction']),
    ],
    dataRows: items.length,
  }
}

export function contactSheet(
  layout: PhoneLayout,
  contacts: readonly { e164: string; name: string; index: number }[],
): Sheet {
  const dash = layout.timeHeader === 'Timestamp-Time' ? '-' : ': '
  return {
    name: 'Contacts',
    rows: [
      [`Contacts (${contacts.length})`],
      [
        '#',
        'Name',
        'Interaction Statuses',
        `Created${dash}Time`,
        `Modified${dash}Time`,
        'Entries',
        'Notes',
        'Addresses',
        'Additional info',
        'Source',
        'Account',
        'Deleted',
      ],
      ...contacts.map((contact, order): SheetCell[] => [
        order + 1,
        contact.name,
        null,
        null,
        null,
        contactEntry(contact.e164, hashedFraction(11, contact.index, order)),
        null,
        null,
        null,
        layout.isAndroid ? 'Phone' : null,
        null,
        null,
      ]),
    ],
    dataRows: contacts.length,
  }
}

function cellsOfParties(layout: PhoneLayout, owner: PhoneOwner, row: PhoneRow): { from: string; to: string } {
  const party = row.kind === eventKinds.chat ? chatParty : partyCell.bind(null, layout)
  const others = row.others.map((one) => party(one.e164, one.name, false)).join('\n')
  const own = layout.showsOwnNumber || row.kind === eventKinds.chat ? party(row.own, owner.name, true) : ''
  return row.isOutgoing ? { from: own, to: others } : { from: others, to: own }
}

function partiesText(layout: PhoneLayout, owner: PhoneOwner, row: PhoneRow): string {
  const { from, to } = cellsOfParties(layout, owner, row)
  const shown = row.isOutgoing ? to : from
  if (!layout.hasRolePrefix) return shown
  const prefix = row.isOutgoing ? 'To: ' : 'From: '
  return shown
    .split('\n')
    .map((line) => `${prefix}${line}`)
    .join('\n')
}

function partyHeaders(layout: PhoneLayout): string[] {
  return layout.columns === 'parties' ? ['Parties'] : ['From', 'To']
}

function partyCells(layout: PhoneLayout, owner: PhoneOwner, row: PhoneRow): SheetCell[] {
  if (layout.columns === 'parties') return [partiesText(layout, owner, row)]
  const { from, to } = cellsOfParties(layout, owner, row)
  return [from, to]
}

export function callSheet(layout: PhoneLayout, owner: PhoneOwner, rows: readonly PhoneRow[]): Sheet {
  const header = [
    '#',
    ...partyHeaders(layout),
    layout.dateHeader,
    layout.timeHeader,
    'Duration',
    layout.callDirection,
    'Status',
    'Country code',
    'Network name',
    'Video call',
    'Source',
    'Account',
    'Deleted',
  ]
  return {
    name: 'Call Log',
    rows: [
      [`Call Log (${rows.length})`],
      header,
      ...rows.map((row, order): SheetCell[] => {
        const isMissed = row.duration === 0 && !row.isOutgoing
        return [
          order + 1,
          ...partyCells(layout, owner, row),
          dateCell(layout, row.at),
          stampCell(layout, row.at),
          durationCell(layout, row.duration),
          isMissed ? 'Missed' : row.isOutgoing ? 'Outgoing' : 'Incoming',
          row.duration === 0 ? (row.isOutgoing ? 'Not answered' : 'Missed') : 'Established',
          'gb',
          null,
          'No',
          layout.isAndroid ? 'Phone' : 'Native call log',
          null,
          row.isDeleted ? layout.deletedMark : null,
        ]
      }),
    ],
    dataRows: rows.length,
  }
}

export function messageSheet(layout: PhoneLayout, owner: PhoneOwner, rows: readonly PhoneRow[]): Sheet {
  return {
    name: 'SMS Messages',
    rows: [
      [`SMS Messages (${rows.length})`],
      [
        '#',
        'Folder',
        ...partyHeaders(layout),
        layout.dateHeader,
        layout.timeHeader,
        'Status',
        'Message',
        'SMSC',
        'Deleted',
      ],
      ...rows.map((row, order): SheetCell[] => [
        order + 1,
        row.isOutgoing ? 'Sent' : 'Inbox',
        ...partyCells(layout, owner, row),
        dateCell(layout, row.at),
        stampCell(layout, row.at),
        row.isOutgoing ? 'Sent' : 'Read',
        row.text,
        null,
        row.isDeleted ? layout.deletedMark : null,
      ]),
    ],
    dataRows: rows.length,
  }
}

export function chatSheet(
  layout: PhoneLayout,
  owner: PhoneOwner,
  rows: readonly PhoneRow[],
  random: Random,
): Sheet {
  const chatNumbers = new Map<string, number>()
  const dash = layout.timeHeader === 'Timestamp-Time' ? '-' : ': '
  const cells = rows.map((row, order): SheetCell[] => {
    const key = row.others.map((one) => one.e164).join()
    const chat = chatNumbers.get(key) ?? chatNumbers.size + 1
    chatNumbers.set(key, chat)
    const { from, to } = cellsOfParties(layout, owner, row)
    return [
      chat,
      row.others.map((one) => `${one.e164.slice(1)}@s.whatsapp.net`).join(),
      [
        chatParty(row.own, owner.name, true),
        ...row.others.map((one) => chatParty(one.e164, one.name, false)),
      ].join('\n'),
      'WhatsApp',
      `${row.own.slice(1)}@s.whatsapp.net`,
      order + 1,
      from,
      to,
      row.text,
      row.isOutgoing ? 'Sent' : 'Read',
      random.chance(0.9) ? 'Mobile' : 'Unknown',
      stampCell(layout, row.at),
      row.isDeleted ? layout.deletedMark : null,
    ]
  })
  return {
    name: 'Chats',
    rows: [
      [`Chats (${rows.length})`],
      [
        'Chat #',
        'Identifier',
        'Participants',
        'Source',
        'Account',
        'Instant Message #',
        'From',
        'To',
        'Body',
        'Status',
        'Platform',
        `Timestamp${dash}Time`,
        'Deleted - Instant Message',
      ],
      ...cells,
    ],
    dataRows: rows.length,
  }
}

export function timelineSheet(layout: PhoneLayout, owner: PhoneOwner, rows: readonly PhoneRow[]): Sheet {
  const names = ['Call Log', 'SMS Messages', 'Chats'] as const
  return {
    name: 'Timeline',
    rows: [
      [`Timeline (${rows.length})`],
      ['#', 'Type', 'Direction', layout.timeHeader, 'Party', 'Description', 'Deleted'],
      ...rows.map((row, order): SheetCell[] => [
        order + 1,
        names[row.kind],
        row.isOutgoing ? 'Outgoing' : 'Incoming',
        stampCell(layout, row.at),
        partiesText(layout, owner, row),
        row.text || null,
        row.isDeleted ? layout.deletedMark : null,
      ]),
    ],
    dataRows: rows.length,
  }
}
