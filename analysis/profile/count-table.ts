import type { Sql } from '../case/sql.ts'

/** One way of dividing what a table counts; its codes are the labels that readers see. */
export interface Axis {
  /** The same name means the same division in every table of a release. */
  readonly name: string
  readonly codes: readonly string[]
  /** Unions of codes, printed after them; `All` is the total. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  /** False where one unit can be under several codes (months in which a person was active, substances). */
  readonly additive: boolean
  /** True when every unit counted is under one of the codes. */
  readonly coversAll: boolean
  readonly labels?: Readonly<Record<string, string>>
  /** What a table shows of it; all codes and groups unless given. */
  readonly printedCodes?: readonly string[]
}

/**
 * One table of counts. `facts` selects `unit, row_code, column_code, file_id, sheet, row_number, number_id`, one row per
 * source row that puts a unit under the codes; a cell counts distinct units, and the same facts are the rows behind it.
 */
export interface CountTable {
  readonly tableId: string
  readonly title: string
  readonly unit: string
  readonly source: string
  /** What is counted; the same name means the same people or events in every table of a release. */
  readonly measure: string
  readonly counts: 'people' | 'events'
  readonly rows: Axis
  readonly columns: Axis | null
  readonly facts: Sql
  /**
   * Kinds of source that select or sort what is counted; a role needs all of them to see the rows behind it. A function where
   * they differ by row.
   */
  readonly restsOn: readonly string[] | ((rowCodes: readonly string[]) => readonly string[])
  readonly notes: readonly string[]
  /** False for tables that only feed sentences and charts. */
  readonly printed: boolean
}

export const total = 'All'

export const additiveAxis = (name: string, codes: readonly string[], groups: Axis['groups'] = {}): Axis => ({
  name,
  codes,
  groups: { ...groups, [total]: codes },
  additive: true,
  coversAll: true,
})

export const overlappingAxis = (name: string, codes: readonly string[]): Axis => ({
  name,
  codes,
  groups: {},
  additive: false,
  coversAll: false,
})

/** Codes in the order of printing: leaves, then groups, the total last. */
export const printedCodes = (axis: Axis): readonly string[] =>
  axis.printedCodes ?? [...axis.codes, ...Object.keys(axis.groups)]

/** The leaves that a code takes in; empty for a code that the axis lacks. */
export const leavesOf = (axis: Axis, code: string): readonly string[] =>
  (Object.hasOwn(axis.groups, code) ? axis.groups[code] : undefined) ??
  (axis.codes.includes(code) ? [code] : [])

/** The kinds of source that select what these rows of a table count. */
export const kindsBehind = ({ restsOn }: CountTable, rowCodes: readonly string[]): readonly string[] =>
  typeof restsOn === 'function' ? restsOn(rowCodes) : restsOn

export const figureIdOf = (tableId: string, row: string, column: string | null): string =>
  column === null ? `${tableId}~${row}` : `${tableId}~${row}~${column}`

interface FigurePlace {
  readonly tableId: string
  readonly row: string
  readonly column: string | null
}

export const figurePlace = (figureId: string): FigurePlace | null => {
  const [tableId, row, column] = figureId.split('~')
  return tableId && row ? { tableId, row, column: column ?? null } : null
}
