import type { DuckDBConnection } from '@duckdb/node-api'
import { CaseDatabase, Connection } from '../../../analysis/case/duckdb/database.ts'
import { openInstance } from '../../../analysis/case/duckdb/instance.ts'
import { highestId, idTables } from '../../../analysis/case/next-ids.ts'
import type { Sql } from '../../../analysis/case/sql.ts'
import { shownTables } from '../../../analysis/visibility/views.ts'

const ofTheStore = new Set(idTables.map((table) => highestId(table).text))

/** Writes down every statement that runs where a feature asks, as it goes to DuckDB; those of the case itself are left alone. */
export function collectStatements(): { texts: Set<string>; stop(): void } {
  const texts = new Set<string>()
  const ofFeatures = new WeakSet<DuckDBConnection>()
  const noted =
    <T>(work: (connection: Connection) => Promise<T>) =>
    (connection: Connection) => {
      ofFeatures.add(connection.raw)
      return work(connection)
    }
  const { read, write } = CaseDatabase.prototype
  const { all, run, table } = Connection.prototype
  CaseDatabase.prototype.read = function (who, signal, work) {
    return read.call(this, who, signal, noted(work)) as never
  }
  CaseDatabase.prototype.write = function (signal, work, options) {
    return write.call(this, signal, options?.sees ? noted(work) : work, options) as never
  }
  const originals = { all, run, table }
  for (const method of ['all', 'run', 'table'] as const) {
    const original = originals[method] as (this: Connection, query: Sql, ...more: unknown[]) => never
    Connection.prototype[method] = function (this: Connection, query: Sql, ...more: unknown[]) {
      if (ofFeatures.has(this.raw) && !ofTheStore.has(query.text)) texts.add(query.text)
      return original.call(this, query, ...more)
    }
  }
  return {
    texts,
    stop: () => {
      Object.assign(CaseDatabase.prototype, { read, write })
      Object.assign(Connection.prototype, originals)
    },
  }
}

interface Named {
  tables: Set<string>
  own: Set<string>
}

function namedIn(node: unknown, found: Named): Named {
  if (Array.isArray(node)) for (const one of node) namedIn(one, found)
  else if (typeof node === 'object' && node !== null) {
    const { type, table_name: table, key } = node as { type?: unknown; table_name?: unknown; key?: unknown }
    if (type === 'BASE_TABLE' && typeof table === 'string') found.tables.add(table)
    if (typeof key === 'string' && 'value' in node) found.own.add(key)
    for (const one of Object.values(node)) namedIn(one, found)
  }
  return found
}

/** What each statement reads, from DuckDB's own reading of it: the select of one that makes a table or inserts; writing alone reads nothing. */
const selectOf = (text: string): string | null =>
  /^\s*(?:(?:create or replace temp table \w+ as|insert into [\w"]+\s*(?:\([^)]*\))?)\s+)?((?:with|select|from)\b[\s\S]*)$/i.exec(
    text,
  )?.[1] ?? null

/** Statements that read a stored table by its own name, and statements that could not be read. */
export async function storedTablesIn(
  texts: Iterable<string>,
): Promise<{ read: number; raw: string[]; unread: string[] }> {
  const stored = new Set([...shownTables, 'person_seen', 'link_seen', 'attribution_seen'])
  const instance = await openInstance(':memory:')
  const raw = await instance.connect()
  const answer = { read: 0, raw: [] as string[], unread: [] as string[] }
  for (const text of texts) {
    const select = selectOf(text)
    if (select === null) continue
    const reader = await raw.runAndReadAll('select json_serialize_sql(?::varchar)::varchar', [select])
    const parsed = JSON.parse(String(reader.getRowsJS()[0]?.[0])) as { error: boolean }
    if (parsed.error) answer.unread.push(text.slice(0, 200))
    else {
      answer.read += 1
      const { tables, own } = namedIn(parsed, { tables: new Set(), own: new Set() })
      const bare = [...tables].filter((table) => stored.has(table) && !own.has(table))
      if (bare.length > 0) answer.raw.push(`${bare.join(', ')} in ${text.trim().slice(0, 160)}`)
    }
  }
  raw.closeSync()
  instance.closeSync()
  return answer
}
