/** A set of dimensions that are tabulated together. */
type Clique = { dimensions: string[] }
type CliqueLink = { child: number; parent: number; separator: string[] }

/**
 * Groups the dimension sets of linked tables so that consistent counts on the groups always extend to
 * one joint table of whole numbers: the hypergraph of the groups is acyclic (junction tree). Sets that
 * form a cycle, such as AB, BC and AC, are joined, since their joint table limits them further.
 * Source: Lauritzen (1996), Graphical Models, 2.1; Dobra and Fienberg (2000), PNAS 97:11885.
 * @param sets the dimension sets of the cells of one block
 * @param sizes the number of categories of each dimension
 */
export function acyclicCliques(
  sets: readonly (readonly string[])[],
  sizes: ReadonlyMap<string, number>,
): { cliques: Clique[]; links: CliqueLink[] } {
  let cliques = maximal(sets.map((set) => new Set(set)))
  for (;;) {
    const { links, stuck } = eliminate(cliques)
    if (stuck.length === 0) {
      return { cliques: cliques.map((set) => ({ dimensions: [...set].sort() })), links }
    }
    cliques = maximal(joinCheapest(cliques, stuck, sizes))
  }
}

function maximal(sets: Set<string>[]): Set<string>[] {
  const ordered = [...sets].sort((a, b) => b.size - a.size)
  const kept: Set<string>[] = []
  for (const set of ordered) {
    if (!kept.some((larger) => [...set].every((name) => larger.has(name)))) kept.push(set)
  }
  return kept
}

function eliminate(cliques: readonly Set<string>[]): { links: CliqueLink[]; stuck: number[] } {
  const left = new Set(cliques.keys())
  const links: CliqueLink[] = []
  for (let found = true; found && left.size > 1; ) {
    found = false
    for (const child of left) {
      const separator = [...cliques[child]!].filter((name) =>
        [...left].some((other) => other !== child && cliques[other]!.has(name)),
      )
      const parent = [...left].find(
        (other) => other !== child && separator.every((name) => cliques[other]!.has(name)),
      )
      if (parent === undefined) continue
      links.push({ child, parent, separator: separator.sort() })
      left.delete(child)
      found = true
      break
    }
  }
  return { links, stuck: left.size > 1 ? [...left] : [] }
}

function joinCheapest(
  cliques: readonly Set<string>[],
  stuck: readonly number[],
  sizes: ReadonlyMap<string, number>,
): Set<string>[] {
  const names = new Set(stuck.flatMap((index) => [...cliques[index]!]))
  let best: { cost: number; joined: Set<string>; members: number[] } | undefined
  for (const name of [...names].sort()) {
    const members = stuck.filter((index) => cliques[index]!.has(name))
    if (members.length < 2) continue
    const joined = new Set(members.flatMap((index) => [...cliques[index]!]))
    const cost = [...joined].reduce((product, dimension) => product * (sizes.get(dimension) ?? 1), 1)
    if (!best || cost < best.cost) best = { cost, joined, members }
  }
  const { joined, members } = best!
  return [...cliques.filter((_, index) => !members.includes(index)), joined]
}
