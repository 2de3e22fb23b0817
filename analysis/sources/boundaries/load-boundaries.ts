import type { Connection } from '../../case/duckdb/database.ts'
import { raiseDataVersion } from '../../case/queries-case.ts'
import type { Provenance } from '../../contract/index.ts'
import type { LoadedFile } from '../load-table.ts'
import { countLoaded, insertFile, insertSheet, nextFileId } from '../queries-stage.ts'
import type { StagedFile } from '../stage.ts'
import { insertRepeated, insertSetAside, nextAreaId } from './queries-boundaries.ts'
import { type GeoJsonAreas, writtenJson } from './read-geojson.ts'

/** Loads areas within the caller's transaction: each feature is loaded, set aside with the reason, or a duplicate of an earlier one. */
export async function loadBoundaries(
  connection: Connection,
  name: string,
  file: StagedFile,
  read: GeoJsonAreas,
  { provenance, person }: { provenance: Provenance; person: string },
): Promise<LoadedFile> {
  const fileId = (await connection.one<{ file_id: number }>(nextFileId()))?.file_id ?? 1
  let areaId = (await connection.one<{ area_id: number }>(nextAreaId()))?.area_id ?? 1
  const seen = new Map<string, number>()
  const reasons: Record<string, number> = {}
  const count = (reason: string) => {
    reasons[reason] = (reasons[reason] ?? 0) + 1
  }
  const appender = await connection.appender('area')
  const repeated: [number, number][] = []
  for (const area of read.areas) {
    const rings = JSON.stringify(area.polygons)
    const key = JSON.stringify([area.name, area.code, rings])
    const before = seen.get(key)
    if (before !== undefined) {
      repeated.push([area.rowNumber, before])
      count('DUPLICATE_IN_FILE')
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
  for (const [rowNumber, ofRow] of repeated) await connection.run(insertRepeated(fileId, rowNumber, ofRow))
  for (const one of read.setAside) {
    await connection.run(insertSetAside(fileId, one.rowNumber, one.reason, one.detail, one.raw))
    count(one.reason)
  }
  const rowsSetAside = read.setAside.length
  const rowsDuplicate = repeated.length
  const rowsLoaded = (await connection.one<{ rows: number }>(countLoaded(fileId)))?.rows ?? 0
  if (read.rowsRead !== rowsLoaded + rowsSetAside + rowsDuplicate)
    throw new Error(
      `${name}: ${read.rowsRead} features read, but ${rowsLoaded} loaded, ${rowsSetAside} set aside and ${rowsDuplicate} duplicate`,
    )
  await connection.run(
    insertFile({
      fileId,
      sha256: file.sha256,
      name,
      sizeBytes: file.sizeBytes,
      kind: 'boundaries',
      layout: `GeoJSON, ${read.projection.name}`,
      mapping: JSON.stringify({ kind: 'boundaries', fields: {}, options: {} }),
      zone: 'UTC',
      controller: provenance.controller ?? null,
      agreement: provenance.agreement ?? null,
      basis: provenance.basis ?? null,
      handling: provenance.handling ?? null,
      retainUntil: provenance.retainUntil ?? null,
      addedAt: new Date(),
      addedBy: person,
      rowsRead: read.rowsRead,
      rowsLoaded,
      rowsSetAside,
      rowsDuplicate,
    }),
  )
  await connection.run(insertSheet(fileId, 0, '', JSON.stringify(['name', 'code', 'population'])))
  await connection.run(raiseDataVersion())
  return { fileId, rowsRead: read.rowsRead, rowsLoaded, rowsSetAside, rowsDuplicate, reasons }
}
