import { joined, type Sql, sql } from '../case/sql.ts'
import type { Connection } from '../case/store.ts'
import type { ImportNote } from '../contract/index.ts'
import { isPlaceOfEvent } from '../kinds/lists.ts'
import { dayOrderOf } from './day-order.ts'
import { idsForRows } from './ids-for-rows.ts'
import { normaliseNumberTexts } from './numbers.ts'
import * as records from './queries-records.ts'
import { columnName } from './queries-stage.ts'
import {
  caseZone,
  localDate,
  localTime,
  plainDate,
  precisionOf,
  type TimeReading,
  utcInstant,
} from './queries-times.ts'
import type { LoadDetails } from './reader.ts'
import type { TableKind } from './recognise.ts'
import type { TableFields } from './table-fields.ts'
import type { TimeColumns } from './time-columns.ts'

export interface RecordTable {
  readonly fileId: number
  readonly definition: TableKind
  readonly headers: readonly string[]
  readonly fields: TableFields
  readonly times: TimeColumns
  readonly timeHeader: string
  readonly reading: TimeReading
  /** A staged row as one text. */
  readonly raw: Sql
  readonly details: LoadDetails
}

/** Where nobody is described, the only postcode is that of the place. */
const placePostcodeOf = ({ aboutPeople }: TableKind, { sqlOf }: TableFields): Sql =>
  aboutPeople
    ? sqlOf('placePostcode')
    : sql`coalesce(nullif(trim(${sqlOf('placePostcode')}), ''), ${sqlOf('postcode')})`

/** Every staged row as `typed_record`, with why it cannot be loaded where it cannot; notes on dates that could be read two ways. */
async function typeRecords(connection: Connection, table: RecordTable): Promise<ImportNote[]> {
  const { definition, headers, fields, times, reading, details } = table
  const notes: ImportNote[] = []
  const dayOrderIn = async (field: string) => {
    if (!fields.has(field)) return reading.dayOrder
    const { order, notes: open } = await dayOrderOf(
      connection,
      fields.headerOf(field) ?? 'Time',
      fields.sqlOf(field),
      details.dayOrder,
    )
    notes.push(...open)
    return order
  }
  const isExcused = definition.identityElse !== undefined && fields.has(definition.identityElse)
  await connection.run(
    records.createTypedRecords({
      kind: definition.kind,
      field: fields.sqlOf,
      at: utcInstant(times.text, reading),
      atText: times.text,
      precision: precisionOf(times.text),
      until: localDate(fields.sqlOf('until'), {
        dayOrder: await dayOrderIn('until'),
        zone: details.zone ?? times.zoneOf('until') ?? caseZone,
        formats: [],
      }),
      dateOfBirth: plainDate(fields.sqlOf('dateOfBirth'), await dayOrderIn('dateOfBirth')),
      localAt: localTime,
      raw: table.raw,
      fields: sql`json_object('row text', ${table.raw}, ${joined(
        headers.map((header, index) => sql`${header}, s.${columnName(index)}`),
        ', ',
      )})`,
      needsIdentity: definition.needsIdentity && !isExcused,
      needsTime: definition.needsTime,
      placePostcode: placePostcodeOf(definition, fields),
      isAreaOfPlace: definition.storesAs !== 'event' || isPlaceOfEvent(definition),
    }),
  )
  return notes
}

async function tellDuplicates(connection: Connection, { duplicates, kind }: TableKind): Promise<void> {
  if (duplicates === 'nth-of-content') return connection.run(records.outcomesOfKnownEvents(kind))
  await connection.run(records.outcomesOfRepeatedRecords())
  await connection.run(records.outcomesOfKnownRecords())
}

/** Loads the staged rows of one file of records or events, and says what its reader should know of them. */
export async function loadRecordRows(connection: Connection, table: RecordTable): Promise<ImportNote[]> {
  const { fileId, definition, fields, timeHeader } = table
  const { kind, storesAs, aboutPeople } = definition
  const notes = await typeRecords(connection, table)
  await connection.run(records.outcomesOfBadRecords(timeHeader, fields.headerOf('dateOfBirth') ?? 'Time'))
  await tellDuplicates(connection, definition)
  const rounded = await connection.one(records.roundedNumbers())
  if (rounded && rounded.rows > 0)
    notes.push({
      code: 'NUMBERS_ROUNDED',
      detail: `${fields.headerOf('phone')}: ${rounded.rows.toLocaleString('en-GB')} numbers were rounded by a spreadsheet (${rounded.example}). They are kept as written and never used as numbers. Ask for the file with that column as text.`,
    })
  await connection.run(records.collectRecordNumbers())
  await normaliseNumberTexts(connection)
  const idsOf = (table: 'place' | 'record' | 'event') => idsForRows(connection, table, 'typed_record')
  await connection.run(records.addPlaces(await idsOf('place')))
  if (storesAs === 'record' || aboutPeople)
    await connection.run(records.loadRecords(await idsOf('record'), fileId, kind))
  if (storesAs === 'event') await connection.run(records.loadEvents(await idsOf('event'), fileId, kind))
  await connection.run(records.dropTypedRecords())
  return notes
}
