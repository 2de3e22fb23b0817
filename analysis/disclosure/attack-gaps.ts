/** A set of classes of one dimension that no table lists, as the rest of a larger one. */
type Gap = { larger: number; classes: Set<number>; parts: number[] | null }

/** What a reader gets by taking listed sets from a larger listed set; each once. */
export function gapsOf(listed: readonly Set<number>[]): Gap[] {
  const gaps: Gap[] = []
  const described = new Set(listed.map(written))
  const isWithin = (small: Set<number>, large: Set<number>) =>
    small.size < large.size && [...small].every((index) => large.has(index))
  const consider = (larger: number, without: Set<number>) => {
    const rest = new Set([...listed[larger]!].filter((index) => !without.has(index)))
    if (rest.size === 0 || described.has(written(rest))) return
    const covered = [...listed, ...gaps.map((gap) => gap.classes)].filter(
      (set) => isWithin(set, rest) || written(set) === written(rest),
    )
    if (new Set(covered.flatMap((set) => [...set])).size === rest.size) return
    described.add(written(rest))
    gaps.push({ larger, classes: rest, parts: disjointCover(listed, without) })
  }
  listed.forEach((large, larger) => {
    const inside = listed.filter((small) => isWithin(small, large))
    consider(larger, new Set(inside.flatMap((small) => [...small])))
  })
  listed.forEach((large, larger) => {
    for (const small of listed) if (isWithin(small, large)) consider(larger, small)
  })
  return gaps
}

function written(set: Set<number>): string {
  return [...set].sort((a, b) => a - b).join()
}

function disjointCover(listed: readonly Set<number>[], target: Set<number>): number[] | null {
  const left = new Set(target)
  const parts: number[] = []
  const order = [...listed.keys()].sort((a, b) => listed[b]!.size - listed[a]!.size)
  for (const index of order) {
    const set = listed[index]!
    if (set.size === 0 || ![...set].every((member) => left.has(member))) continue
    parts.push(index)
    for (const member of set) left.delete(member)
  }
  return left.size === 0 ? parts : null
}
