import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { eventKinds } from './event-store.ts'
import type { AddressBooks } from './everyday-traffic.ts'
import type { Ledger } from './ledger.ts'
import type { Exhibit } from './observation.ts'
import { type PhoneLayout, phoneLayout } from './phone-layouts.ts'
import {
  callSheet,
  chatSheet,
  contactSheet,
  deviceSheet,
  messageSheet,
  type PhoneRow,
  type Sheet,
  timelineSheet,
} from './phone-sheets.ts'
import { hashedFraction, type Random } from './random.ts'
import type { World } from './world.ts'

type Labels = (number: number, exhibit: Exhibit) => string

type PhoneProgress = (done: number, total: number) => void

export async function writePhones(
  world: World,
  exhibits: readonly Exhibit[],
  books: AddressBooks,
  ledger: Ledger,
  onPhone: PhoneProgress,
): Promise<void> {
  await mkdir(join(ledger.outDirectory, 'phones'), { recursive: true })
  const eventsOf = eventsByExhibit(world, exhibits)
  const label = labels(world, books)
  for (const [order, exhibit] of exhibits.entries()) {
    const random = world.stream('exhibit', exhibit.id)
    const layout = phoneLayout(random, exhibit.of === 'line')
    await writePhone(world, exhibit, layout, eventsOf[order]!, label, ledger, random)
    onPhone(order + 1, exhibits.length)
  }
}

function eventsByExhibit(world: World, exhibits: readonly Exhibit[]): number[][] {
  const { events } = world
  const holder = new Map<number, number>()
  for (const [order, exhibit] of exhibits.entries())
    for (const number of exhibit.numbers) holder.set(number, order)
  const lists: number[][] = exhibits.map(() => [])
  const keep = (index: number, number: number): void => {
    const order = holder.get(number)
    if (order === undefined) return
    const exhibit = exhibits[order]!
    const at = events.at(index)
    if (at >= exhibit.from && at < exhibit.seizedAt) lists[order]!.push(index)
  }
  for (let index = 0; index < events.count(); index += 1) {
    keep(index, events.from(index))
    keep(index, events.to(index))
  }
  for (const list of lists)
    list.sort((first, second) => events.at(first) - events.at(second) || first - second)
  return lists
}

function labels(world: World, books: AddressBooks): Labels {
  return (number, exhibit) => {
    const known = exhibit.person === undefined ? undefined : books.get(exhibit.person)
    const acquaintance = exhibit.of === 'line' ? undefined : known?.find((one) => one.number === number)
    if (acquaintance) return acquaintance.label
    const one = world.numbers[number]!
    const fraction = hashedFraction(world.seed, number, exhibit.numbers[0]!)
    if (one.subject.startsWith('line-'))
      return fraction < 0.7 ? one.label : fraction < 0.85 ? `${one.label} new` : ''
    if (one.subject.startsWith('look-alike-')) return fraction < 0.8 ? one.label : ''
    if (one.subject === 'public') return fraction < 0.3 ? one.label : ''
    return fraction < 0.6
      ? one.label
      : fraction < 0.75
        ? `${one.label} ${1 + (Math.floor(fraction * 100) % 4)}`
        : ''
  }
}

