import { contradiction, type Identity, isAffirmed } from './contradictions.ts'

export interface ScoredPair {
  left: number
  right: number
  /** A person's decision; it goes before every contradiction. */
  isDecided: boolean
  /** The link rests on a reference or an email. */
  isVouched: boolean
}

interface ClusterInput {
  /** Number of records; pairs name them 0 to `records - 1`. */
  records: number
  /** Which identity each record states. */
  identityOf: ArrayLike<number>
  identities: readonly Identity[]
  /** Day of death stated by a record and last day on which a record shows the person alive, in days; NaN where neither. */
  deathDay: Float64Array
  aliveDay: Float64Array
  /** Strongest first. */
  pairs: readonly ScoredPair[]
  /** Records that a user decided to be different people, both ways round. */
  apart: ReadonlyMap<number, ReadonlySet<number>>
}

export interface Clusters {
  /** The cluster of each record, named by its smallest record. */
  clusterOf: Int32Array
  /** For each pair that was not joined because its clusters contradict: why. */
  cut: ReadonlyMap<number, string>
}

/**
 * Joins records by linked pairs, strongest first, and leaves a pair out when joining would put two records together that
 * contradict each other (unless two others affirm each other in full) or that a person keeps apart: the weakest pairs of a
 * contradicting chain are the ones that are cut.
 * Time and memory grow with the linked pairs.
 */
export function clusterRecords(input: ClusterInput): Clusters {
  const parent = Int32Array.from({ length: input.records }, (_, index) => index)
  const members: (number[] | undefined)[] = Array.from({ length: input.records }, (_, index) => [index])
  const stated: (Set<number> | undefined)[] = Array.from(
    { length: input.records },
    (_, index) => new Set([input.identityOf[index]!]),
  )
  const died = Float64Array.from(input.deathDay)
  const alive = Float64Array.from(input.aliveDay)
  const cut = new Map<number, string>()
  const known = new Map<number, string | null>()

  const contradictionOf = (left: number, right: number, isVouched: boolean): string | null => {
    if (left === right) return null
    const [low, high] = left < right ? [left, right] : [right, left]
    const key = (low * input.identities.length + high) * 2 + (isVouched ? 1 : 0)
    const before = known.get(key)
    if (before !== undefined) return before
    const found = contradiction(input.identities[low]!, input.identities[high]!, isVouched)
    if (known.size < 2_000_000) known.set(key, found)
    return found
  }

  const whyNot = (left: number, right: number, pair: ScoredPair): string | null => {
    const [few, many] = members[left]!.length < members[right]!.length ? [left, right] : [right, left]
    for (const record of members[few]!) {
      const others = input.apart.get(record)
      if (!others) continue
      for (const other of others)
        if (rootIn(parent, other) === many)
          return 'somebody decided that two of the records are different people'
    }
    if (pair.isDecided) return null
    if (alive[right]! > died[left]! + 1 || alive[left]! > died[right]! + 1)
      return 'a record later than a death'
    let why: string | null = null
    for (const one of stated[few]!) {
      for (const other of stated[many]!) {
        if (one === other || isAffirmed(input.identities[one]!, input.identities[other]!)) return null
        why ??= contradictionOf(one, other, pair.isVouched)
      }
    }
    return why
  }

  input.pairs.forEach((pair, index) => {
    const left = rootIn(parent, pair.left)
    const right = rootIn(parent, pair.right)
    if (left === right) return
    const reason = whyNot(left, right, pair)
    if (reason) {
      cut.set(index, reason)
      return
    }
    const [kept, joined] = members[left]!.length >= members[right]!.length ? [left, right] : [right, left]
    parent[joined] = kept
    for (const record of members[joined]!) members[kept]!.push(record)
    for (const identity of stated[joined]!) stated[kept]!.add(identity)
    members[joined] = undefined
    stated[joined] = undefined
    died[kept] = smallest(died[kept]!, died[joined]!)
    alive[kept] = largest(alive[kept]!, alive[joined]!)
  })

  return { clusterOf: namedBySmallest(parent), cut }
}

/** The record at the root of another's tree; each record on the way then points to it. */
function rootIn(parent: Int32Array, record: number): number {
  let root = record
  while (parent[root] !== root) root = parent[root]!
  let step = record
  while (parent[step] !== root) {
    const next = parent[step]!
    parent[step] = root
    step = next
  }
  return root
}

function namedBySmallest(parent: Int32Array): Int32Array {
  const clusterOf = new Int32Array(parent.length)
  const smallestOf = new Map<number, number>()
  for (let record = 0; record < parent.length; record += 1) {
    const root = rootIn(parent, record)
    const name = smallestOf.get(root) ?? record
    smallestOf.set(root, name)
    clusterOf[record] = name
  }
  return clusterOf
}

const smallest = (left: number, right: number): number =>
  Number.isNaN(left) ? right : Number.isNaN(right) ? left : Math.min(left, right)
const largest = (left: number, right: number): number =>
  Number.isNaN(left) ? right : Number.isNaN(right) ? left : Math.max(left, right)
