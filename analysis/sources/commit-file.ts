import { raiseDataVersion } from '../case/queries-case.ts'
import type { Appender, Connection } from '../case/store.ts'
import type { ImportNote, SourceKind } from '../contract/index.ts'
import { forgetFile, noteFile } from '../visibility/note-known.ts'
import * as commit from './queries-commit.ts'
import * as files from './queries-files.ts'
import type { DayOrder } from './queries-times.ts'
import type { LoadDetails, LoadedFile } from './reader.ts'
import type { StagedFile } from './stage.ts'

/** What a loader knows of its file once its rows stand in the case or in `row_fate`. */
interface FileToCommit {
  readonly fileId: number
  readonly kind: SourceKind
  readonly layout: string
  readonly fields: Readonly<Record<string, string | null>>
  readonly zone: string
  readonly dayOrder?: DayOrder
  readonly headerRow?: number
  readonly sheets: readonly { readonly name: string; readonly headers: readonly string[] }[]
  readonly rowsRead: number
  readonly notes: readonly ImportNote[]
  /** Each row is one observation or none, so that they need not be told apart to be counted. */
  readonly isOneObservationEach?: boolean
}

/** A number for a new file, and an empty `row_fate` for the rows of it that will not be loaded. */
export async function beginFile(connection: Connection): Promise<number> {
  await connection.run(commit.createFates())
  return connection.nextIds('file', 1)
}

interface RowFate {
  readonly sheet: number
  readonly rowNumber: number
  readonly reason: string
  readonly isDuplicate: boolean
  readonly ofFileId?: number
  readonly ofRowNumber?: number
  readonly detail?: string
  readonly raw?: string
}

/** Writes the fates of rows that a loader reads itself. Close with `flushSync` and `closeSync`. */
export async function fateAppender(
  connection: Connection,
): Promise<{ add(fate: RowFate): void; close(): void }> {
  const appender: Appender = await connection.appender('row_fate')
  const text = (words: string | undefined) =>
    words === undefined ? appender.appendNull() : appender.appendVarchar(words)
  return {
    add(fate) {
      appender.appendSmallInt(fate.sheet)
      appender.appendBigInt(BigInt(fate.rowNumber))
      appender.appendVarchar(fate.reason)
      appender.appendBoolean(fate.isDuplicate)
      if (fate.ofFileId === undefined) appender.appendNull()
      else appender.appendInteger(fate.ofFileId)
      if (fate.ofRowNumber === undefined) appender.appendNull()
      else appender.appendBigInt(BigInt(fate.ofRowNumber))
      text(fate.detail)
      text(fate.raw)
      appender.endRow()
    },
    close() {
      appender.flushSync()
      appender.closeSync()
    },
  }
}

/**
 * Writes a file into the case with its accounting, within the caller's transaction: every row read stands in the case or in `row_fate`, or the
 * import is broken off. The case has changed then.
 */
export async function commitFile(
  connection: Connection,
  name: string,
  staged: StagedFile,
  file: FileToCommit,
  { provenance, person }: LoadDetails,
): Promise<LoadedFile> {
  const { fileId, kind, rowsRead, zone, dayOrder, headerRow } = file
  const fates = await connection.all(commit.countFates())
  const count = (isDuplicate: boolean) =>
    fates.filter((fate) => fate.is_duplicate === isDuplicate).reduce((sum, fate) => sum + fate.rows, 0)
  const rowsSetAside = count(false)
  const rowsDuplicate = count(true)
  const standing = await connection.one(
    file.isOneObservationEach ? commit.countObservations(fileId) : commit.countStanding(fileId),
  )
  const rowsLoaded = standing?.rows ?? 0
  if (rowsRead !== rowsLoaded + rowsSetAside + rowsDuplicate)
    throw new Error(
      `${name}: ${rowsRead} rows read, but ${rowsLoaded} loaded, ${rowsSetAside} set aside and ${rowsDuplicate} duplicate`,
    )
  await connection.run(
    commit.insertFile({
      fileId,
      sha256: staged.sha256,
      name,
      sizeBytes: staged.sizeBytes,
      kind,
      layout: file.layout,
      mapping: JSON.stringify({ kind, fields: file.fields, options: { zone, dayOrder, headerRow } }),
      zone,
      controller: provenance.controller ?? null,
      agreement: provenance.agreement ?? null,
      basis: provenance.basis ?? null,
      handling: provenance.handling ?? null,
      retainUntil: provenance.retainUntil ?? null,
      addedAt: new Date(),
      addedBy: person,
      rowsRead,
      rowsLoaded,
      rowsSetAside,
      rowsDuplicate,
      notes: file.notes,
    }),
  )
  for (const [index, sheet] of file.sheets.entries())
    await connection.run(commit.insertSheet(fileId, index, sheet.name, JSON.stringify(sheet.headers)))
  if (rowsSetAside > 0) await connection.run(commit.storeRejects(fileId))
  if (rowsDuplicate > 0) await connection.run(commit.storeDuplicates(fileId))
  await noteFile(connection, fileId)
  await connection.run(commit.dropFates())
  await connection.run(raiseDataVersion())
  return {
    fileId,
    rowsRead,
    rowsLoaded,
    rowsSetAside,
    rowsDuplicate,
    reasons: Object.fromEntries(fates.map((fate) => [fate.reason, fate.rows])),
    notes: [...file.notes],
  }
}

/** Takes a file and all that came from it out of the case, within the caller's transaction. The case has changed then. */
export async function removeFile(
  connection: Connection,
  { fileId, kind }: { readonly fileId: number; readonly kind: string },
): Promise<void> {
  for (const table of files.tablesOfFiles) await connection.run(files.removeFrom(table, fileId))
  await connection.run(files.removeUnusedTexts())
  await forgetFile(connection, fileId, kind)
  await connection.run(raiseDataVersion())
}
