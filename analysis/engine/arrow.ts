import type { DuckDBResult } from '@duckdb/node-api'
import { DuckDBTypeId } from '@duckdb/node-api'
import * as arrow from 'apache-arrow'
import type { Table } from '../contract/index.ts'

type ArrowColumn = { type: arrow.DataType; value: (value: unknown) => unknown }

const asIs = (value: unknown) => value

function columnFor(typeId: DuckDBTypeId): ArrowColumn {
  switch (typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { type: new arrow.Bool(), value: asIs }
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return { type: new arrow.Int32(), value: asIs }
    default:
      return { type: new arrow.Utf8(), value: (value) => (value === null ? null : String(value)) }
  }
}

/** A DuckDB result as an Arrow IPC stream. */
export async function arrowTable(result: DuckDBResult): Promise<Table> {
  const names = result.deduplicatedColumnNames()
  const columns = result.columnTypes().map((type) => columnFor(type.typeId))
  const rows: unknown[][] = await result.getRowsJS()
  const vectors = Object.fromEntries(
    names.map((name, index) => {
      const column = columns[index]!
      return [
        name,
        arrow.vectorFromArray(
          rows.map((row) => column.value(row[index] ?? null)),
          column.type,
        ),
      ]
    }),
  )
  const bytes = arrow.tableToIPC(new arrow.Table(vectors), 'stream')
  return {
    rowCount: rows.length,
    arrow: new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/vnd.apache.arrow.stream' }),
  }
}
