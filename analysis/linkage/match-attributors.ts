import type { Identity } from './contradictions.ts'
import { otherRules } from './linkage-rules.ts'

export interface AttributorRecord extends Identity {
  sector: string | null
  /** The client id of the treatment system; empty where it gives none. */
  client: string
}

export interface AttributorPair {
  left: number
  right: number
  rule: string
  isLink: boolean
  reason: string | null
}

interface Group {
  records: number[]
  sectors: Set<string>
  sexes: Set<string>
  clients: Set<string>
}

const keyOf = (record: Identity): string | null =>
  record.forenameInitial && record.surnameInitial && record.birth
    ? `${record.forenameInitial}${record.surnameInitial}${record.birth}`
    : null

const isAnonymous = (record: Identity): boolean => !record.forename && !record.surname

function groupsOf(records: readonly AttributorRecord[], clusterOf: ArrayLike<number>): Map<number, Group> {
  const groups = new Map<number, Group>()
  records.forEach((record, index) => {
    const cluster = clusterOf[index]!
    const group = groups.get(cluster) ?? {
      records: [],
      sectors: new Set(),
      sexes: new Set(),
      clients: new Set(),
    }
    group.records.push(index)
    if (record.sector) group.sectors.add(record.sector)
    if (record.sex) group.sexes.add(record.sex)
    if (record.client) group.clients.add(record.client)
    groups.set(cluster, group)
  })
  return groups
}

const share = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  [...left].some((value) => right.has(value))
const isCompatible = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left.size === 0 || right.size === 0 || share(left, right)

type Groups = ReadonlyMap<number, Group>

/** Two clusters as a pair of their first records, the smaller record first. */
function pairOf(
  groups: Groups,
  clusters: readonly [number, number],
  { rule, words }: { rule: string; words: string },
  isLink: boolean,
): AttributorPair {
  const records = clusters.map((cluster) => groups.get(cluster)!.records[0]!)
  return {
    left: Math.min(...records),
    right: Math.max(...records),
    rule,
    isLink,
    reason: isLink ? null : words,
  }
}

const clientsOf = (groups: Groups, clusters: readonly number[]): ReadonlySet<string> =>
  new Set(clusters.flatMap((cluster) => [...groups.get(cluster)!.clients]))

/** The clusters with a name, by each attributor of their records, and those that have an attributor and no name. */
function namedAndAnonymous(records: readonly AttributorRecord[], groups: Groups) {
  const namedByKey = new Map<string, Set<number>>()
  const anonymous = new Set<number>()
  for (const [cluster, group] of groups) {
    const isNamed = group.records.some((index) => !isAnonymous(records[index]!))
    for (const index of group.records) {
      const key = keyOf(records[index]!)
      if (!key) continue
      if (isNamed) namedByKey.set(key, (namedByKey.get(key) ?? new Set()).add(cluster))
      else anonymous.add(cluster)
    }
  }
  return { namedByKey, anonymous }
}

/** An anonymous cluster that fits one named person, or one of several by its sector. */
interface Claim {
  cluster: number
  bySector: boolean
}

interface Claims {
  /** By the named cluster that is claimed. */
  claims: ReadonlyMap<number, readonly Claim[]>
  ambiguous: readonly AttributorPair[]
  /** Anonymous clusters that fit nobody, by attributor and sector. */
  unclaimed: ReadonlyMap<string, readonly number[]>
}

function claimNamed(records: readonly AttributorRecord[], groups: Groups): Claims {
  const { namedByKey, anonymous } = namedAndAnonymous(records, groups)
  const claims = new Map<number, Claim[]>()
  const ambiguous: AttributorPair[] = []
  const unclaimed = new Map<string, number[]>()
  for (const cluster of anonymous) {
    const group = groups.get(cluster)!
    const keys = new Set(group.records.map((index) => keyOf(records[index]!)).filter((key) => key !== null))
    const fitting = [...new Set([...keys].flatMap((key) => [...(namedByKey.get(key) ?? [])]))].filter(
      (named) => isCompatible(groups.get(named)!.sexes, group.sexes),
    )
    const nearby = fitting.filter((named) => share(groups.get(named)!.sectors, group.sectors))
    const chosen = fitting.length === 1 ? fitting[0] : nearby.length === 1 ? nearby[0] : undefined
    if (chosen !== undefined) {
      const bySector = fitting.length > 1
      claims.set(chosen, [...(claims.get(chosen) ?? []), { cluster, bySector }])
      continue
    }
    for (const named of fitting)
      ambiguous.push(pairOf(groups, [named, cluster], otherRules.attributorAmbiguous, false))
    if (fitting.length > 0) continue
    for (const key of keys) {
      for (const sector of group.sectors) {
        const place = `${key} ${sector}`
        unclaimed.set(place, [...(unclaimed.get(place) ?? []), cluster])
      }
    }
  }
  return { claims, ambiguous, unclaimed }
}

/** Who claims one named person is linked, unless their client ids differ: then only the one of the person's own sector. */
function settleClaims(groups: Groups, named: number, claimants: readonly Claim[]): AttributorPair[] {
  const clients = clientsOf(
    groups,
    claimants.map(({ cluster }) => cluster),
  )
  const nearby = claimants.filter(({ cluster }) =>
    share(groups.get(cluster)!.sectors, groups.get(named)!.sectors),
  )
  const accepted = clients.size <= 1 ? claimants : nearby.length === 1 ? nearby : []
  return claimants.map((claimant) => {
    const isLink = accepted.includes(claimant)
    const rule = !isLink
      ? otherRules.attributorAmbiguous
      : claimant.bySector || accepted.length < claimants.length
        ? otherRules.attributorSector
        : otherRules.attributor
    return pairOf(groups, [named, claimant.cluster], rule, isLink)
  })
}

function linkUnclaimed(groups: Groups, clusters: readonly number[]): AttributorPair[] {
  const [first, ...others] = clusters
  if (first === undefined || clientsOf(groups, clusters).size > 1) return []
  return others.map((other) => pairOf(groups, [first, other], otherRules.attributorSector, true))
}

/**
 * Links people whom a treatment extract knows only by attributor (initials, date of birth, sex) to the one named person whom it
 * fits, one to one only; several that fit are told apart by postcode sector or not at all. People with the same attributor in
 * the same sector, under no two client ids, are one person.
 */
export function matchAttributors(
  records: readonly AttributorRecord[],
  clusterOf: ArrayLike<number>,
): AttributorPair[] {
  const groups = groupsOf(records, clusterOf)
  const { claims, ambiguous, unclaimed } = claimNamed(records, groups)
  return [
    ...ambiguous,
    ...[...claims].flatMap(([named, claimants]) => settleClaims(groups, named, claimants)),
    ...[...unclaimed.values()].flatMap((clusters) => linkUnclaimed(groups, clusters)),
  ]
}
