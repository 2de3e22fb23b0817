import { raiseDataVersion } from '../case/queries-case.ts'
import type { Appender, Connection } from '../case/store.ts'
import type { ImportNote, SourceKind } from '../contract/index.ts'
import { forgetFile, noteFile } from '../visibility/note-known.ts'
import * as commit from './queries-commit.ts'
import * as files from './queries-files.ts'
import type { DayOrder } from './queries-times.ts'
import type { LoadDetails, LoadedFile } from './reader.ts'
import type { StagedFile } from './stage.ts'

/** What a loader knows of its file once its rows stand in the case or in `row_outcome`. */
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

/** A number for a new file, and an empty `row_outcome` for the rows of it that will not be loaded. */
export async function beginFile(connection: Connection): Promise<number> {
  await connection.run(commit.createRowOutcomes())
  return connection.nextIds('file', 1)
}

interface RowOutcome {
  readonly sheet: number
  readonly rowNumber: number
  readonly reason: string
  readonly isDuplicate: boolean
  readonly ofFileId?: number
  readonly ofRowNumber?: number
  readonly detail?: string
  readonly raw?: string
}

/** Writes the outcomes of rows that a loader reads itself. Close with `flushSync` and `closeSync`. */
export async function outcomeAppender(
  connection: Connection,
): Promise<{ add(outcome: RowOutcome): void; close(): void }> {
  const appender: Appender = await connection.appender('row_outcome')
  const text = (words: string | undefined) =>
    words === undefined ? appender.appendNull() : appender.appendVarchar(words)
  return {
    add(outcome) {
      appender.appendSmallInt(outcome.sheet)
      appender.appendBigInt(BigInt(outcome.rowNumber))
      appender.appendVarchar(outcome.reason)
      appender.appendBoolean(outcome.isDuplicate)
      if (outcome.ofFileId === undefined) appender.appendNull()
      else appender.appendInteger(outcome.ofFileId)
      if (outcome.ofRowNumber === undefined) appender.appendNull()
      else appender.appendBigInt(BigInt(outcome.ofRowNumber))
      text(outcome.detail)
      text(outcome.raw)
      appender.endRow()
    },
    close() {
      appender.flushSync()
      appender.closeSync()
    },
  }
}

/**
 * Writes a file into the case with its accounting, within the caller's transaction: every row read stands in the case or in `row_outcome`, or the
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
  const outcomes = await connection.all(commit.countRowOutcomes())
  const count = (isDuplicate: boolean) =>
    outcomes
      .filter((outcome) => outcome.is_duplicate === isDuplicate)
      .reduce((sum, outcome) => sum + outcome.rows, 0)
  const rowsSetAside = count(false)
  const rowsDuplicate = count(true)
  const stored = await connection.one(
    file.isOneObservationEach ? commit.countObservations(fileId) : commit.countStored(fileId),
  )
  const rowsLoaded = stored?.rows ?? 0
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
  await connection.run(commit.dropRowOutcomes())
  await connection.run(raiseDataVersion())
  return {
    fileId,
    rowsRead,
    rowsLoaded,
    rowsSetAside,
    rowsDuplicate,
    reasons: Object.fromEntries(outcomes.map((outcome) => [outcome.reason, outcome.rows])),
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
