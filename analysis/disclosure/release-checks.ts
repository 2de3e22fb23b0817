import { DimensionConflict, mergeDimensions, placeOf } from './cell-keys.ts'
import { knownRange } from './knowledge.ts'
import type { Policy } from './policies.ts'
import { describe, referencesOf } from './release-cells.ts'
import type { Notice, RefusalReason, Release, ReleaseRecord } from './release-types.ts'

const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Dimensions and measures that the policy forbids. */
export function refusedFields(release: Release, policy: Policy): RefusalReason[] {
  const forbidden = new Set(policy.forbiddenFields.map(plain))
  const used = new Set<string>()
  for (const table of release.tables) {
    used.add(table.measure)
    for (const { name } of table.dimensions) used.add(name)
    for (const name of Object.keys(table.filter)) used.add(name)
  }
  for (const figure of release.derived) {
    const counts = figure.kind === 'mean' ? [figure.base] : [figure.numerator]
    if (figure.kind === 'percentage') counts.push(figure.denominator)
    for (const { measure, at } of counts) for (const name of [measure, ...Object.keys(at)]) used.add(name)
  }
  return [...used]
    .filter((name) => forbidden.has(plain(name)))
    .map((name) => ({
      reason: 'FIELD_FORBIDDEN',
      words: `the policy does not allow "${name}" to be released`,
    }))
}

/** Areas in use with fewer residents than the policy's minimum. */
export function smallAreas(release: Release, policy: Policy): RefusalReason[] {
  const used = new Map<string, Set<string>>()
  const use = (name: string, code: string) => used.set(name, (used.get(name) ?? new Set()).add(code))
  for (const table of release.tables) {
    for (const { name, categories } of table.dimensions) for (const code of categories) use(name, code)
    for (const [name, code] of Object.entries(table.filter)) use(name, code)
  }
  return release.dimensions.flatMap((dimension) =>
    [...(used.get(dimension.name) ?? [])].flatMap((code): RefusalReason[] => {
      const residents = dimension.populations?.[code]
      if (residents === undefined || residents >= policy.minimumAreaPopulation) return []
      return [
        {
          reason: 'AREA_TOO_SMALL',
          words: `${code} has ${residents} residents; the policy needs ${policy.minimumAreaPopulation}`,
        },
      ]
    }),
  )
}

/** Rows or columns in which everybody is in one category, which a reader then learns about each person. */
export function allOfGroupNotices(release: Release, policy: Policy): Notice[] {
  const notices: Notice[] = []
  if (policy.suppressesZeros) return notices
  const additive = new Map(release.dimensions.map((dimension) => [dimension.name, dimension]))
  const units = new Map(release.measures.map((measure) => [measure.name, measure.unit]))
  for (const table of release.tables) {
    if (units.get(table.measure) === 'other') continue
    const references = referencesOf(table)
    let stride = table.values.length
    for (const { name, categories } of table.dimensions) {
      stride /= categories.length
      const dimension = additive.get(name)
      if (!dimension?.isAdditive) continue
      const leaves = categories.flatMap((code, index) => (code in dimension.groups ? [] : [index]))
      if (leaves.length < 2) continue
      for (let start = 0; start < table.values.length; start++) {
        if (Math.floor(start / stride) % categories.length !== 0) continue
        const line = leaves.map((index) => start + index * stride)
        const filled = line.filter((position) => (table.values[position] ?? 0) > 0)
        const position = filled[0]
        if (filled.length !== 1 || position === undefined) continue
        if (line.some((at) => table.values[at] === null)) continue
        if (table.values[position]! < policy.threshold) continue
        notices.push({
          kind: 'ALL_OF_GROUP',
          words: `everybody in this group of "${table.title}" has the same ${name}: ${describe(references[position]!)}`,
          cell: references[position]!,
        })
      }
    }
  }
  return notices
}

/** Counts whose change since an earlier cut-off is itself a small count that a reader can compute. */
export function revisionNotices(record: ReleaseRecord, earlier: readonly ReleaseRecord[]): Notice[] {
  const notices: Notice[] = []
  for (const before of earlier) {
    if (before.cutOff === record.cutOff) continue
    try {
      const universe = mergeDimensions([before.dimensions, record.dimensions])
      const old = new Map(before.cells.map((cell) => [placeOf(cell, universe).key, cell]))
      for (const cell of record.cells) {
        const same = old.get(placeOf(cell, universe).key)
        if (!same) continue
        const now = knownRange(cell, record.policy)
        const then = knownRange(same, before.policy)
        const least = now.lower - then.upper
        const most = now.upper - then.lower
        const isSmallRise = least >= 1 && most < record.policy.threshold
        const isSmallFall = most <= -1 && least > -record.policy.threshold
        if (!isSmallRise && !isSmallFall) continue
        notices.push({
          kind: 'REVISION_DIFFERENCE',
          words: `${describe(cell)}: the change since the cut-off of ${before.releaseId} is a small count that a reader can compute`,
          cell: { measure: cell.measure, at: cell.at },
        })
      }
    } catch (error) {
      if (!(error instanceof DimensionConflict)) throw error
    }
  }
  return notices
}
