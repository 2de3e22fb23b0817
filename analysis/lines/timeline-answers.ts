import type { Connection } from '../case/store.ts'
import type { Table } from '../contract/index.ts'
import {
  type ActivityScope,
  activityByDay,
  activityByHour,
  lineLives,
  numberChanges,
} from './queries-timeline.ts'

/** Communications over time for a line, a number or the whole case; columns as the contract states them. */
export function activity(
  connection: Connection,
  scope: ActivityScope,
  grain: 'day' | 'hour',
): Promise<Table> {
  return connection.table(grain === 'day' ? activityByDay(scope) : activityByHour(scope))
}

/** Where lines opened, changed their number and fell quiet, inside the days that the case covers. */
export async function timelineNotes(
  connection: Connection,
  lineId: string | null,
): Promise<{ day: string; words: string }[]> {
  const changes = await connection.all(numberChanges(lineId))
  const lives = await connection.all(lineLives(lineId))
  const subject = (name: string) => (lineId === null ? `${name}: ` : '')
  const notes = [
    ...changes.map((change) => ({
      day: change.day,
      words: `${subject(change.name)}number changed${change.certainty === 'recorded' ? '' : ' (inferred)'}`,
    })),
    ...lives
      .filter((life) => life.opens_inside)
      .map((life) => ({ day: life.first_day, words: `${subject(life.name)}first seen` })),
    ...lives
      .filter((life) => life.falls_quiet_inside)
      .map((life) => ({ day: life.last_day, words: `${subject(life.name)}last seen` })),
  ]
  return notes.sort((a, b) => a.day.localeCompare(b.day) || a.words.localeCompare(b.words))
}
