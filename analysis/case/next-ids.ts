import type { Connection } from './duckdb/connection.ts'
import { column, type Query, rows } from './rows.ts'
import { identifier, sql } from './sql.ts'

/** The tables whose rows have an id that counts up through the whole case. */
const idColumns = {
  area: 'area_id',
  cell: 'cell_id',
  contact: 'contact_id',
  decision: 'decision_id',
  device: 'device_id',
  event: 'event_id',
  file: 'file_id',
  handset: 'handset_id',
  message_text: 'message_id',
  number: 'number_id',
  number_text: 'text_id',
  observation: 'observation_id',
  place: 'place_id',
  profile_edit: 'edit_id',
  record: 'record_id',
  release: 'release_id',
  run: 'run_id',
} as const

export type IdTable = keyof typeof idColumns
export const idTables = Object.keys(idColumns) as IdTable[]

/** What the store asks before it gives ids of a table. */
export const highestId = (table: IdTable): Query<{ highest: number }> =>
  rows({ highest: column.integer })(
    sql`select coalesce(max(${identifier(idColumns[table])}), 0) as highest from ${identifier(table)}`,
  )

const highestOf = async (connection: Connection, table: IdTable): Promise<number> =>
  (await connection.one(highestId(table)))?.highest ?? 0

/** The ids that one transaction was given, by table. */
export class GivenIds {
  private readonly last = new Map<IdTable, number>()

  /** @returns the first of `count` ids: the one after the highest in the table. */
  async next(connection: Connection, table: IdTable, count: number): Promise<number> {
    if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${count} ids of ${table}`)
    const highest = await highestOf(connection, table)
    this.last.set(table, Math.max(this.last.get(table) ?? 0, highest + count))
    return highest + 1
  }

  /** @throws Error if the table holds an id beyond those that were given: a store that hands out ranges would give it twice. */
  async refuseOthers(connection: Connection): Promise<void> {
    for (const [table, last] of this.last) {
      const highest = await highestOf(connection, table)
      if (highest > last)
        throw new Error(`${table} holds the id ${highest}, and ids up to ${last} were given`)
    }
  }
}
