import type { Line } from '../contract/index.ts'
import { readTruth, type TruthRow } from './truth-files.ts'

export interface Share {
  precision: number | null
  recall: number | null
  right: number
  found: number
  true: number
}

export interface LineEvaluation {
  /** A found line is right when all its numbers are of one true line; recall counts true lines that the files show. */
  lines: Share & { foundAsSeveral: number; lookAlikesAccepted: number }
  /** Customers of right lines against all true customers that the files show. */
  customers: Share
  /** Changes of number: one right line holds both numbers. */
  succession: Share
}

const share = (right: number, found: number, truly: number, recalled = right): Share => ({
  precision: found > 0 ? right / found : null,
  recall: truly > 0 ? recalled / truly : null,
  right,
  found,
  true: truly,
})

const isObservable = (row: TruthRow) => row.observable === 'yes'
const pairsOf = (numbers: readonly string[]) =>
  numbers.slice(1).map((number, at) => `${numbers[at]} ${number}`)

/**
 * Compares accepted lines with the truth of a synthetic county (`lines.csv`, `line-numbers.csv`, `customers.csv`,
 * `look-alikes.csv`).
 * @throws ExpectedError `TRUTH_UNREADABLE`
 */
export async function evaluateLines(found: readonly Line[], truthFolder: string): Promise<LineEvaluation> {
  const [lines, numbers, customers, lookAlikes] = await Promise.all(
    ['lines.csv', 'line-numbers.csv', 'customers.csv', 'look-alikes.csv'].map((file) =>
      readTruth(truthFolder, file),
    ),
  )
  const accepted = found.filter((line) => line.accepted)
  const lineOf = new Map(numbers!.map((row) => [row.number, row.line]))
  const trueLineOf = (line: Line): string | null => {
    const owners = new Set(line.numbers.map((number) => lineOf.get(number)))
    const [owner] = owners
    return owners.size === 1 ? (owner ?? null) : null
  }
  const matched = accepted.flatMap((line) => {
    const truth = trueLineOf(line)
    return truth === null ? [] : [{ line, truth }]
  })
  const visible = lines!.filter(isObservable)
  const recalled = new Set(matched.map(({ truth }) => truth))
  const strange = new Set(lookAlikes!.map((row) => row.number!))

  const trueCustomers = new Set(customers!.map((row) => `${row.line} ${row.number}`))
  const visibleCustomers = new Set(customers!.filter(isObservable).map((row) => `${row.line} ${row.number}`))
  const foundCustomers = new Set(
    matched.flatMap(({ line, truth }) => line.customers.map(({ number }) => `${truth} ${number}`)),
  )
  const rightCustomers = [...foundCustomers].filter((key) => trueCustomers.has(key))

  const trueChanges = new Set(
    numbers!.filter((row) => isObservable(row) && row.succeeds).map((row) => `${row.succeeds} ${row.number}`),
  )
  const foundChanges = new Set(accepted.flatMap((line) => pairsOf(line.numbers)))
  const rightChanges = [...foundChanges].filter((pair) => {
    const [before, after] = pair.split(' ')
    return lineOf.has(before) && lineOf.get(before) === lineOf.get(after)
  })

  return {
    lines: {
      ...share(
        matched.length,
        accepted.length,
        visible.length,
        visible.filter((row) => recalled.has(row.line!)).length,
      ),
      foundAsSeveral: matched.length - recalled.size,
      lookAlikesAccepted: accepted.filter((line) => line.numbers.some((number) => strange.has(number)))
        .length,
    },
    customers: share(
      rightCustomers.length,
      foundCustomers.size,
      visibleCustomers.size,
      rightCustomers.filter((key) => visibleCustomers.has(key)).length,
    ),
    succession: share(
      rightChanges.length,
      foundChanges.size,
      trueChanges.size,
      rightChanges.filter((pair) => trueChanges.has(pair)).length,
    ),
  }
}
