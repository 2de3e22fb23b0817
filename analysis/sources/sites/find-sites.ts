import { cellKeys } from './cell-keys.ts'
import type { Site } from './queries-sites.ts'

/** Where a cell was from one day to another, both included. */
interface SitePeriod {
  readonly site: Site
  readonly from: string
  readonly until: string
}

const firstDay = '0001-01-01'
const lastDay = '9999-12-31'

const dayBefore = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - 1)
  return date.toISOString().slice(0, 10)
}

const isSamePlace = (left: Site, right: Site) =>
  left.latitude === right.latitude &&
  left.longitude === right.longitude &&
  (left.latitude !== null || left.postcode === right.postcode)

/**
 * When a cell was where, from the rows about it: a row is good from its first day to its last, and a row that begins later ends it. Rows that put it in
 * two places from the same day say nothing.
 */
export function periodsOf(sites: readonly Site[]): SitePeriod[] {
  const begins = (site: Site) => site.since ?? firstDay
  const starts = [...new Set(sites.map(begins))].sort()
  return starts.flatMap((from, index): SitePeriod[] => {
    const rows = sites.filter((site) => begins(site) === from)
    const [first] = rows
    if (!first || rows.some((row) => !isSamePlace(row, first))) return []
    const azimuth = rows.every((row) => row.azimuth === first.azimuth) ? first.azimuth : null
    const next = starts[index + 1]
    const last =
      rows
        .map((row) => row.until ?? lastDay)
        .sort()
        .at(-1) ?? lastDay
    const until = next !== undefined && next <= last ? dayBefore(next) : last
    return from <= until ? [{ site: { ...first, azimuth }, from, until }] : []
  })
}

/** The sites of a case, to be looked up by what call records say of a cell. */
export class SiteIndex {
  private readonly byKey = new Map<string, Site[]>()

  constructor(sites: readonly Site[]) {
    for (const site of sites)
      for (const key of new Set([...cellKeys(site.code), ...cellKeys(site.name)]))
        this.byKey.set(key, [...(this.byKey.get(key) ?? []), site])
  }

  /**
   * When the cell was where: by the strongest of its keys that a site has. A key that is a part of what is said finds no site that says more than it, since that
   * is of another network; and sites of several networks at several places say nothing.
   */
  find(code: string | null, name: string | null): SitePeriod[] {
    const strongest = cellKeys(code)[0]
    for (const key of [...cellKeys(code), ...cellKeys(name)]) {
      const isWhole = key === strongest || key.startsWith('name ')
      const sites = (this.byKey.get(key) ?? []).filter((site) => isWhole || cellKeys(site.code)[0] === key)
      const [first] = sites
      if (!first) continue
      const identities = new Set(sites.map((site) => cellKeys(site.code)[0]))
      const isOne = identities.size === 1 || sites.every((site) => isSamePlace(site, first))
      return isOne ? periodsOf(sites) : []
    }
    return []
  }
}
