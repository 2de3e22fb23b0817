import type { Connection } from '../case/store.ts'
import { ExpectedError } from '../platform/errors.ts'
import { loadCallRows } from './calls/load-calls.ts'
import { beginFile, commitFile } from './commit-file.ts'
import { loadRecordRows } from './load-records.ts'
import { createNewNumberTexts } from './queries-numbers.ts'
import * as staging from './queries-stage.ts'
import type { TextTable } from './read-table.ts'
import type { LoadDetails, LoadedFile } from './reader.ts'
import { tableKindOf } from './recognise.ts'
import { loadSiteRows } from './sites/load-sites.ts'
import type { StagedFile } from './stage.ts'
import { dropStagedRows, stageRows } from './stage-rows.ts'
import { tableFields } from './table-fields.ts'
import { timeColumns } from './time-columns.ts'
import { timeReading } from './time-reading.ts'

/**
 * Loads a recognised table within the caller's transaction: every row is loaded, set aside with its raw text, or a duplicate.
 * @throws RecordsNeedSplitting where `table` is not split and must be; ExpectedError `FILE_NO_ROWS`, `DISK_FULL`; CancelledError.
 */
export async function loadTable(
  connection: Connection,
  name: string,
  file: StagedFile,
  table: TextTable,
  details: LoadDetails,
): Promise<LoadedFile> {
  const { recognition, headers } = table
  const definition = tableKindOf(recognition.kind)
  if (!definition) throw new Error(`${recognition.kind} is no kind that is read from a table`)
  const fileId = await beginFile(connection)
  const rowsRead = await stageRows(connection, table)
  if (rowsRead === 0) throw new ExpectedError('FILE_NO_ROWS', { subject: name, remedy: 'Ask for it again.' })
  const fields = tableFields(table, definition)
  const timeHeader = fields.headerOf('at', 'date', 'time') ?? 'Time'
  const times = await timeColumns(connection, table, fields)
  const reading = await timeReading(
    connection,
    times.text,
    { zone: details.zone ?? times.zone ?? undefined, dayOrder: details.dayOrder },
    timeHeader,
  )
  const notes = [...table.notes, ...(details.zone === undefined ? times.notes : []), ...reading.notes]
  await connection.run(createNewNumberTexts())
  const raw = staging.rawOf(headers.length)
  const loadRows = definition.storesAs === 'reference' ? loadSiteRows : loadRecordRows
  if (definition.storesAs === 'communication')
    await loadCallRows(connection, fileId, {
      rowsRead,
      field: fields.sqlOf,
      has: fields.has,
      atText: times.text,
      timeHeader,
      reading,
    })
  else
    notes.push(
      ...(await loadRows(connection, {
        fileId,
        definition,
        headers,
        fields,
        times,
        timeHeader,
        reading,
        raw,
        details,
      })),
    )
  const bare = await connection.one(staging.countOutcomesWithoutRaw())
  if ((bare?.rows ?? 0) > 0) await connection.run(staging.keepRawOfOutcomes(raw))
  const loaded = await commitFile(
    connection,
    name,
    file,
    {
      fileId,
      kind: definition.kind,
      layout: table.sheetName === undefined ? recognition.layout : `${recognition.layout}, in a workbook`,
      fields: recognition.fields,
      zone: reading.zone,
      dayOrder: reading.dayOrder,
      headerRow: table.statedHeaderRow,
      sheets: [{ name: table.sheetName ?? '', headers }],
      rowsRead,
      notes,
      isOneObservationEach: definition.storesAs === 'communication',
    },
    details,
  )
  await dropStagedRows(connection)
  return loaded
}
