import { americanStamp, hoursMinutesSeconds, twoDigits, ukDayAndTime, utcToUkLocal } from './clock.ts'
import type { Random } from './random.ts'

export type PhoneLayout = {
  timeHeader: 'Timestamp: Time' | 'Timestamp-Time'
  dateHeader: 'Timestamp: Date' | 'Timestamp-Date'
  stamp: 'uk-offset' | 'american-offset' | 'native-date'
  parties: 'plus-with-name' | 'national' | 'bare-with-owner'
  columns: 'parties' | 'from-to'
  hasRolePrefix: boolean
  hasTimeline: boolean
  duration: 'hours' | 'minutes' | 'seconds'
  callDirection: 'Direction' | 'Call Type'
  deletedMark: 'Yes' | 'Deleted' | 'True'
  deletedShare: number
  groupsRecipients: boolean
  showsOwnNumber: boolean
  showsMsisdn: boolean
  clockSkewSeconds: number
  deviceColumn: 'Name' | 'Device'
  vendor: string
  model: string
  isAndroid: boolean
}

const models: readonly (readonly [string, string, boolean])[] = [
  ['Samsung', 'Galaxy A14', true],
  ['Samsung', 'Galaxy A05', true],
  ['Apple', 'iPhone 8', false],
  ['Apple', 'iPhone 11', false],
  ['Nokia', '105', true],
  ['Alcatel', '1066', true],
  ['Motorola', 'moto g24', true],
]

export function phoneLayout(random: Random, isLine: boolean): PhoneLayout {
  const isDashed = random.chance(0.5)
  const [vendor, model, isAndroid] =
    isLine && random.chance(0.6) ? models[random.integer(4, 5)]! : random.pick(models)
  return {
    timeHeader: isDashed ? 'Timestamp-Time' : 'Timestamp: Time',
    dateHeader: isDashed ? 'Timestamp-Date' : 'Timestamp: Date',
    stamp: random.weighted([
      ['uk-offset', 6],
      ['american-offset', 2],
      ['native-date', 2],
    ]),
    parties: random.weighted([
      ['plus-with-name', 4],
      ['national', 3],
      ['bare-with-owner', 3],
    ]),
    columns: random.chance(0.5) ? 'parties' : 'from-to',
    hasRolePrefix: random.chance(0.5),
    hasTimeline: random.chance(0.3),
    duration: random.pick(['hours', 'hours', 'minutes', 'seconds'] as const),
    callDirection: random.chance(0.6) ? 'Direction' : 'Call Type',
    deletedMark: random.pick(['Yes', 'Deleted', 'True'] as const),
    deletedShare: random.between(0, 0.08),
    groupsRecipients: random.chance(0.3),
    showsOwnNumber: random.chance(0.6),
    showsMsisdn: random.chance(0.75),
    clockSkewSeconds: random.chance(0.25) ? random.integer(-9, 9) : 0,
    deviceColumn: random.chance(0.5) ? 'Name' : 'Device',
    vendor,
    model,
    isAndroid,
  }
}

function offsetText(utc: number): string {
  return utcToUkLocal(utc) === utc ? '(UTC+0)' : '(UTC+1)'
}

export function stampCell(layout: PhoneLayout, utc: number): string | Date {
  if (layout.stamp === 'native-date') return new Date(utc * 1000)
  if (layout.stamp === 'american-offset') return `${americanStamp(utcToUkLocal(utc))}${offsetText(utc)}`
  return `${ukDayAndTime(utc)}(UTC+0)`
}

export function dateCell(layout: PhoneLayout, utc: number): string | Date {
  if (layout.stamp === 'native-date') return new Date(Math.floor(utc / 86400) * 86400000)
  if (layout.stamp === 'american-offset') return americanStamp(utcToUkLocal(utc)).split(' ')[0]!
  return ukDayAndTime(utc).slice(0, 10)
}

export function durationCell(layout: PhoneLayout, seconds: number): string | number {
  if (layout.duration === 'seconds') return seconds
  if (layout.duration === 'minutes' && seconds < 3600) {
    return `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`
  }
  return hoursMinutesSeconds(seconds)
}

export function partyCell(layout: PhoneLayout, e164: string, name: string, isOwner: boolean): string {
  const shown = isOwner ? `${name || 'Me'} (owner)` : name
  if (layout.parties === 'national') return `0${e164.slice(3)}${isOwner ? ` ${shown}` : ''}`
  if (layout.parties === 'bare-with-owner') return shown ? `${e164.slice(1)} ${shown}` : e164.slice(1)
  return shown ? `${e164} ${shown}` : e164
}

export function chatParty(e164: string, name: string, isOwner: boolean): string {
  const shown = isOwner ? `${name || 'Me'} (owner)` : name
  return `${e164.slice(1)}@s.whatsapp.net${shown ? ` ${shown}` : ''}`
}

export function contactEntry(e164: string, variant: number): string {
  const national = `0${e164.slice(3)}`
  if (variant < 0.5) return `Phone-Mobile: ${national}`
  if (variant < 0.75) return `Phone-: ${e164}`
  if (variant < 0.9) return `Phone-Mobile: ${e164.slice(0, 3)} ${e164.slice(3, 7)} ${e164.slice(7)}`
  return `Phone-Mobile: ${national}\nUser ID-WhatsApp User Id: ${e164.slice(1)}@s.whatsapp.net`
}
