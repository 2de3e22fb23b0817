import type { ReleaseInput } from '../../../analysis/disclosure/index.ts'

/** Park-Miller, so that a run repeats. */
export function seededRandom(seed: number): () => number {
  let state = seed % 2147483647 || 1
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

export const sizes = { area: 7, group: 4, month: 6, age: 5, sex: 2 } as const
type Name = keyof typeof sizes

const codes = (name: Name) => Array.from({ length: sizes[name] }, (_, index) => `${name}${index + 1}`)

/**
 * A release of the size of a profile: each measure is a list of people drawn at random, tabulated in
 * several ways with totals, so that all tables of one measure are linked.
 */
export function profileRelease(
  seed: number,
  peopleOf: readonly number[],
  tabulations: readonly Name[][],
): ReleaseInput {
  const random = seededRandom(seed)
  const names = Object.keys(sizes) as Name[]
  const skewed = (size: number) => Math.min(size - 1, Math.floor(size * random() ** 2))
  const tables: ReleaseInput['tables'] = []
  const measures: ReleaseInput['measures'] = []
  peopleOf.forEach((count, index) => {
    const measure = `measure${index + 1}`
    measures.push({ name: measure, unit: 'people' })
    const people = Array.from({ length: count }, () =>
      Object.fromEntries(names.map((name) => [name, codes(name)[skewed(sizes[name])]!])),
    )
    for (const tabulation of tabulations) {
      const dimensions = tabulation.map((name) => ({ name, categories: [...codes(name), `all ${name}`] }))
      let cells: Record<string, string>[] = [{}]
      for (const { name, categories } of dimensions) {
        cells = cells.flatMap((at) => categories.map((code) => ({ ...at, [name]: code })))
      }
      tables.push({
        tableId: `${measure}-${tabulation.join('-')}`,
        title: `${measure} by ${tabulation.join(' and ')}`,
        measure,
        dimensions,
        values: cells.map(
          (at) =>
            people.filter((person) =>
              Object.entries(at).every(([name, code]) => code === `all ${name}` || person[name] === code),
            ).length,
        ),
      })
    }
  })
  return {
    cutOff: '2026-06-30',
    dimensions: names.map((name) => ({
      name,
      leaves: codes(name),
      groups: { [`all ${name}`]: codes(name) },
    })),
    measures,
    tables,
  }
}
