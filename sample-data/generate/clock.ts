/** Moments are whole seconds since 1970-01-01 UTC. "Local" moments are the same, read off a UK wall clock. */
export const daySeconds = 86400

export function utcSeconds(isoDay: string): number {
  return Date.parse(`${isoDay}T00:00:00Z`) / 1000
}

const summerBounds = new Map<number, [number, number]>()

function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0))
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1) / 1000
}

function ukOffsetSeconds(utc: number): number {
  const year = new Date(utc * 1000).getUTCFullYear()
  let bounds = summerBounds.get(year)
  if (!bounds) {
    bounds = [lastSunday(year, 2), lastSunday(year, 9)]
    summerBounds.set(year, bounds)
  }
  return utc >= bounds[0] && utc < bounds[1] ? 3600 : 0
}

export function ukLocalToUtc(local: number): number {
  return local - ukOffsetSeconds(local - 3600)
}

export function utcToUkLocal(utc: number): number {
  return utc + ukOffsetSeconds(utc)
}

type ClockParts = {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  weekday: number
}

export function clockParts(seconds: number): ClockParts {
  const date = new Date(seconds * 1000)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  }
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

export function isoDay(seconds: number): string {
  const { year, month, day } = clockParts(seconds)
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

export function isoTime(seconds: number): string {
  const { hour, minute, second } = clockParts(seconds)
  return `${twoDigits(hour)}:${twoDigits(minute)}:${twoDigits(second)}`
}

export function isoInstant(utc: number): string {
  return `${isoDay(utc)}T${isoTime(utc)}Z`
}

export function ukDay(seconds: number): string {
  const { year, month, day } = clockParts(seconds)
  return `${twoDigits(day)}/${twoDigits(month)}/${year}`
}

export function ukDayAndTime(seconds: number): string {
  return `${ukDay(seconds)} ${isoTime(seconds)}`
}

export function isoDayAndTime(seconds: number): string {
  return `${isoDay(seconds)} ${isoTime(seconds)}`
}

export function compactDay(seconds: number): string {
  return isoDay(seconds).replaceAll('-', '')
}

export function compactTime(seconds: number): string {
  return isoTime(seconds).replaceAll(':', '')
}

export function hoursMinutesSeconds(duration: number): string {
  const hours = Math.floor(duration / 3600)
  const minutes = Math.floor((duration % 3600) / 60)
  return `${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(duration % 60)}`
}

export function americanStamp(seconds: number): string {
  const { year, month, day, hour, minute, second } = clockParts(seconds)
  const half = hour < 12 ? 'AM' : 'PM'
  const shown = hour % 12 === 0 ? 12 : hour % 12
  return `${month}/${day}/${year} ${shown}:${twoDigits(minute)}:${twoDigits(second)} ${half}`
}
