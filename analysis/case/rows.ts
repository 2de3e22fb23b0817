import type { Sql } from './sql.ts'

/** What a column of a result may hold: the types of the database that may stand in it, and the value that code gets. */
export interface Column<T> {
  readonly words: string
  /** Names of DuckDB's types, upper case. */
  readonly types: readonly string[]
  readonly isNullable: boolean
  readonly element?: Column<unknown>
  /** The same column where it may be empty. */
  readonly orNull: Column<T | null>
  /** Only there for the type. */
  readonly value?: T
}

function columnOf<T>(
  words: string,
  types: readonly string[],
  element?: Column<unknown>,
  isNullable = false,
): Column<T> {
  return {
    words,
    types,
    element,
    isNullable,
    get orNull() {
      return columnOf<T | null>(words, types, element, true)
    },
  }
}

const whole = ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'HUGEINT']

/** The columns that a query can declare. */
export const column = {
  text: columnOf<string>('text', ['VARCHAR', 'ENUM']),
  /** Text of which the code knows every value. */
  textOf: <T extends string>(): Column<T> => columnOf<T>('text', ['VARCHAR', 'ENUM']),
  /** Within ±2⁵³; a larger one would arrive as a bigint. */
  integer: columnOf<number>('a whole number', [...whole, 'UBIGINT']),
  number: columnOf<number>('a number', [...whole, 'UBIGINT', 'FLOAT', 'DOUBLE', 'DECIMAL']),
  /** An identifier of 64 bits, as an H3 cell has. */
  bits64: columnOf<bigint | number>('64 bits', ['UBIGINT', 'BIGINT']),
  flag: columnOf<boolean>('true or false', ['BOOLEAN']),
  /** A UTC instant; a day is its midnight. */
  instant: columnOf<Date>('a time', ['TIMESTAMP', 'DATE']),
  listOf: <T>(element: Column<T>): Column<T[]> =>
    columnOf<T[]>(`a list of ${element.words}`, ['LIST'], element),
}

export type Columns = Readonly<Record<string, Column<unknown>>>
export type RowOf<C extends Columns> = { [Name in keyof C]: C[Name] extends Column<infer T> ? T : never }

/** A question of the database with the rows that it answers. */
export interface Query<Row extends object> extends Sql {
  readonly columns: Columns
  /** Only there for the type. */
  readonly row?: Row
}

/** `rows({ name: column.text, files: column.integer })` declares what a query answers; its SQL follows as a template of `sql`. */
export const rows =
  <C extends Columns>(columns: C) =>
  (statement: Sql): Query<RowOf<C>> => ({ ...statement, columns })

interface ResultColumn {
  readonly name: string
  /** DuckDB's name of the type, with that of its elements for a list. */
  readonly type: string
  readonly elementType?: string
}

/**
 * How a result differs from what its query declares; empty where it does not. An untyped null reads as INTEGER: cast it.
 */
export function differencesOf(columns: Columns, result: readonly ResultColumn[]): string[] {
  const found = new Map(result.map((each) => [each.name, each]))
  const missing = Object.keys(columns).filter((name) => !found.has(name))
  const undeclared = result.filter(({ name }) => !Object.hasOwn(columns, name))
  const wrong = Object.entries(columns).flatMap(([name, declared]) => {
    const given = found.get(name)
    if (!given) return []
    const isFitting = declared.types.includes(given.type)
    const fitsElement =
      !declared.element || !given.elementType || declared.element.types.includes(given.elementType)
    return isFitting && fitsElement ? [] : [`"${name}" is ${given.type}, not ${declared.words}`]
  })
  return [
    ...missing.map((name) => `"${name}" is missing`),
    ...undeclared.map(({ name }) => `"${name}" is not declared`),
    ...wrong,
  ]
}

/** The first column that is empty in some row and may not be; null where none is. */
export function unexpectedNull(columns: Columns, found: readonly Record<string, unknown>[]): string | null {
  const filled = Object.keys(columns).filter((name) => !columns[name]!.isNullable)
  for (const row of found) {
    const empty = filled.find((name) => row[name] === null || row[name] === undefined)
    if (empty) return empty
  }
  return null
}
