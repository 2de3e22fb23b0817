import type { Connection } from '../../case/store.ts'
import { beginFile, commitFile, outcomeAppender } from '../commit-file.ts'
import type { LoadDetails, LoadedFile } from '../reader.ts'
import type { StagedFile } from '../stage.ts'
import { type GeoJsonAreas, writtenJson } from './read-geojson.ts'

/** Loads areas within the caller's transaction: each feature is loaded, set aside with the reason, or a duplicate of an earlier one. */
export async function loadBoundaries(
  connection: Connection,
  name: string,
  file: StagedFile,
  read: GeoJsonAreas,
  details: LoadDetails,
): Promise<LoadedFile> {
  const fileId = await beginFile(connection)
  const outcomes = await outcomeAppender(connection)
  let areaId = await connection.nextIds('area', read.areas.length)
  const seen = new Map<string, number>()
  const appender = await connection.appender('area')
  for (const area of read.areas) {
    const rings = JSON.stringify(area.polygons)
    const key = JSON.stringify([area.name, area.code, rings])
    const before = seen.get(key)
    if (before !== undefined) {
      outcomes.add({
        sheet: 0,
        rowNumber: area.rowNumber,
        reason: 'DUPLICATE_IN_FILE',
        isDuplicate: true,
        ofFileId: fileId,
        ofRowNumber: before,
      })
      continue
    }
    seen.set(key, area.rowNumber)
    appender.appendInteger(areaId)
    appender.appendInteger(fileId)
    appender.appendSmallInt(0)
    appender.appendBigInt(BigInt(area.rowNumber))
    appender.appendVarchar(area.name)
    if (area.code === null) appender.appendNull()
    else appender.appendVarchar(area.code)
    if (area.population === null) appender.appendNull()
    else appender.appendBigInt(BigInt(area.population))
    for (const bound of area.bounds) appender.appendDouble(bound)
    appender.appendVarchar(rings)
    appender.appendVarchar(writtenJson(area.fields, name))
    appender.endRow()
    areaId += 1
  }
  appender.flushSync()
  appender.closeSync()
  for (const { rowNumber, reason, detail, raw } of read.setAside)
    outcomes.add({ sheet: 0, rowNumber, reason, isDuplicate: false, detail, raw })
  outcomes.close()
  return commitFile(
    connection,
    name,
    file,
    {
      fileId,
      kind: 'boundaries',
      layout: `GeoJSON, ${read.projection.name}`,
      fields: {},
      zone: 'UTC',
      sheets: [{ name: '', headers: ['name', 'code', 'population'] }],
      rowsRead: read.rowsRead,
      notes: [],
    },
    details,
  )
}
