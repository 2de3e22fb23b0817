import type { Line } from '../contract/index.ts'
import { readTruth, type TruthRow } from './truth-files.ts'

interface Share {
  precision: number | null
  recall: number | null
  right: number
  found: number
  true: number
}

export interface LineEvaluation {
  /** A found line is right when all its numbers are of one true line; recall counts true lines that the files show. */
  lines: Share & {
    /** True lines whose numbers are held by two or more found lines; found counts each, recall counts the line once. */
    split: number
    foundAsSeveral: number
    lookAlikesAccepted: number
    /** True lines of which fewer than 30 calls and texts are in the files, and how many of those were found. */
    thinlySeen: { true: number; found: number }
    /** Recall by how the files show a line: its own phone, call records, or the phones of others alone. */
    bySeenThrough: Record<string, { true: number; found: number }>
  }
  /** Customers of right lines against all true customers that the files show. */
  customers: Share
  /** Changes of number: one right line holds both numbers. */
  succession: Share
  /** Holders, runners and upstream numbers of right lines; needs the found lines' details. */
  roles: Record<string, Share>
}

/** What is read of each found line beside itself. */
export interface FoundRole {
  line: string
  number: string
  role: string
}

const isThin = (row: TruthRow) => Number(row.observed_communications) < 30

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
export async function evaluateLines(
  found: readonly Line[],
  truthFolder: string,
  foundRoles: readonly FoundRole[] = [],
): Promise<LineEvaluation> {
  const [lines, numbers, customers, lookAlikes, exhibits, trueRoles] = await Promise.all(
    ['lines.csv', 'line-numbers.csv', 'customers.csv', 'look-alikes.csv', 'exhibits.csv', 'roles.csv'].map(
      (file) => readTruth(truthFolder, file),
    ),
  )
  const accepted = found.filter((line) => line.accepted)
  const lineOf = new Map(numbers!.map((row) => [row.number!, row.line!]))
  for (const exhibit of exhibits!) {
    const label = exhibit.file!.replace(/^.*\/|\.[^.]*$/g, '')
    const line = lineOf.get(exhibit.number!)
    if (line !== undefined) lineOf.set(`owner of ${label}`, line)
  }
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
    return (
      before !== undefined &&
      after !== undefined &&
      lineOf.has(before) &&
      lineOf.get(before) === lineOf.get(after)
    )
  })

  return {
    lines: {
      ...share(
        matched.length,
        accepted.length,
        visible.length,
        visible.filter((row) => recalled.has(row.line!)).length,
      ),
      split: [...recalled].filter((name) => matched.filter(({ truth }) => truth === name).length > 1).length,
      foundAsSeveral: matched.length - recalled.size,
      lookAlikesAccepted: accepted.filter((line) => line.numbers.some((number) => strange.has(number)))
        .length,
      thinlySeen: {
        true: visible.filter(isThin).length,
        found: visible.filter((row) => isThin(row) && recalled.has(row.line!)).length,
      },
      bySeenThrough: Object.fromEntries(
        [...new Set(visible.map((row) => row.seen_through!))].sort().map((way) => {
          const seen = visible.filter((row) => row.seen_through === way)
          return [way, { true: seen.length, found: seen.filter((row) => recalled.has(row.line!)).length }]
        }),
      ),
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
    roles: Object.fromEntries(
      ['holder', 'runner', 'upstream'].map((role) => {
        const truthOf = new Map(matched.map(({ line, truth }) => [line.line, truth]))
        const truly = new Set(
          trueRoles!
            .filter((row) => row.role === role && isObservable(row))
            .map((row) => `${row.line} ${row.number}`),
        )
        const said = new Set(
          foundRoles.flatMap((one) => {
            const truth = truthOf.get(one.line)
            return one.role === role && truth !== undefined ? [`${truth} ${one.number}`] : []
          }),
        )
        return [role, share([...said].filter((key) => truly.has(key)).length, said.size, truly.size)]
      }),
    ),
  }
}
