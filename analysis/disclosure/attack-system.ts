import { acyclicCliques } from './attack-cliques.ts'
import { gapsOf } from './attack-gaps.ts'
import { addOverlaps, addParts } from './attack-inclusions.ts'
import type { AttackSystem, SystemCell } from './attack-sums.ts'
import type { Universe } from './cell-keys.ts'
import type { Measure } from './release-types.ts'

/** More unpublished counts than this are not searched: the release is refused instead. */
const largestJointTable = 20_000

export class SystemTooLarge extends Error {}

/**
 * The linear system that ties the counts of one cut-off together: margins, nested areas, linked tables
 * (through the joint table that they are margins of), parts of a measure, and dimensions that overlap.
 * @throws SystemTooLarge when a joint table has more than `largestJointTable` cells
 */
export function buildAttackSystem(
  cells: readonly SystemCell[],
  universe: Universe,
  measures: ReadonlyMap<string, Measure>,
): AttackSystem {
  const system: AttackSystem = { columnCount: 0, rows: [], columnOf: new Map(), implied: [], blocks: [] }
  const unique = new Map(cells.map((cell) => [cell.place.key, cell]))
  const blocks = new Map<string, SystemCell[]>()
  for (const cell of unique.values()) {
    blocks.set(cell.place.block, [...(blocks.get(cell.place.block) ?? []), cell])
  }
  for (const block of blocks.values()) {
    const first = system.columnCount
    addBlock(system, block, universe)
    const signature = JSON.stringify(block.map(({ place }) => [place.key, [...place.additive]]))
    const keys = block.map(({ place }) => place.key)
    system.blocks.push({ signature, keys, first, count: system.columnCount - first })
  }
  addParts(system, unique, measures)
  addOverlaps(system, [...unique.values()], universe)
  return system
}

type Division = { classOf: Int32Array; count: number }

function divide(leafCount: number, coversAll: boolean, sets: readonly (readonly number[])[]): Division {
  const signature = Array.from({ length: leafCount }, () => '')
  sets.forEach((set, index) => {
    for (const leaf of set) signature[leaf] += `${index},`
  })
  const classes = new Map<string, number>()
  if (!coversAll) classes.set('', 0)
  const classOf = new Int32Array(leafCount)
  signature.forEach((text, leaf) => {
    if (!classes.has(text)) classes.set(text, classes.size)
    classOf[leaf] = classes.get(text)!
  })
  return { classOf, count: classes.size }
}

type Margin = { dimensions: string[]; columns: number[] }

function addBlock(system: AttackSystem, block: SystemCell[], universe: Universe): void {
  const sets = new Map<string, Map<string, number[]>>()
  for (const { place } of block) {
    for (const [name, leaves] of place.additive) {
      if (!sets.has(name)) sets.set(name, new Map())
      sets.get(name)!.set(leaves.join(), leaves)
    }
  }
  const divisions = new Map<string, Division>()
  for (const [name, found] of sets) {
    const dimension = universe.dimensions.get(name)!
    divisions.set(name, divide(dimension.leaves.length, dimension.coversAll, [...found.values()]))
  }
  const sizes = new Map([...divisions].map(([name, division]) => [name, division.count]))
  const { cliques, links } = acyclicCliques(
    block.map(({ place }) => [...place.additive.keys()]),
    sizes,
  )
  const sizeOf = (names: readonly string[]) => names.reduce((product, name) => product * sizes.get(name)!, 1)
  const margins = cliques.map(({ dimensions }): Map<string, Margin> => {
    const size = sizeOf(dimensions)
    if (size > largestJointTable) {
      throw new SystemTooLarge(
        `the tables that share ${dimensions.join(', ')} have a joint table of ${size} cells`,
      )
    }
    const columns = Array.from({ length: size }, () => system.columnCount++)
    return new Map([[dimensions.join('\n'), { dimensions, columns }]])
  })
  const marginOf = (clique: number, dimensions: string[]): Margin => {
    const built = margins[clique]!
    const known = built.get(dimensions.join('\n'))
    if (known) return known
    const parent = [...built.values()]
      .filter((margin) => dimensions.every((name) => margin.dimensions.includes(name)))
      .sort((a, b) => a.columns.length - b.columns.length)[0]!
    const margin = sumOut(system, parent, dimensions, sizes)
    built.set(dimensions.join('\n'), margin)
    return margin
  }
  const columnFor = (places: Map<string, readonly number[]>): number => {
    const names = [...places.keys()].sort()
    const holders = [...cliques.keys()].filter((index) =>
      names.every((name) => cliques[index]!.dimensions.includes(name)),
    )
    const clique = holders.sort((a, b) => sizeOf(cliques[a]!.dimensions) - sizeOf(cliques[b]!.dimensions))[0]!
    const margin = marginOf(clique, names)
    const columns = pick(margin, places, sizes)
    return columns.length === 1 ? columns[0]! : addSum(system, columns)
  }
  const classesOf = (name: string, leaves: readonly number[]) => {
    const division = divisions.get(name)!
    return [...new Set(leaves.map((leaf) => division.classOf[leaf]!))].sort((a, b) => a - b)
  }
  const byMarginality = [...block].sort((a, b) => b.place.additive.size - a.place.additive.size)
  for (const { place } of byMarginality) {
    const places = new Map([...place.additive].map(([name, leaves]) => [name, classesOf(name, leaves)]))
    system.columnOf.set(place.key, columnFor(places))
  }
  for (const link of links) {
    const child = marginOf(link.child, link.separator)
    const parent = marginOf(link.parent, link.separator)
    child.columns.forEach((column, index) => {
      system.rows.push({ columns: [column, parent.columns[index]!], factors: [1, -1], lower: 0, upper: 0 })
    })
  }
  addGaps(system, block, divisions, classesOf, columnFor)
}

