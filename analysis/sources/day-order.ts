import type { Connection } from '../case/duckdb/database.ts'
import { type Sql, sql } from '../case/sql.ts'
import type { ImportNote } from '../contract/index.ts'
import { type DayOrder, dayOrderVotes } from './queries-times.ts'

/** How often a column's dates can only be read day first, only month first, or either way. */
interface DayVotes {
  readonly day_first: number
  readonly month_first: number
  readonly unsettled: number
}

/** A date written as numbers with the year last. */
export const isNumberedDate = (text: string): boolean => /^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(text)

/** The votes of texts at hand; for a preview. */
export function votesOf(texts: readonly string[]): DayVotes {
  const votes = { day_first: 0, month_first: 0, unsettled: 0 }
  for (const text of texts) {
    const parts = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}/.exec(text)
    if (!parts) continue
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (first > 12 && second <= 12) votes.day_first += 1
    else if (second > 12 && first <= 12) votes.month_first += 1
    else if (first <= 12 && second <= 12 && first !== second) votes.unsettled += 1
  }
  return votes
}

const dates = (count: number) => `${count.toLocaleString('en-GB')} ${count === 1 ? 'date' : 'dates'}`

/** What the votes leave open, for whoever loads the file; nothing where they are of one mind. */
export function noteOfVotes(
  column: string,
  votes: DayVotes,
  order: DayOrder,
  ifWrong = 'choose the other order in its mapping and load it so',
): ImportNote[] {
  const { day_first: day, month_first: month, unsettled } = votes
  const read = order === 'month-day' ? 'month first' : 'day first'
  if (day > 0 && month > 0)
    return [
      {
        code: 'DAY_ORDER_MIXED',
        detail: `${column}: ${dates(day)} can only be day first and ${dates(month)} only month first. The column was read ${read}; those that cannot be are set aside, and ${dates(unsettled)} that could be either may be wrong. Ask how the file was made.`,
      },
    ]
  if (unsettled > 0 && day === 0 && month === 0)
    return [
      {
        code: 'DAY_ORDER_ASSUMED',
        detail: `${column}: every date could be day first or month first; read ${read}. If that is wrong, ${ifWrong}.`,
      },
    ]
  if (month > 0)
    return [
      {
        code: 'DAY_ORDER_MONTH_FIRST',
        detail: `${column}: read month first, because ${dates(month)} can be read no other way.`,
      },
    ]
  return []
}

export const orderOfVotes = (votes: DayVotes): DayOrder =>
  votes.month_first > votes.day_first ? 'month-day' : 'day-month'

/** The order of the day in one column of a staged table, by the vote of all its dates, and what is open about it. */
export async function dayOrderOf(
  connection: Connection,
  column: string,
  text: Sql,
  stated: DayOrder | undefined,
  table: Sql = sql`staged_row`,
  ifWrong?: string,
): Promise<{ order: DayOrder; notes: ImportNote[] }> {
  const votes = (await connection.one<DayVotes>(dayOrderVotes(table, text))) ?? votesOf([])
  const order = stated ?? orderOfVotes(votes)
  const notes =
    stated && !(votes.day_first > 0 && votes.month_first > 0)
      ? []
      : noteOfVotes(column, votes, order, ifWrong)
  return { order, notes }
}
