import type { CellReference, Dimension } from './release-types.ts'

/** Two releases or tables use one name for different things. */
export class DimensionConflict extends Error {}

export type Universe = {
  dimensions: Map<string, MergedDimension>
}

type MergedDimension = {
  name: string
  leaves: string[]
  coversAll: boolean
  isAdditive: boolean
  /** Positions in `leaves`, ascending. */
  leavesOf(code: string): number[]
}

/** A cell's place: for each dimension that limits it, the leaves that it takes in. */
export type CellPlace = {
  key: string
  /** Measure and the leaves of the dimensions that do not add up: cells of one block can be added. */
  block: string
  measure: string
  additive: Map<string, number[]>
  overlapping: Map<string, number[]>
}

/**
 * Joins the dimensions of several releases. A code that one release divides further is divided in all.
 * @throws DimensionConflict when a code has two different meanings
 */
export function mergeDimensions(lists: readonly (readonly Dimension[])[]): Universe {
  const byName = new Map<string, Dimension[]>()
  for (const dimension of lists.flat()) {
    byName.set(dimension.name, [...(byName.get(dimension.name) ?? []), dimension])
  }
  const dimensions = new Map<string, MergedDimension>()
  for (const [name, same] of byName) dimensions.set(name, mergeOne(name, same))
  return { dimensions }
}

function mergeOne(name: string, same: Dimension[]): MergedDimension {
  const first = same[0]!
  if (same.some((dimension) => dimension.isAdditive !== first.isAdditive)) {
    throw new DimensionConflict(`"${name}" adds up in one place and not in another`)
  }
  const partsOf = new Map<string, Set<string>[]>()
  const codes = new Set<string>()
  for (const dimension of same) {
    for (const leaf of dimension.leaves) codes.add(leaf)
    for (const [code, members] of Object.entries(dimension.groups)) {
      codes.add(code)
      for (const member of members) codes.add(member)
      partsOf.set(code, [...(partsOf.get(code) ?? []), new Set(members)])
    }
  }
  const leaves = [...codes].filter((code) => !partsOf.has(code)).sort()
  const position = new Map(leaves.map((leaf, index) => [leaf, index]))
  const expanded = new Map<string, number[]>()
  const expand = (code: string, path: readonly string[]): number[] => {
    const known = expanded.get(code)
    if (known) return known
    if (path.includes(code)) throw new DimensionConflict(`"${code}" of "${name}" contains itself`)
    const leaf = position.get(code)
    if (leaf !== undefined) return [leaf]
    const parts = partsOf.get(code)
    if (!parts) throw new DimensionConflict(`"${code}" is not a code of "${name}"`)
    const ways = parts.map((members) => {
      const found = new Set<number>()
      for (const member of members) for (const index of expand(member, [...path, code])) found.add(index)
      return [...found].sort((a, b) => a - b)
    })
    if (ways.some((way) => way.join() !== ways[0]!.join())) {
      throw new DimensionConflict(`"${code}" of "${name}" has different parts in different releases`)
    }
    expanded.set(code, ways[0]!)
    return ways[0]!
  }
  for (const dimension of same) {
    const seen = new Set<number>()
    for (const leaf of dimension.leaves) {
      for (const index of expand(leaf, [])) {
        if (seen.has(index)) throw new DimensionConflict(`leaves of "${name}" overlap at "${leaf}"`)
        seen.add(index)
      }
    }
    if (dimension.coversAll && seen.size !== leaves.length) {
      throw new DimensionConflict(
        `"${name}" is said to cover everybody, yet another release has further codes`,
      )
    }
  }
  const coversAll = same.some((dimension) => dimension.coversAll)
  return { name, leaves, coversAll, isAdditive: first.isAdditive, leavesOf: (code) => expand(code, []) }
}

/**
 * The canonical place of a cell: the same people counted the same way have the same key in every table.
 * @throws DimensionConflict when a dimension or a code is unknown
 */
export function placeOf(cell: CellReference, universe: Universe): CellPlace {
  const additive = new Map<string, number[]>()
  const overlapping = new Map<string, number[]>()
  for (const name of Object.keys(cell.at).sort()) {
    const dimension = universe.dimensions.get(name)
    if (!dimension) throw new DimensionConflict(`no dimension "${name}"`)
    const leaves = dimension.leavesOf(cell.at[name]!)
    if (!dimension.isAdditive) overlapping.set(name, leaves)
    else if (!(dimension.coversAll && leaves.length === dimension.leaves.length)) additive.set(name, leaves)
  }
  const block = `${cell.measure}${written(overlapping, universe)}`
  return {
    key: `${block} |${written(additive, universe)}`,
    block,
    measure: cell.measure,
    additive,
    overlapping,
  }
}

function written(places: Map<string, number[]>, universe: Universe): string {
  let text = ''
  for (const [name, leaves] of places) {
    const codes = leaves.map((leaf) => universe.dimensions.get(name)!.leaves[leaf])
    text += ` ${JSON.stringify(name)}=${JSON.stringify(codes)}`
  }
  return text
}
