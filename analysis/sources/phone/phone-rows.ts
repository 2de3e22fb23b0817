import { headerKey } from '../recognise.ts'
import { withoutZone, zoneOfHeader } from '../zone-words.ts'
import type { PhoneRow, PhoneSheet } from './phone-extraction.ts'

/** One end-to-end observation, still as text; a message to several people gives several. */
interface PhoneObservation {
  rowNumber: number
  medium: 'call' | 'text' | 'chat'
  direction: 'outgoing' | 'incoming' | 'unknown'
  outcome: 'answered' | 'missed' | 'unknown'
  /** Null stands for the phone's owner. */
  from: string | null
  to: string | null
  /** The owner's number or account where this row writes it. */
  owner: string | null
  at: string
  seconds: number | null
  body: string | null
  deleted: boolean
}

interface PhoneContact {
  rowNumber: number
  name: string
  numberText: string
  source: string
}

type RowReading<Item> = { items: Item[]; reason: null } | { items: []; reason: string }

type CellOf = (...headers: string[]) => string

interface SheetKeys {
  readonly keys: readonly string[]
  /** The columns whose names say UTC, by the rest of the name; the others are blank. */
  readonly utcKeys: readonly string[]
}

const keysOfSheets = new WeakMap<PhoneSheet, SheetKeys>()

function keysOf(sheet: PhoneSheet): SheetKeys {
  const known = keysOfSheets.get(sheet)
  if (known) return known
  const utcKeys = sheet.headers.map((header) =>
    zoneOfHeader(header) === 'UTC' ? headerKey(withoutZone(header)) : '',
  )
  const keys = { keys: sheet.headers.map(headerKey), utcKeys }
  keysOfSheets.set(sheet, keys)
  return keys
}

const cellReader = (sheet: PhoneSheet, cells: readonly string[], which: keyof SheetKeys = 'keys'): CellOf => {
  const keys = keysOf(sheet)[which]
  return (...wanted) => {
    for (const header of wanted) {
      const index = keys.indexOf(header)
      if (index >= 0 && (cells[index] ?? '').trim() !== '') return (cells[index] ?? '').trim()
    }
    return ''
  }
}

const partiesOf = (cell: string): string[] =>
  cell
    .split(/\r?\n|\s*_x000d_\s*|;/i)
    .map((party) => party.trim())
    .filter(Boolean)

const isOwner = (party: string) => /\(owner\)\s*$/i.test(party)

const durationOf = (text: string): number | null => {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text))
  const parts = /^(?:(\d+):)?(\d{1,2}):(\d{2})$/.exec(text)
  return parts ? Number(parts[1] ?? 0) * 3600 + Number(parts[2]) * 60 + Number(parts[3]) : null
}

const isDeleted = (text: string) => /^(deleted|yes|trash|true|1)$/i.test(text)

function directionOf(words: string): PhoneObservation['direction'] {
  if (/outgoing|dialed|dialled|\bsent\b|outbox/i.test(words)) return 'outgoing'
  if (/incoming|missed|received|inbox|\bread\b|unread|rejected/i.test(words)) return 'incoming'
  return 'unknown'
}

interface Party {
  /** Null where the owner is named by no number: whoever holds the phone. */
  text: string | null
  isOwner: boolean
}

interface Ends {
  from: Party[]
  to: Party[]
  direction: PhoneObservation['direction']
}

const ownerOfPhone: Party = { text: null, isOwner: true }

