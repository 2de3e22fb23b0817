import type { Connection } from '../case/store.ts'
import { codedKinds, handlingRules } from '../kinds/lists.ts'
import {
  forgetKnown,
  forgetSharableRows,
  type KnownFrom,
  type KnownThing,
  kindOfFile,
  noteKnown,
  noteSharableRows,
  notesThatDiffer,
} from './queries-known.ts'

const things: readonly KnownThing[] = ['number', 'text', 'place']

async function noteAll(connection: Connection, from: KnownFrom): Promise<void> {
  for (const thing of things) await connection.run(noteKnown(thing, from, codedKinds))
}

/** The header of a mapping under which a field stands; null where none does or the mapping cannot be read. */
function headerOf(mapping: string, field: string): string | null {
  const fields = (JSON.parse(mapping) as { fields?: Record<string, unknown> }).fields ?? {}
  return Object.entries(fields).find(([, named]) => named === field)?.[0] ?? null
}

/**
 * Notes of a file just loaded through which kind its numbers, raw texts and places are known, and which of its graded rows may be shared.
 * Belongs in the transaction that loads it: what is not noted is shown to nobody but the hub.
 */
export async function noteFile(connection: Connection, fileId: number): Promise<void> {
  const file = await connection.one(kindOfFile(fileId))
  if (!file) return
  const rule = handlingRules.get(file.kind)
  const header = rule ? headerOf(file.mapping, rule.field) : null
  if (rule && header !== null)
    for (const table of ['record', 'event'] as const)
      await connection.run(noteSharableRows(table, fileId, header, rule.shares))
  await noteAll(connection, { fileId })
}

/** After the rows of a file are gone: what only it made known through its kind is known no more. */
export async function forgetFile(connection: Connection, fileId: number, kind: string): Promise<void> {
  await connection.run(forgetSharableRows(fileId))
  for (const thing of things) await connection.run(forgetKnown(thing, kind))
  await noteAll(connection, { kind })
}

/** Notes everything anew. */
export async function noteEverything(connection: Connection): Promise<void> {
  for (const thing of things) await connection.run(forgetKnown(thing, null))
  await noteAll(connection, null)
}

/** Notes that no row bears out, and rows that no note names, by what they are about; 0 in a whole case. */
export async function differingNotes(connection: Connection): Promise<{ thing: KnownThing; rows: number }[]> {
  const found = []
  for (const thing of things) {
    const { rows = 0 } = (await connection.one(notesThatDiffer(thing, codedKinds))) ?? {}
    found.push({ thing, rows })
  }
  return found
}
