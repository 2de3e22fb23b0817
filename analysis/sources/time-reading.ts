import { type Sql, sql } from '../case/sql.ts'
import type { Connection } from '../case/store.ts'
import type { ImportNote } from '../contract/index.ts'
import { dayOrderOf, isNumberedDate } from './day-order.ts'
import {
  caseZone,
  type DayOrder,
  formatsHit,
  plainFormats,
  type TimeReading,
  timeSample,
  withoutHourOffset,
} from './queries-times.ts'

const sampleRows = 20_000

/** How the times of a staged table are written: the day's order by vote, the format by what most of a sample meets. */
export async function timeReading(
  connection: Connection,
  text: Sql,
  stated: { zone?: string; dayOrder?: DayOrder },
  column = 'Time',
  table: Sql = sql`staged_row`,
  ifWrong?: string,
): Promise<TimeReading & { notes: ImportNote[] }> {
  const sample = (await connection.all(timeSample(table, text, sampleRows))).map((row) => row.text)
  const { order: dayOrder, notes } = sample.some(isNumberedDate)
    ? await dayOrderOf(connection, column, text, stated.dayOrder, table, ifWrong)
    : { order: stated.dayOrder ?? 'day-month', notes: [] }
  const stripped = sample.map(withoutHourOffset)
  const plain = sample.filter((_, index) => stripped[index] === null)
  const withoutOffset = stripped.filter((part) => part !== null)
  return {
    dayOrder,
    zone: stated.zone ?? caseZone,
    formats: await formatOfMost(connection, plain, dayOrder),
    offsetFormats: await formatOfMost(connection, withoutOffset, dayOrder),
    notes,
  }
}

/** The format that reads more than half of the texts, as a list of one, or an empty list. */
async function formatOfMost(
  connection: Connection,
  texts: readonly string[],
  dayOrder: DayOrder,
): Promise<string[]> {
  if (texts.length === 0) return []
  const [best] = await connection.all(formatsHit(texts, plainFormats(dayOrder)))
  return best && best.hits > texts.length * 0.5 ? [best.format] : []
}