/** An owner who is written with a number or an account keeps it: a phone can hold several SIMs. */
function partyOf(text: string): Party {
  if (!isOwner(text)) return { text, isOwner: false }
  return /^\+?[\d(][\d() .-]{6,}|^\S+@\S+/.test(text) ? { text, isOwner: true } : ownerOfPhone
}

function endsOf(cell: CellOf, stated: PhoneObservation['direction']): Ends | null {
  const written = partiesOf(cell('parties', 'party', 'number', 'phone number'))
  const said = (prefix: RegExp) =>
    written.filter((party) => prefix.test(party)).map((party) => party.replace(prefix, '').trim())
  let from = [...partiesOf(cell('from', 'caller')), ...said(/^from:\s*/i)].map(partyOf)
  let to = [...partiesOf(cell('to', 'callee')), ...said(/^to:\s*/i)].map(partyOf)
  const unnamed = written.filter((party) => !/^(from|to):/i.test(party)).map(partyOf)
  const others = unnamed.filter((party) => !party.isOwner)
  const owner = unnamed.find((party) => party.isOwner) ?? ownerOfPhone
  const isOutgoing = from.some((party) => party.isOwner)
  const isIncoming = to.some((party) => party.isOwner)
  let direction = stated
  if (isOutgoing && !isIncoming) direction = 'outgoing'
  else if (isIncoming && !isOutgoing) direction = 'incoming'
  else if (direction === 'unknown' && from.length > 0 && to.length === 0) direction = 'incoming'
  else if (direction === 'unknown' && to.length > 0 && from.length === 0) direction = 'outgoing'
  if (from.length === 0) from = direction === 'outgoing' ? [owner] : others
  if (to.length === 0) to = direction === 'outgoing' ? others : [owner]
  return from.length === 0 || to.length === 0 || direction === 'unknown' ? null : { from, to, direction }
}

function timeCell(sheet: PhoneSheet, cells: readonly string[]): string {
  const inUtc = cellReader(sheet, cells, 'utcKeys')
  const asWritten = cellReader(sheet, cells)
  const cell: CellOf = (...names) => inUtc(...names) || asWritten(...names)
  const full = cell('timestamp time', 'timestamp', 'date time', 'time')
  return /\d[/.-]\d/.test(full) ? full : `${cell('timestamp date', 'date')} ${full}`.trim()
}

/** A row of a call log, of messages or of chats. */
export function readCommunication(sheet: PhoneSheet, row: PhoneRow): RowReading<PhoneObservation> {
  const cell = cellReader(sheet, row.cells)
  const from = cell('from')
  if (/^system message/i.test(from)) return { items: [], reason: 'SYSTEM_MESSAGE' }
  const medium = sheet.kind === 'calls' ? 'call' : sheet.kind === 'texts' ? 'text' : 'chat'
  const stated = directionOf(
    [
      cell('direction'),
      cell('call type', 'type'),
      cell('folder'),
      sheet.kind === 'calls' ? '' : cell('status'),
    ].join(' '),
  )
  const ends = endsOf(cell, stated)
  if (!ends) return { items: [], reason: 'NO_PARTIES' }
  const at = timeCell(sheet, row.cells)
  if (!at) return { items: [], reason: 'NO_TIME' }
  const seconds = medium === 'call' ? durationOf(cell('duration')) : null
  const missed = /missed|rejected|unanswered/i.test(
    [cell('direction'), cell('call type', 'type'), cell('status')].join(' '),
  )
  const common = {
    rowNumber: row.rowNumber,
    medium,
    direction: ends.direction,
    outcome:
      medium !== 'call'
        ? 'unknown'
        : missed || seconds === 0
          ? 'missed'
          : seconds === null
            ? 'unknown'
            : 'answered',
    at,
    seconds,
    body: medium === 'call' ? null : cell('body', 'message', 'text') || null,
    deleted: sheet.headers.some(
      (header, index) => /^deleted/i.test(header) && isDeleted((row.cells[index] ?? '').trim()),
    ),
  } as const
  const items = ends.from.flatMap((one) =>
    ends.to.map((other) => ({
      ...common,
      from: one.text,
      to: other.text,
      owner: one.isOwner ? one.text : other.isOwner ? other.text : null,
    })),
  )
  const real = items.filter((item) => item.from !== item.to)
  return real.length > 0 ? { items: real, reason: null } : { items: [], reason: 'NO_PARTIES' }
}

/** The telephone entries of a contact; a contact without one is set aside. */
export function readContact(sheet: PhoneSheet, row: PhoneRow): RowReading<PhoneContact> {
  const cell = cellReader(sheet, row.cells)
  const items = partiesOf(cell('entries')).flatMap((entry) => {
    const phone = /^(?:phone[^:]*|mobile|tel[^:]*|user id-whatsapp[^:]*):\s*(.+?)(?:\s+message)?$/i.exec(
      entry,
    )
    return phone
      ? [
          {
            rowNumber: row.rowNumber,
            name: cell('name'),
            numberText: phone[1]!.trim(),
            source: cell('source'),
          },
        ]
      : []
  })
  const whole = items.filter(({ numberText }) => !/^=?\+?\d(?:\.\d+)?e\+?\d+$/i.test(numberText))
  if (whole.length > 0) return { items: whole, reason: null }
  return { items: [], reason: items.length > 0 ? 'NUMBER_LOST_DIGITS' : 'NOT_A_NUMBER' }
}
