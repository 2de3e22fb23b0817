import type { Connection } from '../engine/database.ts'
import { type Sql, sql } from '../engine/sql.ts'
import {
  caseZone,
  type DayOrder,
  dayOrderVotes,
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
  table: Sql = sql`staged_row`,
): Promise<TimeReading> {
  const sample = (await connection.all<{ text: string }>(timeSample(table, text, sampleRows))).map(
    (row) => row.text,
  )
  const isNumbered = sample.some((one) => /^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}/.test(one))
  const votes = isNumbered
    ? await connection.one<{ day_first: number; month_first: number }>(dayOrderVotes(table, text))
    : null
  const dayOrder: DayOrder =
    stated.dayOrder ?? ((votes?.month_first ?? 0) > (votes?.day_first ?? 0) ? 'month-day' : 'day-month')
  const hits =
    sample.length > 0
      ? await connection.all<{ format: string; hits: number }>(formatsHit(sample, plainFormats(dayOrder)))
      : []
  return {
    dayOrder,
    zone: stated.zone ?? caseZone,
    formats: hits
      .filter((hit) => hit.hits > sample.length * 0.5)
      .slice(0, 1)
      .map((hit) => hit.format),
  }
}
