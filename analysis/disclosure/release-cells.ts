import { DimensionConflict } from './cell-keys.ts'
import { entryFor, type JointCell, type JointCells } from './joint-cells.ts'
import { firstStatus } from './knowledge.ts'
import type { Policy } from './policies.ts'
import type { CellReference, CellStatus, RefusalReason, Release, ReleaseTable } from './release-types.ts'

/** What the release that is being made is called until it has a name. */
export const thisRelease = 'this release'

/** A count of the release that is being made. */
export type ReleaseCell = JointCell & {
  value: number
  status: CellStatus
  isSmall: boolean
}

/** The reference of each position of a table, row-major; the table's filter included. */
export function referencesOf(
  table: Pick<ReleaseTable, 'measure' | 'filter' | 'dimensions'>,
): CellReference[] {
  let places: Record<string, string>[] = [table.filter]
  for (const { name, categories } of table.dimensions) {
    places = places.flatMap((at) => categories.map((code) => ({ ...at, [name]: code })))
  }
  return places.map((at) => ({ measure: table.measure, at }))
}

/** Every count in tables and derived figures of the release, with its first status. */
export function cellsOfRelease(
  release: Release,
  policy: Policy,
  joint: JointCells,
): { cells: Map<string, ReleaseCell>; reasons: RefusalReason[] } {
  const cells = new Map<string, ReleaseCell>()
  const reasons: RefusalReason[] = []
  const add = (reference: CellReference, value: number, isStructural: boolean, tableId?: string) => {
    const entry = entryFor(joint, reference)
    const known = cells.get(entry.place.key)
    if (known) {
      if (known.value !== value) {
        reasons.push({
          reason: 'TABLES_INCONSISTENT',
          words: `the same count has two values in this release (${describe(reference)})`,
          cell: reference,
          tableId,
        })
      }
      return
    }
    const first = firstStatus(value, isStructural, policy)
    const wasHidden = entry.suppressedBy.length > 0
    const wasSecondary = entry.suppressedBy.some((before) => before.status === 'secondary')
    const staysSecondary = (first === 'published' && wasHidden) || (first === 'primary' && wasSecondary)
    const status: CellStatus = staysSecondary ? 'secondary' : first
    cells.set(entry.place.key, { ...entry, value, status, isSmall: first === 'primary' })
  }
  for (const table of release.tables) {
    const references = referencesOf(table)
    if (references.length !== table.values.length) {
      reasons.push({
        reason: 'TABLES_INCONSISTENT',
        words: `"${table.title}" has ${table.values.length} values for ${references.length} cells`,
        tableId: table.tableId,
      })
      continue
    }
    const measure = joint.measures.get(table.measure)
    if (!measure) throw new DimensionConflict(`no measure "${table.measure}"`)
    if (measure.unit === 'other') continue
    const structural = new Set(table.structuralZeros)
    references.forEach((reference, index) => {
      const value = table.values[index]
      if (value === null || value === undefined) return
      if (!Number.isInteger(value)) {
        reasons.push({
          reason: 'TABLES_INCONSISTENT',
          words: `"${table.title}" counts ${measure.unit} and has a value that is not whole`,
          cell: reference,
          tableId: table.tableId,
        })
        return
      }
      add(reference, value, structural.has(index), table.tableId)
    })
  }
  for (const figure of release.derived) {
    const counts = figure.kind === 'mean' ? [figure.base] : [figure.numerator]
    if (figure.kind === 'percentage') counts.push(figure.denominator)
    for (const { measure, at, value } of counts) {
      if (value !== undefined) add({ measure, at }, value, false)
      else if (!cells.has(entryFor(joint, { measure, at }).place.key)) {
        reasons.push({
          reason: 'COUNT_UNKNOWN',
          words: `"${figure.figureId}" rests on a count that is in no table (${describe({ measure, at })})`,
          cell: { measure, at },
        })
      }
    }
  }
  return { cells, reasons }
}

export function describe(reference: CellReference): string {
  const limits = Object.entries(reference.at).map(([name, code]) => `${name} ${code}`)
  return [reference.measure, ...limits].join(', ')
}

/**
 * What a reader loses when a count is hidden: larger counts and totals are worth more. A small count is
 * hidden already; giving it the symbol for "any number" loses almost nothing.
 */
export function costOf(cell: ReleaseCell, joint: JointCells): number {
  if (cell.isSmall) return 0.01
  let totals = 0
  for (const [name, dimension] of joint.universe.dimensions) {
    if (!dimension.isAdditive) continue
    const leaves = cell.place.additive.get(name)
    if (!leaves) totals += 1
    else if (leaves.length > 1) totals += 0.5
  }
  return (1 + Math.log2(1 + cell.value)) * (1 + 2 * totals)
}
