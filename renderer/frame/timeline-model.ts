import type { DayCount, HourCount } from '../engine/questions.ts'
import type { DayRange } from '../state/choices.ts'
import { addDays, daysBetween, everyDay, laterOf, parseDay } from '../text/dates.ts'

const longestHourly = 14

/** The brushed days when nobody has brushed: the last week of the range. */
export const lastWeek = (range: DayRange): DayRange => {
  return { from: laterOf(addDays(range.to, -6), range.from), to: range.to }
}

const clampDay = (day: string, range: DayRange): string =>
  day < range.from ? range.from : day > range.to ? range.to : day

/** Moves the brush by whole days and keeps its length, stopping at the ends of the range. */
export const moveBrush = (brush: DayRange, range: DayRange, days: number): DayRange => {
  const length = daysBetween(brush.from, brush.to)
  const from = addDays(brush.from, days)
  if (from < range.from) return { from: range.from, to: clampDay(addDays(range.from, length), range) }
  const to = addDays(from, length)
  if (to > range.to) return { from: clampDay(addDays(range.to, -length), range), to: range.to }
  return { from, to }
}

/** Makes the brush longer or shorter at its end; never shorter than a day. */
export const resizeBrush = (brush: DayRange, range: DayRange, days: number): DayRange => {
  const to = clampDay(addDays(brush.to, days), range)
  return { from: brush.from, to: laterOf(to, brush.from) }
}

export const brushBetween = (one: string, other: string, range: DayRange): DayRange => {
  const [from, to] = one <= other ? [one, other] : [other, one]
  return { from: clampDay(from, range), to: clampDay(to, range) }
}

export const isHourly = (brush: DayRange): boolean => daysBetween(brush.from, brush.to) < longestHourly

export interface Step {
  readonly key: number
  readonly up: number
  readonly down: number
}

/** One step per hour of the brushed days, or per day when the brush is longer than a fortnight. */
export const brushedSteps = (
  brush: DayRange,
  hours: readonly HourCount[],
  days: readonly DayCount[],
): readonly Step[] => {
  if (!isHourly(brush)) {
    const byDay = new Map(days.map((day) => [day.day, day]))
    return everyDay(brush.from, brush.to).map((day, index) => ({
      key: index,
      up: byDay.get(day)?.texts ?? 0,
      down: byDay.get(day)?.calls ?? 0,
    }))
  }
  const first = Math.round(parseDay(brush.from) / 3_600_000)
  const byHour = new Map(hours.map((hour) => [hour.hour, hour]))
  return Array.from({ length: (daysBetween(brush.from, brush.to) + 1) * 24 }, (_, index) => ({
    key: index,
    up: byHour.get(first + index)?.texts ?? 0,
    down: byHour.get(first + index)?.calls ?? 0,
  }))
}

interface Note {
  readonly day: string
  readonly words: string
}

interface PlacedNote extends Note {
  readonly at: number
  /** Where the words stand; null where they would cover other words. */
  readonly side: 'right' | 'left' | null
}

const noteLetter = 6.4
const noteGap = 10

/** Every note keeps its rule; words are written only where no words are yet. */
export const placeNotes = (
  notes: readonly Note[],
  width: number,
  x: (day: string) => number,
): PlacedNote[] => {
  const taken: (readonly [number, number])[] = []
  return notes.map((note) => {
    const at = x(note.day)
    const length = note.words.length * noteLetter + noteGap
    const side = (['right', 'left'] as const).find((one) => {
      const from = one === 'right' ? at : at - length
      const to = from + length
      return from >= 0 && to <= width && taken.every(([start, end]) => to <= start || from >= end)
    })
    if (side) taken.push(side === 'right' ? [at, at + length] : [at - length, at])
    return { ...note, at, side: side ?? null }
  })
}

/** The last days of the range on which anything happened: at most a week, ending on the last of them. */
export const lastActiveWeek = (days: readonly DayCount[], range: DayRange): DayRange | null => {
  const last = days
    .filter((day) => day.texts + day.calls > 0 && day.day >= range.from && day.day <= range.to)
    .reduce<string | null>((latest, day) => (latest === null || day.day > latest ? day.day : latest), null)
  return last === null ? null : { from: laterOf(addDays(last, -6), range.from), to: last }
}

export const isSilent = (days: readonly DayCount[], brush: DayRange): boolean =>
  !days.some((day) => day.day >= brush.from && day.day <= brush.to && day.texts + day.calls > 0)

interface AxisLabel {
  readonly index: number
  readonly day: string
}

/** Starts of months within the range; thinned so that labels are at least `gap` apart. */
export const monthLabels = (range: DayRange, pixelsPerDay: number, gap: number): AxisLabel[] => {
  const labels: AxisLabel[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const [index, day] of everyDay(range.from, range.to).entries()) {
    if (!day.endsWith('-01') && index !== 0) continue
    if (index === 0 && Number(day.slice(8)) > 20) continue
    if ((index - last) * pixelsPerDay < gap) continue
    labels.push({ index, day })
    last = index
  }
  return labels
}
