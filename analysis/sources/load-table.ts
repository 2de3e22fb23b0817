import type { Connection } from '../case/duckdb/database.ts'
import { isRefusedText } from '../case/duckdb/errors.ts'
import { raiseDataVersion } from '../case/queries-case.ts'
import { identifier, joined, type Sql, sql } from '../case/sql.ts'
import type { ImportNote, Provenance } from '../contract/index.ts'
import { ExpectedError } from '../platform/errors.ts'
import { loadCallRows } from './calls/load-calls.ts'
import { dayOrderOf } from './day-order.ts'
import { normaliseNumberTexts } from './numbers.ts'
import { createNewNumberTexts } from './queries-numbers.ts'
import * as records from './queries-records.ts'
import * as staging from './queries-stage.ts'
import {
  caseZone,
  type DayOrder,
  localDate,
  localTime,
  plainDate,
  precisionOf,
  utcInstant,
} from './queries-times.ts'
import type { TextTable } from './read-table.ts'
import type { StagedFile } from './stage.ts'
import { timeColumns } from './time-columns.ts'
import { timeReading } from './time-reading.ts'

export interface LoadedFile {
  fileId: number
  rowsRead: number
  rowsLoaded: number
  rowsSetAside: number
  rowsDuplicate: number
  reasons: Record<string, number>
  notes?: ImportNote[]
}

const eventKinds = new Set(['crime', 'stop-search', 'harm'])

/** DuckDB refused a record, or the whole file: its records must be split from each other before it reads them. */
export class RecordsNeedSplitting extends Error {}

async function stageText(connection: Connection, table: TextTable): Promise<void> {
  const { split, headers, delimiter } = table
  await connection.run(staging.dropRejects())
  try {
    await connection.run(
      split
        ? staging.stageText(split.path, delimiter, 0, headers.length)
        : staging.stageText(table.path, delimiter, table.skippedLines, headers.length),
    )
  } catch (error) {
    if (split || !isRefusedText(error)) throw error
    throw new RecordsNeedSplitting()
  }
  const rejects = await connection.one<{ rows: number }>(staging.countRejects())
  await connection.run(staging.dropRejects())
  if ((rejects?.rows ?? 0) === 0) return
  if (split) throw new Error(`${rejects?.rows} records were refused after they had been split`)
  throw new RecordsNeedSplitting()
}

async function stageRows(connection: Connection, table: TextTable): Promise<number> {
  await stageText(connection, table)
  const { split } = table
  await connection.run(split?.lostPath ? staging.lostRecords(split.lostPath) : staging.noLostRecords())
  const counted = await connection.one<{ readable: number; unreadable: number }>(staging.countStaged())
  const rows = (counted?.readable ?? 0) + (counted?.unreadable ?? 0)
  if (split && rows !== split.records)
    throw new Error(`${split.records} records were split from each other, but ${rows} were read`)
  if ((counted?.unreadable ?? 0) > 0) {
    await connection.run(staging.numberRows())
    await connection.run(staging.rowsAsNumbered())
  } else await connection.run(staging.rowsInOrder())
  await connection.run(staging.createFates())
  await connection.run(staging.fatesOfLostRecords())
  return rows
}

/**
 * Loads a recognised table within the caller's transaction: every row is loaded, set aside with its raw text, or a duplicate.
 * @throws RecordsNeedSplitting where `table` is not split and must be; ExpectedError `FILE_NO_ROWS`, `DISK_FULL`; CancelledError.
 */
