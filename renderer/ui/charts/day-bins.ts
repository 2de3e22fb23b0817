import type { DayCount } from '../../engine/questions.ts'
import type { DayRange } from '../../state/choices.ts'
import { addDays, daysBetween } from '../../text/dates.ts'

interface Bin {
  readonly from: string
  readonly days: number
  readonly texts: number
  readonly calls: number
}

/** Days of the range in at most `most` equal bins; days without a row count as none. */
export const binDays = (days: readonly DayCount[], range: DayRange, most: number): Bin[] => {
  const length = daysBetween(range.from, range.to) + 1
  const binLength = Math.max(1, Math.ceil(length / Math.max(1, most)))
  const bins = Array.from({ length: Math.ceil(length / binLength) }, (_, index) => ({
    from: addDays(range.from, index * binLength),
    days: Math.min(binLength, length - index * binLength),
    texts: 0,
    calls: 0,
  }))
  for (const day of days) {
    if (day.day < range.from || day.day > range.to) continue
    const bin = bins[Math.floor(daysBetween(range.from, day.day) / binLength)]
    if (!bin) continue
    bin.texts += day.texts
    bin.calls += day.calls
  }
  return bins
}
