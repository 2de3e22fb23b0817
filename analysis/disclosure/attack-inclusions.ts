import type { AttackSystem, SystemCell } from './attack-sums.ts'
import type { Universe } from './cell-keys.ts'
import type { Measure } from './release-types.ts'

function addLess(system: AttackSystem, larger: SystemCell, smaller: SystemCell, words: string): void {
  const column = system.columnCount++
  system.rows.push({
    columns: [system.columnOf.get(larger.place.key)!, system.columnOf.get(smaller.place.key)!, column],
    factors: [1, -1, -1],
    lower: 0,
    upper: 0,
  })
  system.implied.push({
    key: `${larger.place.key} less ${smaller.place.key}`,
    column,
    reference: larger.reference,
    worth: { larger: larger.place.key, parts: [smaller.place.key] },
    words,
  })
}

/** Ties a measure to the one that it is a part of, cell by cell. */
export function addParts(
  system: AttackSystem,
  unique: ReadonlyMap<string, SystemCell>,
  measures: ReadonlyMap<string, Measure>,
): void {
  for (const cell of unique.values()) {
    const whole = measures.get(cell.place.measure)?.subsetOf
    if (whole === undefined) continue
    const larger = unique.get(whole + cell.place.key.slice(cell.place.measure.length))
    if (larger) addLess(system, larger, cell, `${whole} without ${cell.place.measure}`)
  }
}

/** A person may be in several months: a part is at most the whole, and the whole at most the sum of its parts. */
export function addOverlaps(system: AttackSystem, cells: readonly SystemCell[], universe: Universe): void {
  for (const dimension of universe.dimensions.values()) {
    if (dimension.isAdditive) continue
    const contexts = new Map<string, { cell: SystemCell; leaves: Set<number> }[]>()
    for (const cell of cells) {
      const own = cell.place.overlapping.get(dimension.name)
      const others = [...cell.place.overlapping].filter(([name]) => name !== dimension.name)
      const context = JSON.stringify([cell.place.measure, others, [...cell.place.additive]])
      const listed = contexts.get(context) ?? []
      listed.push({ cell, leaves: new Set(own ?? [...dimension.leaves.keys(), -1]) })
      contexts.set(context, listed)
    }
    for (const listed of contexts.values())
      addOverlapsWithin(system, listed, dimension.name, dimension.coversAll)
  }
}

function addOverlapsWithin(
  system: AttackSystem,
  listed: readonly { cell: SystemCell; leaves: Set<number> }[],
  name: string,
  coversAll: boolean,
): void {
  for (const larger of listed) {
    const inside = listed.filter(
      ({ leaves }) =>
        leaves.size < larger.leaves.size && [...leaves].every((leaf) => larger.leaves.has(leaf)),
    )
    const direct = inside.filter(
      (small) =>
        !inside.some(
          (middle) =>
            middle.leaves.size > small.leaves.size &&
            [...small.leaves].every((leaf) => middle.leaves.has(leaf)),
        ),
    )
    for (const small of direct) {
      addLess(
        system,
        larger.cell,
        small.cell,
        `${name}: in ${larger.cell.reference.at[name] ?? 'all'} and not in ${small.cell.reference.at[name]}`,
      )
    }
    const reached = new Set(direct.flatMap(({ leaves }) => [...leaves]))
    const wanted = [...larger.leaves].filter((leaf) => leaf >= 0 || !coversAll)
    if (direct.length > 0 && wanted.every((leaf) => reached.has(leaf))) {
      const parts = direct.map(({ cell }) => system.columnOf.get(cell.place.key)!)
      system.rows.push({
        columns: [...parts, system.columnOf.get(larger.cell.place.key)!],
        factors: [...parts.map(() => 1), -1],
        lower: 0,
        upper: Number.POSITIVE_INFINITY,
      })
    }
  }
}
