import type { ReleaseRecord } from '../../../analysis/disclosure/index.ts'

/** What a reader knows of a cell, written out again from the notes of the document, apart from the analysis. */
function allows(
  cell: { status: string; shown: number | null },
  value: number,
  policy: ReleaseRecord['policy'],
): boolean {
  if (value < 0) return false
  switch (cell.status) {
    case 'zero':
    case 'structural-zero':
      return value === 0
    case 'primary':
      return value < policy.threshold && (policy.suppressesZeros || value > 0)
    case 'secondary':
      return true
    default: {
      const rounded = Math.floor((value + Math.floor(policy.roundingBase / 2)) / policy.roundingBase)
      return value >= policy.threshold && rounded * policy.roundingBase === cell.shown
    }
  }
}

/**
 * Enumerates every assignment of whole numbers to the atoms of a joint table that fits everything
 * published, and collects the values that each published cell takes. Shares nothing with the analysis.
 * @param atoms the smallest groups, each a code per dimension
 * @param takesIn whether a cell's code takes in an atom's code
 */
export function enumerate(
  records: readonly ReleaseRecord[],
  atoms: readonly Record<string, string>[],
  takesIn: (dimension: string, code: string, atomCode: string) => boolean,
  most: number,
): { values: Map<string, Set<number>>; tables: number } {
  const cells = records.flatMap((record) =>
    record.cells.map((cell) => ({
      name: `${record.releaseId} ${JSON.stringify(cell.at)}`,
      cell,
      policy: record.policy,
      members: atoms.flatMap((atom, index) =>
        Object.entries(cell.at).every(([name, code]) => takesIn(name, code, atom[name]!)) ? [index] : [],
      ),
    })),
  )
  const lastMember = cells.map(({ members }) => members[members.length - 1] ?? -1)
  const capped = cells.map(({ cell, policy }) => {
    let cap = -1
    for (let value = 0; value <= most * atoms.length; value++) if (allows(cell, value, policy)) cap = value
    return cap
  })
  const cellsOfAtom = atoms.map((_, index) =>
    cells.flatMap(({ members }, at) => (members.includes(index) ? [at] : [])),
  )
  const sums = new Array<number>(cells.length).fill(0)
  const values = new Map(cells.map(({ name }) => [name, new Set<number>()]))
  let tables = 0
  const place = (atom: number): void => {
    if (atom === atoms.length) {
      tables++
      for (const [at, { name }] of cells.entries()) values.get(name)!.add(sums[at]!)
      return
    }
    for (let value = 0; value <= most; value++) {
      let isTooMuch = false
      let fits = true
      for (const at of cellsOfAtom[atom]!) {
        sums[at]! += value
        if (sums[at]! > capped[at]!) isTooMuch = true
        if (lastMember[at] === atom && !allows(cells[at]!.cell, sums[at]!, cells[at]!.policy)) fits = false
      }
      if (fits && !isTooMuch) place(atom + 1)
      for (const at of cellsOfAtom[atom]!) sums[at]! -= value
      if (isTooMuch) break
    }
  }
  place(0)
  return { values, tables }
}
