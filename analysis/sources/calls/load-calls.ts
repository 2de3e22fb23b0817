import { type Sql, sql } from '../../case/sql.ts'
import type { Connection } from '../../case/store.ts'
import { normaliseNumberTexts } from '../numbers.ts'
import { createNewNumberTexts } from '../queries-numbers.ts'
import {
  caseZone,
  createHourOffsets,
  localTime,
  plainReading,
  precisionOf,
  precisionOfFormat,
  type TimeReading,
  utcInstant,
} from '../queries-times.ts'
import { placeCells, placeHandsets } from './cells-and-handsets.ts'
import * as calls from './queries-call-rows.ts'
import { cellAsWritten } from './queries-cells.ts'

const cellParts = [
  'cell',
  'cellName',
  'cellPostcode',
  'latitude',
  'longitude',
  'easting',
  'northing',
  'azimuth',
]

interface CallTable {
  rowsRead: number
  field: (name: string) => Sql
  has: (name: string) => boolean
  atText: Sql
  /** Under which header the time stands. */
  timeHeader: string
  reading: TimeReading
}

/** Instants from the file's clock: the plain reading by a table of hours, any other writing by itself. */
function instants(reading: TimeReading): { at: Sql; localAt: Sql } {
  const general = { at: sql`c.general_time`, localAt: localTime(sql`c.general_time`) }
  const plain =
    reading.zone === 'UTC'
      ? { at: sql`c.plain_time`, localAt: sql`c.plain_time + o.distance` }
      : { at: sql`c.plain_time - o.distance`, localAt: sql`c.plain_time` }
  return {
    at: sql`case when c.plain_time is not null then ${plain.at} else ${general.at} end`,
    localAt: sql`case when c.plain_time is not null then ${plain.localAt} else ${general.localAt} end`,
  }
}

/**
 * Loads the staged rows of one file of call records: one observation a row. Repeats of a row within the file or of another
 * call file are duplicates: the same parties as written, medium, leg, instant, duration, cell and handsets.
 */
export async function loadCallRows(connection: Connection, fileId: number, table: CallTable): Promise<void> {
  const { rowsRead, field, has, atText, timeHeader, reading } = table
  const hasCell = cellParts.some(has)
  const columns: calls.CallColumns = {
    from: field('from'),
    to: field('to'),
    subscriber: field('subscriber'),
    other: field('other'),
    duration: field('duration'),
    type: field('type'),
    direction: field('direction'),
    leg: field('leg'),
    imei: field('imei'),
    imsi: field('imsi'),
    farImei: field('farImei'),
    farImsi: field('farImsi'),
    cell: hasCell ? cellAsWritten(cellParts.map((part) => (has(part) ? field(part) : null))) : sql`null`,
  }
  const isPlainZone = reading.zone === 'UTC' || reading.zone === caseZone
  const plain = isPlainZone ? reading : { ...reading, formats: [] }
  const plainTime = plainReading(atText, plain)
  const general = utcInstant(atText, { ...reading, formats: [] })
  const isPlain = plain.formats.length > 0
  await connection.run(calls.createCallWays(columns))
  const hasHandsets = ['imei', 'imsi', 'farImei', 'farImsi'].some(has)
  const texts = calls.callTexts({
    columns,
    plainTime,
    generalPrecision: isPlain
      ? sql`case when ${plainTime} is null then ${precisionOf(atText)} end`
      : precisionOf(atText),
    generalTime: isPlain ? sql`case when ${plainTime} is null then ${general} end` : general,
    has: {
      subject: has('subscriber') || has('other'),
      handset: has('imei') || has('imsi'),
      farHandset: has('farImei') || has('farImsi'),
      cell: hasCell,
    },
  })
  await connection.run(createNewNumberTexts())
  await connection.run(calls.createPartiesSaid(texts))
  await connection.run(calls.collectCallNumbers())
  await connection.run(calls.keepCallTexts())
  await normaliseNumberTexts(connection)
  await connection.run(calls.createCallParties())
  await placeCells(connection, hasCell ? texts : null)
  await placeHandsets(connection, hasHandsets ? texts : null)
  await connection.run(createHourOffsets(sql`staged_row`, plainTime, reading.zone !== 'UTC'))
  const [format] = plain.formats
  await connection.run(
    calls.createTypedCalls(texts, {
      ...instants(reading),
      precision: sql`coalesce(c.general_precision, cast(${{ text: `'${precisionOfFormat(format ?? '')}'`, values: [] }} as time_precision))`,
    }),
  )
  const bad = await connection.one(calls.badCalls())
  if ((bad?.rows ?? 0) > 0) await connection.run(calls.outcomesOfBadCalls(atText, timeHeader))
  await connection.run(calls.outcomesOfRepeatedCalls())
  const others = await connection.one(calls.otherCallFiles())
  if ((others?.files ?? 0) > 0) await connection.run(calls.outcomesOfKnownCalls())
  const outcomes = await connection.one<{ rows: number }>(calls.countCallOutcomes())
  const firstId = await connection.nextIds('observation', rowsRead)
  await connection.run(calls.loadCalls(firstId, fileId, (outcomes?.rows ?? 0) > 0))
  await connection.run(calls.dropCallTables())
}
