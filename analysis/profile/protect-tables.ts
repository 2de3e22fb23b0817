import {
  type CountedContent,
  countedContent,
  type DimensionInput,
  type Policy,
  type ProtectedRelease,
  protectRelease,
  type RefusedRelease,
  type ReleaseInput,
  type ReleaseRecord,
} from '../disclosure/index.ts'
import type { CountedTable } from './count-cells.ts'
import { type Axis, type CountTable, printedCodes } from './count-table.ts'

const dimensionOf = (axis: Axis): DimensionInput => ({
  name: axis.name,
  leaves: [...axis.codes],
  groups: Object.fromEntries(Object.entries(axis.groups).map(([code, leaves]) => [code, [...leaves]])),
  coversAll: axis.coversAll,
  isAdditive: axis.additive,
})

/** Whether a policy allows a table: not with a dimension that it forbids. */
export const isAllowed = (table: CountTable, policy: Policy): boolean =>
  !policy.forbiddenFields.includes(table.rows.name) &&
  !(table.columns && policy.forbiddenFields.includes(table.columns.name))

/** The release problem of a profile: every count of every table at once. */
function releaseOf(counted: readonly CountedTable[], cutOff: string): ReleaseInput {
  const dimensions = new Map<string, DimensionInput>()
  const measures = new Map<string, 'people' | 'events'>()
  for (const { table } of counted) {
    measures.set(table.measure, table.counts)
    for (const axis of table.columns ? [table.rows, table.columns] : [table.rows]) {
      const known = dimensions.get(axis.name)
      const dimension = dimensionOf(axis)
      dimensions.set(
        axis.name,
        known ? { ...known, groups: { ...known.groups, ...dimension.groups } } : dimension,
      )
    }
  }
  return {
    cutOff,
    dimensions: [...dimensions.values()],
    measures: [...measures].map(([name, unit]) => ({ name, unit })),
    tables: counted.map(({ table, values }) => ({
      tableId: table.tableId,
      title: table.title,
      measure: table.measure,
      dimensions: [table.rows, ...(table.columns ? [table.columns] : [])].map((axis) => ({
        name: axis.name,
        categories: [...printedCodes(axis)],
      })),
      values: [...values],
    })),
  }
}

/** Everything that was counted, by its content. */
export const contentOf = (counted: readonly CountedTable[], caseId: string): CountedContent =>
  countedContent(releaseOf(counted, ''), caseId)

/**
 * The tables that the policy allows through disclosure control, together with every earlier edition. The cut-off is the content
 * of all tables that were counted, so that equal data have one cut-off even after runs are repeated, and whatever the policy leaves out.
 */
export function protectTables(
  counted: readonly CountedTable[],
  policy: Policy,
  caseId: string,
  earlier: readonly ReleaseRecord[],
  releaseId: string,
): Promise<ProtectedRelease | RefusedRelease> {
  const content = contentOf(counted, caseId)
  const allowed = counted.filter(({ table }) => isAllowed(table, policy))
  return protectRelease({
    release: releaseOf(allowed, content.cutOff),
    policy,
    earlier,
    releaseId,
    counted: content,
  })
}
