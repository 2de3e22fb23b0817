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
  const hits = sample.length > 0 ? await connection.all(formatsHit(sample, plainFormats(dayOrder))) : []
  return {
    dayOrder,
    zone: stated.zone ?? caseZone,
    formats: hits
      .filter((hit) => hit.hits > sample.length * 0.5)
      .slice(0, 1)
      .map((hit) => hit.format),
    notes,
  }
}
