import { joined, sql } from '../../case/sql.ts'
import type { Connection } from '../../case/store.ts'
import type { ImportNote } from '../../contract/index.ts'
import { dayOrderOf } from '../day-order.ts'
import type { RecordTable } from '../load-records.ts'
import { columnName } from '../queries-stage.ts'
import { caseZone, localDate } from '../queries-times.ts'
import * as queries from './queries-sites.ts'
import { readSite, siteFields } from './read-site.ts'

async function readSites(connection: Connection, { fields }: RecordTable): Promise<void> {
  await connection.run(queries.createReadSites())
  const columns = joined(
    siteFields.map((field) => sql`${fields.sqlOf(field)} as ${{ text: `"${field}"`, values: [] }}`),
    ', ',
  )
  const rows = await connection.all(queries.siteTexts(columns))
  const appender = await connection.appender('read_site')
  const text = (value: string | null) =>
    value === null ? appender.appendNull() : appender.appendVarchar(value)
  const double = (value: number | undefined) =>
    value === undefined ? appender.appendNull() : appender.appendDouble(value)
  const degrees = (value: number | null) =>
    value === null ? appender.appendNull() : appender.appendSmallInt(value)
  for (const row of rows) {
    const site = readSite(row)
    appender.appendBigInt(BigInt(row.row_number))
    text(site.code)
    text(site.name)
    text(site.postcode)
    double(site.position?.latitude)
    double(site.position?.longitude)
    degrees(site.azimuth)
    degrees(site.beamWidth)
    text(site.problem?.reason ?? null)
    text(site.problem?.detail ?? null)
    appender.endRow()
  }
  appender.flushSync()
  appender.closeSync()
}

/** Loads the staged rows of one file of cell sites, and says what its reader should know of them. */
export async function loadSiteRows(connection: Connection, table: RecordTable): Promise<ImportNote[]> {
  const { fileId, definition, headers, fields, raw, details, times } = table
  const notes: ImportNote[] = []
  const dayOf = async (field: string) => {
    const header = fields.headerOf(field)
    if (header === undefined) return sql`cast(null as date)`
    const { order, notes: open } = await dayOrderOf(connection, header, fields.sqlOf(field), details.dayOrder)
    notes.push(...open)
    const zone = details.zone ?? times.zoneOf(field) ?? caseZone
    return localDate(fields.sqlOf(field), { dayOrder: order, zone, formats: [] })
  }
  await connection.run(
    queries.createSiteRows({
      kind: definition.kind,
      raw,
      fields: sql`json_object('row text', ${raw}, ${joined(
        headers.map((header, index) => sql`${header}, s.${columnName(index)}`),
        ', ',
      )})`,
      since: await dayOf('since'),
      sinceText: fields.sqlOf('since'),
      until: await dayOf('until'),
      untilText: fields.sqlOf('until'),
    }),
  )
  await readSites(connection, table)
  await connection.run(
    queries.outcomesOfBadSites(fields.headerOf('since') ?? 'From', fields.headerOf('until') ?? 'To'),
  )
  await connection.run(queries.outcomesOfRepeatedSites())
  await connection.run(queries.outcomesOfKnownSites())
  await connection.run(queries.loadSites(fileId, definition.kind))
  await connection.run(queries.dropSiteRows())
  return notes
}