async function writePhone(
  world: World,
  exhibit: Exhibit,
  layout: PhoneLayout,
  indexes: readonly number[],
  label: Labels,
  ledger: Ledger,
  random: Random,
): Promise<void> {
  const rows = phoneRows(world, exhibit, layout, indexes, label, random)
  const owner = {
    name: exhibit.person === undefined || exhibit.of === 'line' ? '' : world.people[exhibit.person]!.forename,
  }
  const file = `phones/${exhibit.id}.xlsx`
  const kinds = (kind: number): PhoneRow[] => rows.filter((row) => row.kind === kind)
  const contacts = contactsOf(rows)
  const calls = callSheet(layout, owner, kinds(eventKinds.call))
  const messages = messageSheet(layout, owner, kinds(eventKinds.text))
  const chats = chatSheet(layout, owner, kinds(eventKinds.chat), random)
  const sims = exhibit.numbers.map((number) => world.numbers[number]!)
  const sheets: Sheet[] = [
    deviceSheet(layout, { imei: exhibit.imei, sims, at: exhibit.seizedAt }),
    contactSheet(layout, contacts),
    calls,
    messages,
  ]
  if (chats.dataRows > 0) sheets.push(chats)
  plantBadRows(calls, messages, file, ledger, random)
  if (layout.hasTimeline) sheets.push(timelineSheet(layout, owner, rows))
  for (const sheet of sheets) {
    const isCounted = sheet === calls || sheet === messages || sheet === chats
    const communications = !isCounted
      ? 0
      : rows.reduce((sum, row) => sum + (sheetOfKind(row.kind) === sheet.name ? row.others.length : 0), 0)
    ledger.count({ file, sheet: sheet.name, kind: 'phone', rows: sheet.rows.length - 2, communications })
  }
  const fixed = new Date('2026-07-01T00:00:00Z')
  const bytes = await writeXlsx({
    sheets: sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows })),
    properties: { creator: 'SYNTHETIC', created: fixed, modified: fixed },
  })
  await writeFile(join(ledger.outDirectory, file), bytes)
}

function sheetOfKind(kind: number): string {
  return ['Call Log', 'SMS Messages', 'Chats'][kind]!
}

function phoneRows(
  world: World,
  exhibit: Exhibit,
  layout: PhoneLayout,
  indexes: readonly number[],
  label: Labels,
  random: Random,
): PhoneRow[] {
  const { events } = world
  const own = new Set(exhibit.numbers)
  const rows: PhoneRow[] = []
  let batchRow: PhoneRow | undefined
  let batch = 0
  for (const index of indexes) {
    const isOutgoing = own.has(events.from(index))
    const other = isOutgoing ? events.to(index) : events.from(index)
    const mine = isOutgoing ? events.from(index) : events.to(index)
    const party = { e164: world.numbers[other]!.e164, name: label(other, exhibit), index: other }
    const text = events.text(index)
    const isGrouped = layout.groupsRecipients && isOutgoing && events.batch(index) !== 0
    if (
      isGrouped &&
      batchRow &&
      batch === events.batch(index) &&
      batchRow.text === text &&
      batchRow.others.length < 12 &&
      events.at(index) - batchRow.at < 20
    ) {
      batchRow.others.push(party)
      continue
    }
    const row: PhoneRow = {
      at: events.at(index) + layout.clockSkewSeconds,
      kind: events.kind(index),
      isOutgoing,
      own: world.numbers[mine]!.e164,
      others: [party],
      duration: events.duration(index),
      text,
      isDeleted: random.chance(layout.deletedShare),
    }
    rows.push(row)
    batch = events.batch(index)
    batchRow = isGrouped ? row : undefined
  }
  return rows
}

function contactsOf(rows: readonly PhoneRow[]): { e164: string; name: string; index: number }[] {
  const named = new Map<string, { e164: string; name: string; index: number }>()
  for (const row of rows) {
    for (const one of row.others) if (one.name && !named.has(one.e164)) named.set(one.e164, one)
  }
  return [...named.values()].sort(
    (first, second) => first.name.localeCompare(second.name, 'en') || first.index - second.index,
  )
}

/** A few rows no importer can use, and a few rows twice: counted in the truth. */
function plantBadRows(calls: Sheet, messages: Sheet, file: string, ledger: Ledger, random: Random): void {
  if (!random.chance(0.3) || calls.dataRows < 20 || messages.dataRows < 20) return
  const header = calls.rows[1]!
  const withoutTime = calls.rows[5]!.slice()
  for (const [column, name] of header.entries()) {
    if (String(name).startsWith('Timestamp')) withoutTime[column] = null
  }
  withoutTime[0] = calls.rows.length - 1
  calls.rows.push(withoutTime)
  ledger.plant(`${file}#Call Log`, 'no-time')
  const repeated = messages.rows[6]!.slice()
  messages.rows.push(repeated)
  ledger.plant(`${file}#SMS Messages`, 'repeated-row')
  calls.rows[0] = [`Call Log (${calls.rows.length - 2})`]
  messages.rows[0] = [`SMS Messages (${messages.rows.length - 2})`]
}
