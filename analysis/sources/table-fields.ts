import { type Sql, sql } from '../case/sql.ts'
import { columnName, meaningOf } from './queries-stage.ts'
import type { TextTable } from './read-table.ts'
import type { TableKind } from './recognise.ts'

/** The columns of a table by the fields that they fill. */
export interface TableFields {
  has(field: string): boolean
  /** The header of the first of the fields that has a column. */
  headerOf(...fields: string[]): string | undefined
  /** The field's text in a row of `staged_row`, codes as what they mean; null where no column fills it. */
  sqlOf(field: string): Sql
}

function writtenFields({ recognition, headers }: TextTable, definition: TableKind): TableFields {
  const indexOf = (field: string) => headers.findIndex((header) => recognition.fields[header] === field)
  const sqlOf = (field: string): Sql => {
    const index = indexOf(field)
    if (index < 0) return sql`cast(null as varchar)`
    const values = definition.fields.find((known) => known.field === field)?.values
    return values ? meaningOf(columnName(index), values) : columnName(index)
  }
  return {
    has: (field) => indexOf(field) >= 0,
    headerOf: (...fields) => headers.find((header) => fields.includes(recognition.fields[header] ?? '')),
    sqlOf,
  }
}

/** The same with `at` filled by the field that the kind names for rows without one. */
function withTimeElse(fields: TableFields, { timeElse }: TableKind): TableFields {
  if (timeElse === undefined || !fields.has(timeElse)) return fields
  const other = fields.sqlOf(timeElse)
  return {
    has: (field) => fields.has(field) || field === 'at',
    headerOf: (...names) =>
      fields.headerOf(...names) ?? (names.includes('at') ? fields.headerOf(timeElse) : undefined),
    sqlOf: (field) =>
      field === 'at' ? sql`coalesce(nullif(trim(${fields.sqlOf('at')}), ''), ${other})` : fields.sqlOf(field),
  }
}

/** The columns of a table by the fields of its kind. */
export const tableFields = (table: TextTable, definition: TableKind): TableFields =>
  withTimeElse(writtenFields(table, definition), definition)
