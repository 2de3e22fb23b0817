import type { Connection } from './duckdb/connection.ts'
import { inScratch } from './duckdb/instance.ts'
import { migrations } from './migrations/index.ts'
import { columnsOfCase } from './queries-model.ts'

interface ModelColumn {
  readonly table: string
  readonly column: string
}

/** The tables and columns that the case has. */
export const columnsOf = (connection: Connection): Promise<ModelColumn[]> => connection.all(columnsOfCase())

/** The tables and columns that a case of the newest model has. */
export const columnsOfModel = (): Promise<ModelColumn[]> =>
  inScratch(async (connection) => {
    for (const { statements } of migrations) await connection.run({ text: statements, values: [] })
    return columnsOf(connection)
  })
