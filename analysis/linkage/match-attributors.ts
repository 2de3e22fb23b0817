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
  const pairs: AttributorPair[] = []
  const claims = new Map<number, { cluster: number; bySector: boolean }[]>()
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
    for (const named of fitting) {
      const { rule, words } = otherRules.attributorAmbiguous
      pairs.push({
        left: groups.get(named)!.records[0]!,
        right: group.records[0]!,
        rule,
        isLink: false,
        reason: words,
      })
    }
    if (fitting.length === 0) {
      for (const key of keys) {
        for (const sector of group.sectors) {
          const place = `${key} ${sector}`
          unclaimed.set(place, [...(unclaimed.get(place) ?? []), cluster])
        }
      }
    }
  }
  for (const [named, claimants] of claims) {
    const clients = new Set(claimants.flatMap(({ cluster }) => [...groups.get(cluster)!.clients]))
    const nearby = claimants.filter(({ cluster }) =>
      share(groups.get(cluster)!.sectors, groups.get(named)!.sectors),
    )
    const accepted = clients.size <= 1 ? claimants : nearby.length === 1 ? nearby : []
    for (const claimant of claimants) {
      const isLink = accepted.includes(claimant)
      const { rule, words } = !isLink
        ? otherRules.attributorAmbiguous
        : claimant.bySector || accepted.length < claimants.length
          ? otherRules.attributorSector
          : otherRules.attributor
      pairs.push({
        left: groups.get(named)!.records[0]!,
        right: groups.get(claimant.cluster)!.records[0]!,
        rule,
        isLink,
        reason: isLink ? null : words,
      })
    }
  }
  for (const clusters of unclaimed.values()) {
    const [first, ...others] = clusters
    const clients = new Set(clusters.flatMap((cluster) => [...groups.get(cluster)!.clients]))
    if (clients.size > 1) continue
    for (const other of others) {
      pairs.push({
        left: groups.get(first!)!.records[0]!,
        right: groups.get(other)!.records[0]!,
        rule: otherRules.attributorSector.rule,
        isLink: true,
        reason: null,
      })
    }
  }
  return pairs.map((pair) =>
    pair.left < pair.right ? pair : { ...pair, left: pair.right, right: pair.left },
  )
}