function sumOut(
  system: AttackSystem,
  parent: Margin,
  dimensions: string[],
  sizes: ReadonlyMap<string, number>,
): Margin {
  const kept = parent.dimensions.filter((name) => dimensions.includes(name))
  const members: number[][] = []
  parent.columns.forEach((column, index) => {
    let rest = index
    const at = new Map<string, number>()
    for (const name of [...parent.dimensions].reverse()) {
      at.set(name, rest % sizes.get(name)!)
      rest = Math.floor(rest / sizes.get(name)!)
    }
    const target = kept.reduce((position, name) => position * sizes.get(name)! + at.get(name)!, 0)
    const list = members[target]
    if (list) list.push(column)
    else members[target] = [column]
  })
  return { dimensions: kept, columns: members.map((list) => addSum(system, list)) }
}

function pick(
  margin: Margin,
  places: Map<string, readonly number[]>,
  sizes: ReadonlyMap<string, number>,
): number[] {
  let positions = [0]
  for (const name of margin.dimensions) {
    const size = sizes.get(name)!
    const classes = places.get(name)!
    positions = positions.flatMap((position) => classes.map((index) => position * size + index))
  }
  return positions.map((position) => margin.columns[position]!)
}

function addSum(system: AttackSystem, columns: readonly number[]): number {
  if (columns.length === 1) return columns[0]!
  const total = system.columnCount++
  system.rows.push({
    columns: [...columns, total],
    factors: [...columns.map(() => 1), -1],
    lower: 0,
    upper: 0,
  })
  return total
}

/** Differences along one dimension that no table lists: 18-29 less 18-24, a county less the districts shown. */
function addGaps(
  system: AttackSystem,
  block: readonly SystemCell[],
  divisions: ReadonlyMap<string, Division>,
  classesOf: (name: string, leaves: readonly number[]) => number[],
  columnFor: (places: Map<string, readonly number[]>) => number,
): void {
  for (const [name, division] of divisions) {
    const contexts = new Map<string, { cell: SystemCell; classes: Set<number> }[]>()
    for (const cell of block) {
      const others = [...cell.place.additive].filter(([other]) => other !== name)
      const leaves = cell.place.additive.get(name)
      const classes = leaves ? classesOf(name, leaves) : Array.from({ length: division.count }, (_, i) => i)
      const context = JSON.stringify(others)
      const listed = contexts.get(context) ?? []
      listed.push({ cell, classes: new Set(classes) })
      contexts.set(context, listed)
    }
    for (const listed of contexts.values()) {
      if (listed.length < 2) continue
      for (const gap of gapsOf(listed.map(({ classes }) => classes))) {
        const larger = listed[gap.larger]!.cell
        const places = new Map<string, readonly number[]>(
          [...larger.place.additive]
            .filter(([other]) => other !== name)
            .map(([other, leaves]) => [other, classesOf(other, leaves)]),
        )
        places.set(
          name,
          [...gap.classes].sort((a, b) => a - b),
        )
        const parts = gap.parts?.map((index) => listed[index]!.cell)
        system.implied.push({
          key: `${larger.place.key} less ${(parts ?? []).map((part) => part.place.key).join(' and ')} along ${name} ${[...gap.classes]}`,
          column: columnFor(places),
          reference: larger.reference,
          worth: parts ? { larger: larger.place.key, parts: parts.map((part) => part.place.key) } : null,
          words: `${name}: what is left of ${larger.reference.at[name] ?? 'all'} without ${(parts ?? []).map((part) => part.reference.at[name]).join(', ')}`,
        })
      }
    }
  }
}
