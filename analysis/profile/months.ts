const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** `2025-06` for each month from the first day's to the last day's, both included. */
export function monthsBetween(firstDay: string, lastDay: string): string[] {
  const months: string[] = []
  let year = Number(firstDay.slice(0, 4))
  let month = Number(firstDay.slice(5, 7))
  const last = lastDay.slice(0, 7)
  for (;;) {
    const code = `${year}-${String(month).padStart(2, '0')}`
    if (code > last) return months
    months.push(code)
    year += month === 12 ? 1 : 0
    month = month === 12 ? 1 : month + 1
  }
}

export const monthWords = (month: string): string =>
  `${names[Number(month.slice(5, 7)) - 1] ?? month} ${month.slice(0, 4)}`

/** A month named beside a later one: the year only where it is another. */
export const monthBefore = (month: string, later: string): string =>
  month.slice(0, 4) === later.slice(0, 4) ? monthWords(month).slice(0, -5) : monthWords(month)

export const shortMonth = (month: string): string =>
  (names[Number(month.slice(5, 7)) - 1] ?? month).slice(0, 3)

export const dayWords = (day: string): string =>
  `${Number(day.slice(8, 10))} ${names[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`

/** `January to June 2025` of whole months, `1 January to 1 July 2026` of others. */
export function periodWords(from: string, to: string): string {
  if (!from.endsWith('-01') || !endsMonth(to)) {
    const first = dayWords(from)
    return `${from.slice(0, 4) === to.slice(0, 4) ? first.slice(0, -5) : first} to ${dayWords(to)}`
  }
  const last = monthWords(to)
  return from.slice(0, 7) === to.slice(0, 7) ? last : `${monthBefore(from, to)} to ${last}`
}

/** Whether the last day is the last of its month. */
export const endsMonth = (day: string): boolean => {
  const next = new Date(`${day}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.getUTCDate() === 1
}

/** Whole days from one day to a later one. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

/** `2026-02-28` of `2026-02`. */
export const lastDayOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10)
