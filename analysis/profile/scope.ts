import type { OpenCase } from '../case/open-case.ts'
import { type AreaNames, readAreaNames } from '../case/queries-districts.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { type AreaOutlines, readAreaOutlines } from './area-outlines.ts'
import { monthsBetween } from './months.ts'
import {
  caseAreas,
  daysOfKinds,
  type KindDays,
  loadedKinds,
  mobileNumbers,
  newestRuns,
  periodDays,
  substancesSeen,
  supplyAreas,
} from './queries-scope.ts'

/** The scope of a profile: the area, the months, the runs that it uses and the codes in the data. */
export interface ProfileScope {
  readonly name: string
  readonly marking: string
  /** Declared synthetic, or every mobile number in it is in a range that no operator has been allocated. */
  readonly synthetic: boolean
  readonly dataVersion: number
  readonly linesRun: number | null
  readonly linkageRun: number | null
  /** Whole local days, both included. */
  readonly from: string
  readonly to: string
  /** `2025-06`, oldest first; the last may be a part of a month. */
  readonly months: readonly string[]
  readonly kinds: ReadonlySet<string>
  /**
   * Districts in which the sources record events: the county's own. These and the other names from the data are by name, and only
   * those that may be printed.
   */
  readonly homeAreas: readonly string[]
  /** The same with those that have no name which may be printed: to tell what lies in the county, never to print. */
  readonly countyAreas: readonly string[]
  /** Home areas of detained people outside the county. */
  readonly exporterAreas: readonly string[]
  /** Exporter areas that the newest lines run names. */
  readonly lineAreas: readonly string[]
  readonly substances: readonly string[]
  readonly areaNames: AreaNames
  readonly outlines: AreaOutlines | null
  /** First and last local day of each kind of source; `communication` for phones and call records together. */
  readonly days: ReadonlyMap<string, KindDays>
}

const longestPeriodMonths = 12
const fewestMobiles = 100
const unallocatedShare = 0.99

/** Reads the scope of the open case; an empty case gives an empty period. */
export async function readScope(current: OpenCase, signal?: AbortSignal): Promise<ProfileScope> {
  const meta = await current.meta()
  return current.database.read(wholeSight, signal, async (connection) => {
    const runs = await connection.one(newestRuns())
    const days = await connection.one(periodDays())
    const kinds = await connection.all(loadedKinds())
    const linesRun = runs?.lines_run ?? null
    const to = days?.last_day ?? ''
    const every = days?.first_day && to ? monthsBetween(days.first_day, to) : []
    const months = every.slice(-longestPeriodMonths)
    const from = months.length === every.length ? (days?.first_day ?? '') : `${months[0]}-01`
    const areaNames = await readAreaNames(connection)
    const areas = await connection.all(caseAreas(areaNames))
    const lineAreas = linesRun === null ? [] : await connection.all(supplyAreas(linesRun, areaNames))
    const substances = await connection.all(substancesSeen())
    const kindDays = await connection.all(daysOfKinds())
    const mobile = await connection.one(mobileNumbers())
    const mobiles = Number(mobile?.mobiles ?? 0)
    const isInvented = mobiles >= fewestMobiles && Number(mobile?.unallocated) >= unallocatedShare * mobiles
    const countyAreas = areas.filter((row) => row.is_home).map((row) => row.area)
    const homeAreas = areas.filter((row) => row.is_home && row.is_known).map((row) => row.area)
    return {
      name: meta.name ?? 'Case',
      marking: meta.marking ?? 'OFFICIAL-SENSITIVE',
      synthetic: meta.synthetic === 'true' || isInvented,
      dataVersion: Number(meta.data_version ?? 0),
      linesRun,
      linkageRun: runs?.linkage_run ?? null,
      from,
      to,
      months,
      kinds: new Set(kinds.map((row) => row.kind)),
      homeAreas,
      countyAreas,
      exporterAreas: areas.filter((row) => !row.is_home && row.is_known).map((row) => row.area),
      lineAreas: lineAreas.map((row) => row.area).filter((area) => !countyAreas.includes(area)),
      substances: substances.map((row) => row.substance),
      areaNames,
      outlines: await readAreaOutlines(connection),
      days: new Map(kindDays.map((row) => [row.kind, row])),
    }
  })
}

/** Whether all of these kinds of source are loaded. */
export const hasKinds = (scope: ProfileScope, ...kinds: readonly string[]): boolean =>
  kinds.every((kind) => scope.kinds.has(kind))
