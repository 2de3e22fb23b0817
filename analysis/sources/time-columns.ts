import { type Sql, sql } from '../case/sql.ts'
import type { Connection } from '../case/store.ts'
import type { ImportNote } from '../contract/index.ts'
import { timeSample } from './queries-times.ts'
import type { TextTable } from './read-table.ts'
import { headerKey, headerWords } from './recognise.ts'
import type { TableFields } from './table-fields.ts'
import { openZone, zoneOfDescription, zoneOfHeader, zoneOfStatement, zoneText } from './zone-words.ts'

const sampleRows = 20_000
const timeFields: readonly string[] = ['at', 'date', 'time']

/** Where the time of a table's rows stands, and the zones of its columns. */
export interface TimeColumns {
  text: Sql
  /** Null where neither the column's own name nor a line above the table says it. */
  zone: string | null
  zoneOf: (field: string) => string | null
  notes: ImportNote[]
}

/** What the lines above a table say of its zone: of one column by its name, or of all times. */
function statedAbove({ preamble, headers, recognition }: TextTable) {
  const keys = new Map(headers.map((header) => [headerKey(header), header]))
  const ofColumns = new Map<string, string>()
  const ofAll = new Set<string>()
  for (const [index, cells] of preamble.entries()) {
    for (const [place, cell] of cells.entries()) {
      if (!/^\s*(?:time[\s_]?zone|tz)\s*$/i.test(cell)) continue
      const zone = zoneOfStatement(`${cell}: ${preamble[index + 1]?.[place] ?? ''}`)
      if (zone !== null) ofAll.add(zone)
    }
    const line = cells.join(': ').slice(0, 1000)
    const [, name = '', said = ''] = /^([^:=]+)[:=](.*)$/.exec(line.replace(/\s[-–]\s/, ': ')) ?? []
    const header = keys.get(headerKey(name))
    if (header === undefined || /zone/i.test(header)) {
      const zone = zoneOfStatement(line)
      if (zone !== null) ofAll.add(zone)
      continue
    }
    const zone = zoneOfDescription(said)
    const isMoment = /\d[/.:-]\d/.test(
      zoneText(said).replaceAll(/(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?\d{2})?/gi, ''),
    )
    if (zone === null || isMoment) continue
    if (zone !== openZone && !ofColumns.has(header)) ofColumns.set(header, zone)
    if (zone === openZone && timeFields.includes(recognition.fields[header] ?? '')) ofAll.add(zone)
  }
  return { ofColumns, ofAll: [...ofAll] }
}

async function isClock(connection: Connection, text: Sql): Promise<boolean> {
  const sample = await connection.all(timeSample(sql`staged_row`, text, sampleRows))
  const clocks = sample.filter(({ text: said }) => /^\s*\d{1,2}:\d{2}/.test(said))
  return clocks.length * 2 > sample.length
}

/**
 * The text that a table's rows give their time in, and its zone: that of the column with the clock, else of the column with the date, else
 * what the lines above the table say. Another column's zone is never theirs.
 */
export async function timeColumns(
  connection: Connection,
  table: TextTable,
  fields: Pick<TableFields, 'headerOf' | 'sqlOf'>,
): Promise<TimeColumns> {
  const { headerOf, sqlOf: fieldSql } = fields
  const { ofColumns, ofAll } = statedAbove(table)
  const own = (field: string) => {
    const header = headerOf(field)
    return header === undefined ? null : (zoneOfHeader(header) ?? ofColumns.get(header) ?? null)
  }
  const isOpen = ofAll.includes(openZone)
  const general = ofAll.length === 1 && !isOpen ? ofAll[0]! : null
  const notes: ImportNote[] = []
  const together = (date: string, clock: string) => ({
    text: sql`concat_ws(' ', ${fieldSql(date)}, ${fieldSql(clock)})`,
    own: own(clock) ?? own(date),
  })
  const only = (field: string) => ({ text: fieldSql(field), own: own(field) })
  const [at, date, time] = timeFields.map((field) => headerOf(field))
  const found = await (async () => {
    if (at === undefined) return date === undefined ? only('time') : together('date', 'time')
    if (date === undefined && time === undefined) return only('at')
    if (date !== undefined && (await isClock(connection, fieldSql('at'))))
      return together('date', time !== undefined && own('at') !== own('date') ? 'time' : 'at')
    // One time in two zones, `START_TIME_UTC` and `START_TIME_LOCAL`, is not a date and a clock.
    if (time === undefined || headerWords(at) === headerWords(time)) return only('at')
    return together('at', 'time')
  })()
  const zone = found.own ?? general
  if (found.own === null && (isOpen || ofAll.length > 1)) {
    const reason = isOpen
      ? 'A line above the table names a time zone without saying plainly that the times are in it.'
      : `The lines above the table name more than one time zone (${ofAll.join(', ')}).`
    notes.push({
      code: 'ZONE_OPEN',
      detail: `${reason} Its times were read as UK local time. Say the zone in the mapping if that is wrong.`,
    })
  }
  return { text: found.text, zone, zoneOf: (field) => own(field) ?? general, notes }
}
