import type { DayRange } from '../../state/choices.ts'
import { earlierOf, laterOf } from '../../text/dates.ts'

const lastOfMonth = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

const after = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

/** The calendar months that a range touches, each cut to the range. */
export const monthsOf = ({ from, to }: DayRange): readonly DayRange[] => {
  const months: DayRange[] = []
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = after(month))
    months.push({ from: laterOf(`${month}-01`, from), to: earlierOf(lastOfMonth(month), to) })
  return months
}

/** 0 while all days are shown, the place of the month from 1, or null where the brushed days are no month. */
export const stepOf = (months: readonly DayRange[], brush: DayRange | null): number | null => {
  if (brush === null) return 0
  const place = months.findIndex(({ from, to }) => from === brush.from && to === brush.to)
  return place < 0 ? null : place + 1
}
