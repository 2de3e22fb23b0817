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

/** A role found for a number of a line. */
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

interface Truth {
  lines: TruthRow[]
  numbers: TruthRow[]
  customers: TruthRow[]
  lookAlikes: TruthRow[]
  exhibits: TruthRow[]
  roles: TruthRow[]
}

/** A found line with the true line that all its numbers belong to. */
interface Match {
  line: Line
  truth: string
}

async function readLineTruth(folder: string): Promise<Truth> {
  const [lines, numbers, customers, lookAlikes, exhibits, roles] = await Promise.all(
    ['lines.csv', 'line-numbers.csv', 'customers.csv', 'look-alikes.csv', 'exhibits.csv', 'roles.csv'].map(
      (file) => readTruth(folder, file),
    ),
  )
  return {
    lines: lines!,
    numbers: numbers!,
    customers: customers!,
    lookAlikes: lookAlikes!,
    exhibits: exhibits!,
    roles: roles!,
  }
}

/** The true line of each number, and of the owner of each exhibit. */
function trueLines({ numbers, exhibits }: Truth): Map<string, string> {
  const lineOf = new Map(numbers.map((row) => [row.number!, row.line!]))
  for (const exhibit of exhibits) {
    const label = exhibit.file!.replace(/^.*\/|\.[^.]*$/g, '')
    const line = lineOf.get(exhibit.number!)
    if (line !== undefined) lineOf.set(`owner of ${label}`, line)
  }
  return lineOf
}

function trueLineOf(line: Line, lineOf: ReadonlyMap<string, string>): string | null {
  const owners = new Set(line.numbers.map((number) => lineOf.get(number)))
  const [owner] = owners
  return owners.size === 1 ? (owner ?? null) : null
}

function lineShares(accepted: readonly Line[], matched: readonly Match[], truth: Truth) {
  const visible = truth.lines.filter(isObservable)
  const recalled = new Set(matched.map((match) => match.truth))
  const lookAlikes = new Set(truth.lookAlikes.map((row) => row.number!))
  return {
    ...share(
      matched.length,
      accepted.length,
      visible.length,
      visible.filter((row) => recalled.has(row.line!)).length,
    ),
    split: [...recalled].filter((name) => matched.filter((match) => match.truth === name).length > 1).length,
    foundAsSeveral: matched.length - recalled.size,
    lookAlikesAccepted: accepted.filter((line) => line.numbers.some((number) => lookAlikes.has(number)))
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
  }
}

function customerShare(matched: readonly Match[], { customers }: Truth): Share {
  const trueCustomers = new Set(customers.map((row) => `${row.line} ${row.number}`))
  const visible = new Set(customers.filter(isObservable).map((row) => `${row.line} ${row.number}`))
  const found = new Set(
    matched.flatMap(({ line, truth }) => line.customers.map(({ number }) => `${truth} ${number}`)),
  )
  const right = [...found].filter((key) => trueCustomers.has(key))
  return share(right.length, found.size, visible.size, right.filter((key) => visible.has(key)).length)
}

function successionShare(
  accepted: readonly Line[],
  { numbers }: Truth,
  lineOf: ReadonlyMap<string, string>,
): Share {
  const trueChanges = new Set(
    numbers.filter((row) => isObservable(row) && row.succeeds).map((row) => `${row.succeeds} ${row.number}`),
  )
  const found = new Set(accepted.flatMap((line) => pairsOf(line.numbers)))
  const right = [...found].filter((pair) => {
    const [before, after] = pair.split(' ')
    return (
      before !== undefined &&
      after !== undefined &&
      lineOf.has(before) &&
      lineOf.get(before) === lineOf.get(after)
    )
  })
  return share(
    right.length,
    found.size,
    trueChanges.size,
    right.filter((pair) => trueChanges.has(pair)).length,
  )
}

function roleShare(
  role: string,
  matched: readonly Match[],
  truth: Truth,
  foundRoles: readonly FoundRole[],
): Share {
  const truthOf = new Map(matched.map((match) => [match.line.line, match.truth]))
  const truly = new Set(
    truth.roles
      .filter((row) => row.role === role && isObservable(row))
      .map((row) => `${row.line} ${row.number}`),
  )
  const found = new Set(
    foundRoles.flatMap((one) => {
      const line = truthOf.get(one.line)
      return one.role === role && line !== undefined ? [`${line} ${one.number}`] : []
    }),
  )
  return share([...found].filter((key) => truly.has(key)).length, found.size, truly.size)
}

/**
 * Compares accepted lines with the truth of a synthetic county (`lines.csv`, `line-numbers.csv`, `customers.csv`,
 * `look-alikes.csv`, `exhibits.csv`, `roles.csv`).
 * @throws ExpectedError `TRUTH_UNREADABLE`
 */
export async function evaluateLines(
  found: readonly Line[],
  truthFolder: string,
  foundRoles: readonly FoundRole[] = [],
): Promise<LineEvaluation> {
  const truth = await readLineTruth(truthFolder)
  const lineOf = trueLines(truth)
  const accepted = found.filter((line) => line.accepted)
  const matched = accepted.flatMap((line): Match[] => {
    const owner = trueLineOf(line, lineOf)
    return owner === null ? [] : [{ line, truth: owner }]
  })
  return {
    lines: lineShares(accepted, matched, truth),
    customers: customerShare(matched, truth),
    succession: successionShare(accepted, truth, lineOf),
    roles: Object.fromEntries(
      ['holder', 'runner', 'upstream'].map((role) => [role, roleShare(role, matched, truth, foundRoles)]),
    ),
  }
}