export async function loadTable(
  connection: Connection,
  name: string,
  file: StagedFile,
  table: TextTable,
  details: { provenance: Provenance; person: string; zone?: string; dayOrder?: DayOrder },
): Promise<LoadedFile> {
  const { recognition, headers } = table
  const { kind } = recognition
  const rowsRead = await stageRows(connection, table)
  if (rowsRead === 0) throw new ExpectedError('FILE_NO_ROWS', { subject: name, remedy: 'Ask for it again.' })
  const fieldSql = (field: string): Sql => {
    const index = headers.findIndex((header) => recognition.fields[header] === field)
    return index < 0 ? sql`cast(null as varchar)` : staging.columnName(index)
  }
  const has = (field: string) => headers.some((header) => recognition.fields[header] === field)
  const headerOf = (...fields: string[]) =>
    headers.find((header) => fields.includes(recognition.fields[header] ?? '')) ?? 'Time'
  const timeHeader = headerOf('at', 'date', 'time')
  const times = await timeColumns(connection, table, fieldSql)
  const atText = times.text
  const reading = await timeReading(
    connection,
    atText,
    { zone: details.zone ?? times.zone ?? undefined, dayOrder: details.dayOrder },
    timeHeader,
  )
  const notes = [...table.notes, ...(details.zone === undefined ? times.notes : []), ...reading.notes]
  const dayOrderIn = async (field: string) => {
    if (!has(field)) return reading.dayOrder
    const { order, notes: open } = await dayOrderOf(
      connection,
      headerOf(field),
      fieldSql(field),
      details.dayOrder,
    )
    notes.push(...open)
    return order
  }
  const raw = staging.rawOf(headers.length)
  await connection.run(createNewNumberTexts())
  const fileId = (await connection.one<{ file_id: number }>(staging.nextFileId()))?.file_id ?? 1
  if (kind === 'calls') {
    await loadCallRows(connection, fileId, { field: fieldSql, has, atText, timeHeader, reading })
  } else {
    const isEvent = eventKinds.has(kind)
    const isPerson = kind !== 'crime' && kind !== 'stop-search'
    const fields = sql`json_object('row text', ${raw}, ${joined(
      headers.map((header, index) => sql`${header}, s.${staging.columnName(index)}`),
      ', ',
    )})`
    await connection.run(
      records.createTypedRecords({
        kind,
        field: fieldSql,
        at: utcInstant(atText, reading),
        atText,
        precision: precisionOf(atText),
        until: localDate(fieldSql('until'), {
          dayOrder: await dayOrderIn('until'),
          zone: details.zone ?? times.zoneOf('until') ?? caseZone,
          formats: [],
        }),
        dateOfBirth: plainDate(fieldSql('dateOfBirth'), await dayOrderIn('dateOfBirth')),
        localAt: localTime,
        raw,
        fields,
        needsIdentity: isPerson && !isEvent && !has('leftId'),
        needsTime: kind !== 'people',
      }),
    )
    await connection.run(records.fatesOfBadRecords(timeHeader, headerOf('dateOfBirth')))
    if (isPerson) {
      await connection.run(records.fatesOfRepeatedRecords())
      await connection.run(records.fatesOfKnownRecords())
    } else await connection.run(records.fatesOfKnownEvents(kind))
    const rounded = await connection.one<{ rows: number; example: string }>(records.roundedNumbers())
    if (rounded && rounded.rows > 0)
      notes.push({
        code: 'NUMBERS_ROUNDED',
        detail: `${headerOf('phone')}: ${rounded.rows.toLocaleString('en-GB')} numbers were rounded by a spreadsheet (${rounded.example}). They are kept as written and never used as numbers. Ask for the file with that column as text.`,
      })
    await connection.run(records.collectRecordNumbers())
    await normaliseNumberTexts(connection)
    await connection.run(records.addPlaces())
    if (isPerson) await connection.run(records.loadRecords(fileId, kind))
    if (isEvent) await connection.run(records.loadEvents(fileId, kind))
  }
  const fates = await connection.all<{ reason: string; is_duplicate: boolean; rows: number }>(
    staging.countFates(),
  )
  const count = (isDuplicate: boolean) =>
    fates.filter((fate) => fate.is_duplicate === isDuplicate).reduce((sum, fate) => sum + fate.rows, 0)
  const rowsSetAside = count(false)
  const rowsDuplicate = count(true)
  const rowsLoaded = (await connection.one<{ rows: number }>(staging.countLoaded(fileId)))?.rows ?? 0
  if (rowsRead !== rowsLoaded + rowsSetAside + rowsDuplicate)
    throw new Error(
      `${name}: ${rowsRead} rows read, but ${rowsLoaded} loaded, ${rowsSetAside} set aside and ${rowsDuplicate} duplicate`,
    )
  const { provenance } = details
  await connection.run(
    staging.insertFile({
      fileId,
      sha256: file.sha256,
      name,
      sizeBytes: file.sizeBytes,
      kind,
      layout: table.sheetName === undefined ? recognition.layout : `${recognition.layout}, in a workbook`,
      mapping: JSON.stringify({
        kind,
        fields: recognition.fields,
        options: { zone: reading.zone, dayOrder: reading.dayOrder },
      }),
      zone: reading.zone,
      controller: provenance.controller ?? null,
      agreement: provenance.agreement ?? null,
      basis: provenance.basis ?? null,
      handling: provenance.handling ?? null,
      retainUntil: provenance.retainUntil ?? null,
      addedAt: new Date(),
      addedBy: details.person,
      rowsRead,
      rowsLoaded,
      rowsSetAside,
      rowsDuplicate,
      notes,
    }),
  )
  await connection.run(staging.insertSheet(fileId, 0, table.sheetName ?? '', JSON.stringify(headers)))
  if (rowsSetAside > 0) await connection.run(staging.storeRejects(fileId, raw))
  if (rowsDuplicate > 0) await connection.run(staging.storeDuplicates(fileId))
  await connection.run(sql`drop view if exists staged_row`)
  for (const temporary of ['staged_text', 'numbered_row', 'staged_reject', 'row_fate', 'typed_record']) {
    await connection.run(sql`drop table if exists ${identifier(temporary)}`)
  }
  await connection.run(raiseDataVersion())
  return {
    fileId,
    rowsRead,
    rowsLoaded,
    rowsSetAside,
    rowsDuplicate,
    reasons: Object.fromEntries(fates.map((fate) => [fate.reason, fate.rows])),
    notes,
  }
}
