type Day = string

const dayLength = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const

export const parseDay = (day: Day): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`)

const toDay = (milliseconds: number): Day => new Date(milliseconds).toISOString().slice(0, 10)

export const addDays = (day: Day, count: number): Day => toDay(parseDay(day) + count * dayLength)

export const daysBetween = (from: Day, to: Day): number =>
  Math.round((parseDay(to) - parseDay(from)) / dayLength)

export const laterOf = (one: Day, other: Day): Day => (parseDay(one) >= parseDay(other) ? one : other)

export const earlierOf = (one: Day, other: Day): Day => (parseDay(one) <= parseDay(other) ? one : other)

export const everyDay = (from: Day, to: Day): Day[] => {
  const count = daysBetween(from, to) + 1
  return count > 0 ? Array.from({ length: count }, (_, index) => addDays(from, index)) : []
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(parseDay(text)) && toDay(parseDay(text)) === text

export const formatDay = (day: Day): string => {
  const date = new Date(parseDay(day))
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}`
}

export const formatFullDay = (day: Day): string => `${formatDay(day)} ${day.slice(0, 4)}`

/** A sentence of the engine with its days written as everywhere in the window. */
export const withWrittenDays = (words: string): string =>
  words.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => (isDay(day) ? formatFullDay(day) : day))

export const formatWeekday = (day: Day): string =>
  `${weekdays[new Date(parseDay(day)).getUTCDay()]} ${formatDay(day)}`

export const formatMonth = (day: Day): string => months[new Date(parseDay(day)).getUTCMonth()] ?? ''

/** "1 Jan – 30 Jun 2025"; the year, and within a month the month, is said once. */
export const formatRange = (from: Day, to: Day): string => {
  if (from === to) return formatFullDay(from)
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${formatFullDay(to)}`
  if (from.slice(0, 4) === to.slice(0, 4)) return `${formatDay(from)} – ${formatFullDay(to)}`
  return `${formatFullDay(from)} – ${formatFullDay(to)}`
}

export const formatShortRange = (from: Day, to: Day): string =>
  from.slice(0, 7) === to.slice(0, 7) && from !== to
    ? `${Number(from.slice(8))}–${formatDay(to)}`
    : from === to
      ? formatDay(from)
      : `${formatDay(from)} – ${formatDay(to)}`

export const formatInstant = (instant: string): string => {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)/.exec(instant)
  return match?.[1] && match[2] ? `${formatFullDay(match[1])} ${match[2]}` : instant
}
